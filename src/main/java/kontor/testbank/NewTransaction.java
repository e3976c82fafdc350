package kontor.testbank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.identifiers.Iban;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * CreateTestbankTransactionRequest of the API: an entry that the test bank shall book.
 *
 * @param amount negative for an expense
 * @param code ISO bank transaction code, domain/family/sub-family
 */
public record NewTransaction(
        UUID accountId,
        LocalDate date,
        LocalDate valueDate,
        Money amount,
        String code,
        Remittance remittance,
        Counterparty counterparty,
        Optional<String> returnReason) {

    public record Remittance(String type, String value) {}

    public record Counterparty(
            Optional<String> name, Optional<String> iban, Optional<String> mandateReference) {

        static final Counterparty UNKNOWN =
                new Counterparty(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static final Pattern CODE = Pattern.compile("[A-Z]{4}");
    private static final Pattern REASON = Pattern.compile("[A-Z0-9]{1,4}");
    private static final Pattern TYPES = Pattern.compile("(?i)UNSTRUCTURED|STRUCTURED|OCR");
    private static final long LARGEST_MINOR = 99_999_999_999L;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** Collects all faults of shape; the account is looked up later. */
    public static NewTransaction parse(JsonFields body, LocalDate today) {
        var accountId = accountId(body);
        body.require("date");
        var date = day(body, "date", today);
        var valueDate = day(body, "valueDate", today).or(() -> date);
        body.require("amount");
        var amount = body.object("amount").flatMap(NewTransaction::amount);
        body.require("remittanceInformation");
        var remittance = body.object("remittanceInformation").map(NewTransaction::remittance);
        var counterparty =
                body.object("counterpartyDetails")
                        .map(NewTransaction::counterparty)
                        .orElse(Counterparty.UNKNOWN);
        var characteristics = body.object("characteristics");
        var code =
                characteristics
                        .flatMap(fields -> fields.object("bankTransactionCode"))
                        .map(NewTransaction::code);
        var reason =
                characteristics
                        .flatMap(fields -> fields.object("returnReason"))
                        .flatMap(NewTransaction::reason);
        body.refuseFaults();
        var money = amount.orElseThrow();
        return new NewTransaction(
                accountId.orElseThrow(),
                date.orElseThrow(),
                valueDate.orElseThrow(),
                money,
                code.orElseGet(() -> TestBank.creditTransfer(money.amountMinor())),
                remittance.orElseThrow(),
                counterparty,
                reason);
    }

    private static Optional<UUID> accountId(JsonFields body) {
        body.require("accountId");
        var text = body.text("accountId", 1, 255);
        var id = text.flatMap(Ids::parse);
        if (text.isPresent() && id.isEmpty()) {
            body.fault(Fault.invalid("accountId", "must be the id of an account"));
        }
        return id;
    }

    private static Optional<LocalDate> day(JsonFields body, String name, LocalDate today) {
        LocalDate latest = today.plusDays(ClockAdvance.MOST_DAYS);
        var day = body.date(name);
        if (day.filter(date -> date.isBefore(EARLIEST) || date.isAfter(latest)).isPresent()) {
            body.fault(Fault.invalid(name, "must lie between " + EARLIEST + " and " + latest));
        }
        return day;
    }

    /** Like an Amount of the API, but negative for an expense. */
    private static Optional<Money> amount(JsonFields fields) {
        var code = fields.requiredText("currency", 1, 255);
        var currency = Currency.find(code);
        if (currency.isEmpty() && !code.isEmpty()) {
            fields.fault(Fault.invalid("currency", Currency.problem(code)));
        }
        var value = fields.integer("value");
        var decimal = currency.flatMap(known -> decimal(fields, known));
        if (!fields.has("value") && !fields.has("stringValue")) {
            fields.fault(Fault.required("value"));
        }
        if (value.isPresent() && decimal.isPresent() && !value.equals(decimal)) {
            fields.fault(
                    Fault.invalid(
                            "stringValue",
                            "does not equal value; send one of them, or both alike"));
        }
        var minor = value.or(() -> decimal);
        if (minor.filter(NewTransaction::isOutOfRange).isPresent()) {
            var field = value.isPresent() ? "value" : "stringValue";
            fields.fault(Fault.invalid(field, "must not be zero, nor have more than 11 digits"));
        }
        return minor.flatMap(number -> currency.map(known -> new Money(number, known)));
    }

    private static boolean isOutOfRange(long minor) {
        return minor == 0 || Math.abs(minor) > LARGEST_MINOR;
    }

    private static Optional<Long> decimal(JsonFields fields, Currency currency) {
        String decimals =
                currency.minorDigits() == 0 ? "" : "\\.[0-9]{" + currency.minorDigits() + "}";
        return fields.matching(
                        "stringValue",
                        Pattern.compile("-?[0-9]{1,11}" + decimals),
                        "must be a plain decimal with exactly "
                                + currency.minorDigits()
                                + " decimals, like "
                                + new Money(-4990, currency).plain())
                .map(text -> Money.ofDecimal(new BigDecimal(text), currency).amountMinor());
    }

    private static Remittance remittance(JsonFields fields) {
        fields.require("type");
        fields.require("value");
        var type = fields.matching("type", TYPES, "must be UNSTRUCTURED, STRUCTURED or OCR");
        var value = LegalFields.printable(fields, "value", 1, 140);
        return new Remittance(type.orElse("").toUpperCase(Locale.ROOT), value.orElse(""));
    }

    private static Counterparty counterparty(JsonFields fields) {
        var iban =
                fields.object("externalAccount")
                        .flatMap(NewTransaction::number)
                        .map(Iban::normalize)
                        .filter(number -> Iban.problem(number).isEmpty());
        return new Counterparty(
                LegalFields.printable(fields, "name", 1, 140),
                iban,
                LegalFields.printable(fields, "mandateReference", 1, 35));
    }

    private static Optional<String> number(JsonFields account) {
        return account.object("identifier")
                .flatMap(one -> one.text("number", 1, 255))
                .or(() -> account.text("rawIdentifier", 1, 255));
    }

    private static String code(JsonFields fields) {
        return part(fields, "domain")
                + "/"
                + part(fields, "family")
                + "/"
                + part(fields, "subfamily");
    }

    private static Optional<String> reason(JsonFields fields) {
        return fields.matching("code", REASON, "must be 1 to 4 capitals or digits, like AM04");
    }

    private static String part(JsonFields fields, String name) {
        fields.require(name);
        return fields.matching(
                        name, CODE, "must be four capital letters of the ISO list, like PMNT")
                .orElse("");
    }
}

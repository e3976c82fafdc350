package kontor.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Balance;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.iso20022.Remittance;
import kontor.wire.AmountField;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * How an account ended a day, as somebody tells it.
 *
 * @param localDate in the zone of the account; all that is told is of this day
 */
record ToldStatement(
        UUID accountId, LocalDate localDate, List<ToldBalance> balances, List<ToldEntry> entries) {

    /** In one request. */
    private static final int MOST = 100;

    private static final int MOST_BALANCES = 8;
    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_ID = 35;
    private static final int LONGEST_NAME = 140;
    private static final String DATE = "localDate";

    /** Stands for an amount that is refused. */
    private static final Money NOTHING = new Money(0, Currency.EUR);

    /** A balance of the day. */
    record ToldBalance(Balance.Type type, Balance.ReportedType reported, Money amount) {}

    /**
     * What moved.
     *
     * @param amount negative for a debit
     * @param reference the bank's own, by which an entry is known again
     */
    record ToldEntry(
            Money amount,
            Optional<LocalDate> valueDate,
            Optional<String> reference,
            Optional<String> endToEndId,
            Optional<Remittance> remittance,
            Optional<String> otherName,
            Optional<String> otherIban) {}

    /** CreateConnectionReportRequest, with all faults of shape at once. */
    static List<ToldStatement> parse(JsonFields body) {
        body.require("statements");
        var told = new ArrayList<ToldStatement>();
        var days = new HashSet<String>();
        for (var one : body.objects("statements", MOST)) {
            one.require("accountId");
            var account = one.text("accountId", 1, 64).flatMap(text -> id(one, text));
            one.require(DATE);
            var date = one.date(DATE);
            var balances = balances(one, date);
            var entries = entries(one, date);
            if (account.isPresent() && date.isPresent()) {
                var day = date.get();
                told.add(new ToldStatement(account.get(), day, balances, entries));
                if (!days.add(account.get() + " " + day)) {
                    one.fault(
                            Fault.invalid(DATE, "the request has this day of this account twice"));
                }
            }
        }
        body.refuseFaults();
        if (told.isEmpty()) {
            body.fault(Fault.invalid("statements", "must have at least one statement"));
            body.refuseFaults();
        }
        return told;
    }

    private static Optional<UUID> id(JsonFields fields, String text) {
        var id = Ids.parse(text);
        if (id.isEmpty()) {
            fields.fault(Fault.invalid("accountId", "must be the id of an account"));
        }
        return id;
    }

    private static List<ToldBalance> balances(JsonFields statement, Optional<LocalDate> day) {
        var balances = new ArrayList<ToldBalance>();
        statement.require("balances");
        for (var one : statement.objects("balances", MOST_BALANCES)) {
            one.require("type");
            one.require("reportedType");
            var type = one.oneOf("type", Balance.Type.class);
            var reported = one.oneOf("reportedType", Balance.ReportedType.class);
            var amount = AmountField.balance(one, "amount");
            refuseOtherDay(one, day);
            if (type.isPresent() && reported.isPresent() && amount.isPresent()) {
                balances.add(new ToldBalance(type.get(), reported.get(), amount.get()));
            }
        }
        for (var needed : List.of(Balance.ReportedType.OPEN, Balance.ReportedType.CLOSE)) {
            long count = balances.stream().filter(one -> isBooked(one, needed)).count();
            if (count != 1) {
                statement.fault(
                        Fault.invalid("balances", "must have one BOOKED balance " + needed));
            }
        }
        return balances;
    }

    private static boolean isBooked(ToldBalance balance, Balance.ReportedType reported) {
        return balance.type == Balance.Type.BOOKED && balance.reported == reported;
    }

    /**
     * @param day empty where that of the statement is none
     */
    private static void refuseOtherDay(JsonFields one, Optional<LocalDate> day) {
        var own = one.date(DATE);
        if (own.isPresent() && day.isPresent() && !own.equals(day)) {
            one.fault(Fault.invalid(DATE, "must be the day of the statement, " + day.get()));
        }
    }

    private static List<ToldEntry> entries(JsonFields statement, Optional<LocalDate> day) {
        var entries = new ArrayList<ToldEntry>();
        for (var one : statement.objects("transactions", MOST_ENTRIES)) {
            refuseOtherDay(one, day);
            var amount = AmountField.signed(one, "amount");
            var other = one.object("counterparty");
            var entry =
                    new ToldEntry(
                            amount.orElse(NOTHING),
                            one.date("valueDate"),
                            LegalFields.printable(one, "reference", 1, LONGEST_ID),
                            LegalFields.printable(one, "endToEndId", 1, LONGEST_ID),
                            one.object("remittanceInformation").flatMap(ToldStatement::remittance),
                            other.flatMap(it -> LegalFields.printable(it, "name", 1, LONGEST_NAME)),
                            other.flatMap(it -> LegalFields.printable(it, "iban", 5, 34)));
            entries.add(entry);
        }
        return entries;
    }

    private enum RemittanceType {
        UNSTRUCTURED,
        STRUCTURED
    }

    private static Optional<Remittance> remittance(JsonFields fields) {
        fields.require("type");
        var type = fields.oneOf("type", RemittanceType.class);
        fields.require("value");
        var value = LegalFields.printable(fields, "value", 1, LONGEST_NAME);
        return type.flatMap(
                one ->
                        value.map(
                                one == RemittanceType.STRUCTURED
                                        ? Remittance::ofReference
                                        : Remittance::ofText));
    }
}

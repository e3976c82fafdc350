package kontor.mandatenews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import kontor.bankgirot.MandateOrders;
import kontor.bankgirot.PayerAccount;
import kontor.db.Tx;
import kontor.identifiers.Bankgiro;
import kontor.identifiers.SepaText;
import kontor.identifiers.SwedishNationalNumber;
import kontor.mandates.Mandate;
import kontor.wire.Json;

/** The payer of a mandate that was made at a bank, as the counterparty that it becomes. */
final class BankPayer {

    private static final String ABROAD = "00000";

    private BankPayer() {}

    /** A bank account, or of a payer with a bankgiro, which is the payer number, that. */
    static Optional<ObjectNode> identifiers(BankMandates.Made made) {
        var account = made.record().filled("account");
        if (account.isEmpty()) {
            return Optional.of(made.payerNumber())
                    .filter(number -> Bankgiro.problem(number).isEmpty())
                    .map(number -> identifier("SE_BANKGIRO", number));
        }
        return PayerAccount.find(made.record().text("account"))
                .map(known -> identifier("NUMBER", known.number()));
    }

    private static ObjectNode identifier(String type, String number) {
        return Json.object().put("type", type).put("number", number);
    }

    /** At midnight a file may be a day ahead of the organization; more no file is. */
    static Optional<String> inFuture(BankMandates.Made one, LocalDate latest) {
        return one.signed()
                .filter(latest::isBefore)
                .map(day -> "it is of " + day + ", in the future");
    }

    /** Why it is not the mandate with its payer number that is known here, and not over. */
    static Optional<String> other(Tx tx, BankMandates.Made made, Mandate here) {
        if (here.status().isOver()) {
            return Optional.empty();
        }
        var record = made.record();
        return PayerAccount.difference(
                        here,
                        tx.today(MandateOrders.ZONE),
                        record.filled("account"),
                        record.text("payer_id"))
                .map(
                        words ->
                                ("a payer made a mandate in the internet bank with payer number %s,"
                                     + " which mandate %s has here: it %s; cancel that one and have"
                                     + " the file read again, or refuse the other at your bank")
                                        .formatted(made.payerNumber(), here.id(), words));
    }

    static ObjectNode counterparty(BankMandates.Made made, ObjectNode identifier) {
        var body = Json.object().put("legalName", legalName(made));
        payerId(made.record().text("payer_id"))
                .ifPresent(
                        number ->
                                body.putObject("nationalIdentifier")
                                        .put("type", "CIVIC")
                                        .put("market", "SE")
                                        .put("number", number));
        address(made.words()).ifPresent(address -> body.set("address", address));
        var one = body.putArray("accounts").addObject().put("market", "SE");
        one.putArray("identifiers").add(identifier);
        return body;
    }

    /** As the payer's bank writes it, but for one that no bank could write to anybody else. */
    private static String legalName(BankMandates.Made made) {
        return Optional.ofNullable(made.words().get("line1"))
                .filter(SepaText::isReadable)
                .orElse("Payer " + made.payerNumber());
    }

    /** Without what stands before an organisation number. */
    private static Optional<String> payerId(String twelve) {
        boolean padded = twelve.startsWith("00") || twelve.startsWith("99");
        String number = padded ? twelve.substring(2) : twelve;
        return Optional.of(number).filter(text -> SwedishNationalNumber.problem(text).isEmpty());
    }

    /** In Sweden; of payers abroad the town stands for the country, and nothing is sure. */
    private static Optional<ObjectNode> address(Map<String, String> words) {
        String code = words.getOrDefault("post_code", ABROAD);
        if (code.equals(ABROAD) || !words.containsKey("town")) {
            return Optional.empty();
        }
        var address = Json.object().put("postalCode", code).put("city", words.get("town"));
        Optional.ofNullable(words.get("line3")).ifPresent(text -> address.put("streetName", text));
        return Optional.of(address.put("country", "SE"));
    }
}

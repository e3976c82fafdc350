package kontor.bankgirot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.autogiro.AutogiroRecord;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.counterparties.Counterparties;
import kontor.counterparties.NewCounterparty;
import kontor.db.Tx;
import kontor.domestic.SwedishAccount;
import kontor.identifiers.SwedishNationalNumber;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.Mandates;
import kontor.mandates.NewMandate;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * Mandates that payers made in their internet banks: each becomes a counterparty with its account
 * and a mandate, which is agreed to with the next file.
 */
final class BankMandates {

    /** Digits of accounts behind the clearing number, the usual lengths first. */
    private static final List<Integer> LENGTHS = List.of(7, 10, 9, 8);

    private static final int CLEARING = 4;
    private static final String ABROAD = "00000";

    private final Accounts accounts;
    private final Mandates mandates;
    private final Counterparties counterparties;

    BankMandates(Accounts accounts, Mandates mandates, Counterparties counterparties) {
        this.accounts = accounts;
        this.mandates = mandates;
        this.counterparties = counterparties;
    }

    /** A mandate with the records behind it, by field. */
    private record Made(AutogiroRecord record, Map<String, String> words) {

        String payerNumber() {
            return record.digits("payer_no");
        }
    }

    void apply(Tx tx, BankgirotFiles.Told told, NewsCases cases) {
        var made = made(told.records());
        var numbers = made.stream().map(Made::payerNumber).distinct().toList();
        var known = new HashMap<String, UUID>();
        if (!numbers.isEmpty()) {
            BankgirotTable.mandatesOf(tx, told.accounts(), numbers).forEach(known::put);
        }
        for (var one : made) {
            var before = Optional.ofNullable(known.get(one.payerNumber()));
            if (before.filter(id -> isLive(tx, id)).isPresent()) {
                // A reminder, or the same told again.
                continue;
            }
            var why = make(tx, told, one);
            why.ifPresent(
                    words ->
                            cases.unknown(
                                    tx,
                                    one.record,
                                    "a payer made a mandate in the internet bank that was not"
                                            + " taken: "
                                            + words));
        }
    }

    private boolean isLive(Tx tx, UUID mandate) {
        return mandates.forUse(tx, List.of(mandate)).values().stream()
                .anyMatch(one -> !one.status().isOver());
    }

    private static List<Made> made(List<AutogiroRecord> records) {
        var all = new ArrayList<Made>();
        for (var record : records) {
            if (record.code().equals("52")) {
                all.add(new Made(record, new LinkedHashMap<>()));
                continue;
            }
            for (String field : List.of("line1", "line2", "line3", "line4", "post_code", "town")) {
                if (record.has(field) && !all.isEmpty()) {
                    record.filled(field).ifPresent(text -> all.getLast().words.put(field, text));
                }
            }
        }
        return all;
    }

    /** Why it was not made; what could refuse the mandate is asked before its payer is made. */
    private Optional<String> make(Tx tx, BankgirotFiles.Told told, Made made) {
        var own = accounts.forUse(tx, told.accounts()).values();
        if (own.stream().allMatch(one -> one.autogiroCustomerNumber().isEmpty())) {
            return Optional.of("your account has no Autogiro customer number");
        }
        if (made.payerNumber().isEmpty()) {
            return Optional.of("it has no payer number");
        }
        var account = account(made.record.text("account"));
        if (account.isEmpty()) {
            return Optional.of("its account is none that Kontor knows");
        }
        var body = counterparty(made, account.get());
        var payer =
                counterparties
                        .create(tx, List.of(ofBank(tx, NewCounterparty.parse(JsonFields.of(body)))))
                        .getFirst();
        return switch (payer) {
            case Outcome.Refused<Snapshot>(var no) -> Optional.of(no.message());
            case Outcome.Done<Snapshot>(var snapshot) ->
                    mandate(tx, told, made, accountOf(snapshot));
        };
    }

    private static UUID accountOf(Snapshot counterparty) {
        return UUID.fromString(Json.readOwn(counterparty.json()).at("/accounts/0/id").asText());
    }

    private Optional<String> mandate(
            Tx tx, BankgirotFiles.Told told, Made made, UUID externalAccount) {
        var input =
                new NewMandate(
                        MandateScheme.AUTOGIRO,
                        false,
                        Mandate.Recurrence.RECURRING,
                        new ResourceRef.ById(externalAccount),
                        Optional.of(new ResourceRef.ById(told.own().getFirst().id())),
                        Optional.empty(),
                        made.payerNumber(),
                        told.records().getFirst().date("written_date"),
                        NewMandate.Moved.NOTHING,
                        Optional.empty(),
                        Map.of());
        var request = ofBank(tx, input);
        return switch (mandates.create(tx, List.of(request)).getFirst()) {
            case Outcome.Refused<Snapshot>(var no) -> Optional.of(no.message());
            case Outcome.Done<Snapshot> _ -> {
                BankgirotTable.madeAtBank(tx, request.id());
                yield Optional.empty();
            }
        };
    }

    private static <T> Request<T> ofBank(Tx tx, T input) {
        return Request.ofBank(tx.organization(), Ids.next(), input);
    }

    private static ObjectNode counterparty(Made made, SwedishAccount account) {
        var body =
                Json.object()
                        .put(
                                "legalName",
                                made.words.getOrDefault("line1", "Payer " + made.payerNumber()));
        payerId(made.record.text("payer_id"))
                .ifPresent(
                        number ->
                                body.putObject("nationalIdentifier")
                                        .put("type", "CIVIC")
                                        .put("market", "SE")
                                        .put("number", number));
        address(made.words).ifPresent(address -> body.set("address", address));
        var one = body.putArray("accounts").addObject().put("market", "SE");
        one.putArray("identifiers")
                .addObject()
                .put("type", "NUMBER")
                .put("number", account.number());
        return body;
    }

    /** Without the zeros before an organisation number. */
    private static Optional<String> payerId(String twelve) {
        String number = twelve.startsWith("00") ? twelve.substring(2) : twelve;
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

    /** Clearing number and account filled with zeros, in whose range only some lengths fit. */
    static Optional<SwedishAccount> account(String sixteen) {
        if (!sixteen.matches("[0-9]{16}")) {
            return Optional.empty();
        }
        String clearing = sixteen.substring(0, CLEARING);
        String account = sixteen.substring(CLEARING);
        return LENGTHS.stream()
                .filter(length -> account.substring(0, account.length() - length).matches("0*"))
                .flatMap(
                        length ->
                                SwedishAccount.of(
                                        clearing, account.substring(account.length() - length))
                                        .stream())
                .findFirst();
    }
}

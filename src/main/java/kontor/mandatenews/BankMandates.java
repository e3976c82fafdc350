package kontor.mandatenews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import kontor.accounts.Accounts;
import kontor.autogiro.AutogiroRecord;
import kontor.bankgirot.BankMandateTable;
import kontor.bankgirot.BankgirotTable;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.counterparties.Counterparties;
import kontor.counterparties.NewCounterparty;
import kontor.db.Tx;
import kontor.girofacts.FactTable;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Told;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.Mandates;
import kontor.mandates.NewMandate;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * Mandates that Kontor does not know: each becomes a counterparty with its account and a mandate.
 * What payers made in their internet banks is agreed to with the next file.
 */
final class BankMandates {

    /** Made at once. */
    private static final int SLICE = 500;

    private final Accounts accounts;
    private final Mandates mandates;
    private final Counterparties counterparties;
    private final EarlyAdvices early;

    BankMandates(
            Accounts accounts,
            Mandates mandates,
            Counterparties counterparties,
            EarlyAdvices early) {
        this.early = early;
        this.accounts = accounts;
        this.mandates = mandates;
        this.counterparties = counterparties;
    }

    /**
     * A mandate that Bankgirot has and Kontor does not.
     *
     * @param words the records behind it, by field
     * @param known it needs no answer of the payee any more
     */
    record Made(
            AutogiroRecord record,
            Map<String, String> words,
            Optional<LocalDate> signed,
            boolean known) {

        String payerNumber() {
            return record.digits("payer_no");
        }
    }

    void apply(Tx tx, Told told, NewsCases cases, Facts facts) {
        var made = made(told, facts);
        var live = live(tx, told, made);
        var seen = new HashSet<String>();
        // A reminder, or the same told again, makes nothing.
        var news =
                made.stream()
                        .filter(one -> !live.containsKey(one.payerNumber()))
                        .filter(one -> seen.add(one.payerNumber()))
                        .toList();
        known(tx, told, made, live, cases, facts);
        make(
                        tx,
                        told,
                        news,
                        cases,
                        "a payer made a mandate in the internet bank that was not taken")
                .forEach((id, one) -> took(facts, told, one, id));
    }

    /** With another account it is no reminder, and nobody may answer it by itself. */
    private void known(
            Tx tx,
            Told told,
            List<Made> made,
            Map<String, UUID> live,
            NewsCases cases,
            Facts facts) {
        var mandatesHere = mandates.forUse(tx, live.values());
        for (var one : made) {
            var id = Optional.ofNullable(live.get(one.payerNumber()));
            var why = id.map(mandatesHere::get).flatMap(known -> BankPayer.other(tx, one, known));
            why.ifPresent(words -> cases.contradicts(tx, one.record, Optional.empty(), words));
            id.filter(_ -> why.isEmpty()).ifPresent(known -> took(facts, told, one, known));
        }
    }

    private static void took(Facts facts, Told told, Made one, UUID mandate) {
        facts.took(one.record, mandate, "made", told.opening().date("written_date"));
    }

    /** Mandates with payer numbers of these that are not over, or ended behind this file. */
    private Map<String, UUID> live(Tx tx, Told told, List<Made> made) {
        if (made.isEmpty()) {
            return Map.of();
        }
        var numbers = made.stream().map(Made::payerNumber).distinct().toList();
        var ids = BankgirotTable.mandatesOf(tx, told.accounts(), numbers);
        var known = mandates.forUse(tx, ids.values());
        var ends = FactTable.lastAdvices(tx, ids.values());
        var written = told.opening().date("written_date");
        var live = new HashMap<>(ids);
        live.values()
                .removeIf(
                        id ->
                                Maps.required(known, id).status().isOver()
                                        && !isOld(written, Optional.ofNullable(ends.get(id))));
        return live;
    }

    private static boolean isOld(Optional<LocalDate> written, Optional<LocalDate> end) {
        return written.flatMap(day -> end.filter(day::isBefore)).isPresent();
    }

    /** Those that were not told before, in this file or in another one. */
    private static List<Made> made(Told told, Facts facts) {
        var signed = told.opening().date("written_date");
        var all = new ArrayList<Made>();
        var again = new HashSet<AutogiroRecord>();
        for (var record : told.records()) {
            if (record.code().equals("52")) {
                all.add(new Made(record, new LinkedHashMap<>(), signed, false));
                facts.before(record)
                        .ifPresent(
                                earlier -> {
                                    again.add(record);
                                    if (facts.isOfAnotherFile(earlier)) {
                                        facts.again();
                                    }
                                });
                continue;
            }
            for (String field : List.of("line1", "line2", "line3", "line4", "post_code", "town")) {
                if (record.has(field) && !all.isEmpty()) {
                    record.filled(field).ifPresent(text -> all.getLast().words.put(field, text));
                }
            }
        }
        all.removeIf(one -> again.contains(one.record));
        return all;
    }

    /**
     * Makes payers and their mandates.
     *
     * @param notTaken what a case says of one that was not made, before the reason
     * @return the mandates that were made
     */
    Map<UUID, Made> make(Tx tx, Told told, List<Made> all, NewsCases cases, String notTaken) {
        BiConsumer<Made, String> refused =
                (one, why) -> cases.unknown(tx, one.record, notTaken + ": " + why);
        var mandatesMade = new LinkedHashMap<UUID, Made>();
        for (int from = 0; from < all.size(); from += SLICE) {
            var slice = all.subList(from, Math.min(all.size(), from + SLICE));
            var payers = payers(tx, told, slice, refused);
            mandatesMade.putAll(mandates(tx, told, payers, refused));
        }
        unanswered(tx, told, mandatesMade);
        return mandatesMade;
    }

    /** Of those that are agreed to {@link EarlyAdvices} has heard already. */
    private void unanswered(Tx tx, Told told, Map<UUID, Made> made) {
        var some = new HashMap<>(made);
        some.values().removeIf(Made::known);
        BankMandateTable.madeAtBank(tx, some.keySet());
        var signed = new HashMap<String, Optional<LocalDate>>();
        some.values().forEach(one -> signed.put(one.payerNumber(), one.signed()));
        early.known(tx, told, signed);
    }

    /** The payers' accounts; what could refuse a mandate is asked before its payer is made. */
    private Map<Made, UUID> payers(
            Tx tx, Told told, List<Made> slice, BiConsumer<Made, String> refused) {
        var own = accounts.forUse(tx, told.accounts()).values();
        boolean named = own.stream().anyMatch(one -> one.autogiroCustomerNumber().isPresent());
        var latest = today(tx).plusDays(1);
        var asked = new ArrayList<Made>();
        var requests = new ArrayList<Request<NewCounterparty>>();
        for (var one : slice) {
            var identifiers = BankPayer.identifiers(one);
            var problem =
                    problem(one, named, identifiers).or(() -> BankPayer.inFuture(one, latest));
            if (problem.isPresent()) {
                refused.accept(one, problem.get());
                continue;
            }
            var body = BankPayer.counterparty(one, identifiers.orElseThrow());
            asked.add(one);
            requests.add(ofBank(tx, NewCounterparty.parse(JsonFields.of(body))));
        }
        var payers = new LinkedHashMap<Made, UUID>();
        done(asked, counterparties.create(tx, requests), refused)
                .forEach((one, counterparty) -> payers.put(one, accountOf(counterparty)));
        return payers;
    }

    private LocalDate today(Tx tx) {
        return tx.today(tx.zone());
    }

    /** What was asked for and is there now. */
    private static Map<Made, Snapshot> done(
            List<Made> asked, List<Outcome<Snapshot>> outcomes, BiConsumer<Made, String> refused) {
        var done = new LinkedHashMap<Made, Snapshot>();
        for (int i = 0; i < asked.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Refused<Snapshot>(var no) ->
                        refused.accept(asked.get(i), no.message());
                case Outcome.Done<Snapshot>(var snapshot) -> done.put(asked.get(i), snapshot);
            }
        }
        return done;
    }

    private static Optional<String> problem(
            Made one, boolean named, Optional<ObjectNode> identifiers) {
        if (!named) {
            return Optional.of("your account has no Autogiro customer number");
        }
        if (one.payerNumber().isEmpty()) {
            return Optional.of("it has no payer number");
        }
        return identifiers.isEmpty()
                ? Optional.of("its account is none that Kontor knows")
                : Optional.empty();
    }

    private static UUID accountOf(Snapshot counterparty) {
        return UUID.fromString(Json.readOwn(counterparty.json()).at("/accounts/0/id").asText());
    }

    private Map<UUID, Made> mandates(
            Tx tx, Told told, Map<Made, UUID> payers, BiConsumer<Made, String> refused) {
        var asked = List.copyOf(payers.keySet());
        var today = today(tx);
        var requests =
                asked.stream()
                        .map(one -> ofBank(tx, input(today, told, one, payer(payers, one))))
                        .toList();
        var made = new LinkedHashMap<UUID, Made>();
        done(asked, mandates.create(tx, requests), refused)
                .forEach((one, mandate) -> made.put(mandate.id(), one));
        return made;
    }

    private static ResourceRef payer(Map<Made, UUID> payers, Made one) {
        return new ResourceRef.ById(Maps.required(payers, one));
    }

    private static NewMandate input(
            LocalDate today, Told told, Made made, ResourceRef externalAccount) {
        return new NewMandate(
                MandateScheme.AUTOGIRO,
                made.known,
                Mandate.Recurrence.RECURRING,
                externalAccount,
                Optional.of(new ResourceRef.ById(told.own().getFirst().id())),
                Optional.empty(),
                made.payerNumber(),
                made.signed.map(day -> day.isAfter(today) ? today : day),
                NewMandate.Moved.NOTHING,
                Optional.empty(),
                Map.of());
    }

    private static <T> Request<T> ofBank(Tx tx, T input) {
        return Request.ofBank(tx.organization(), Ids.next(), input);
    }
}

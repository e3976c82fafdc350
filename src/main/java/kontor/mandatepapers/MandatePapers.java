package kontor.mandatepapers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.entities.Entities;
import kontor.events.Event;
import kontor.events.Events;
import kontor.events.NewEvent;
import kontor.iam.Users;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.payments.PaymentWithSteps;
import kontor.selections.PaymentFilter;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The door to mandates on paper. */
public final class MandatePapers {

    public static final Use FORM = Use.of("mandates:read");

    /** It shows the collections. */
    public static final Use HISTORY = Use.of("mandates:read", "direct_debits:read");

    private static final int AT_A_TIME = 200;

    private final Doors doors;
    private final MandateTexts texts = new MandateTexts();

    /**
     * What papers are made of.
     *
     * @param database for requests
     */
    public record Doors(
            Database database,
            Mandates mandates,
            Accounts accounts,
            Entities entities,
            DirectDebits debits,
            Events events,
            Users users) {}

    public MandatePapers(Doors doors) {
        this.doors = doors;
    }

    /** The form that the payer signs. */
    public Outcome<Paper> form(Caller caller, ResourceRef reference) {
        return read(
                caller,
                tx ->
                        doors.mandates
                                .find(tx, caller, reference)
                                .map(
                                        one ->
                                                new Paper(
                                                        "mandate-" + one.id(),
                                                        new MandateForm(
                                                                one,
                                                                creditor(tx, caller, one),
                                                                texts))));
    }

    /** What happened to it. */
    public Outcome<Paper> history(Caller caller, ResourceRef reference) {
        return read(
                caller,
                tx ->
                        doors.mandates
                                .find(tx, caller, reference)
                                .map(one -> history(tx, caller, one)));
    }

    private Paper history(Tx tx, Caller caller, Mandate mandate) {
        return new Paper(
                "mandate-history-" + mandate.id(),
                new MandateHistory(
                        mandate,
                        creditor(tx, caller, mandate),
                        doors.events.end(tx),
                        new Reading(caller, mandate.id())));
    }

    private Creditor creditor(Tx tx, Caller caller, Mandate mandate) {
        return Creditor.of(tx, caller, mandate, doors.accounts, doors.entities);
    }

    private <T> T read(Caller caller, Function<Tx, T> work) {
        return doors.database.read(caller.organization(), work);
    }

    /** People are named to those who may read them, and known by their id to all. */
    private String name(Tx tx, Caller caller, String originator) {
        if (originator.equals(NewEvent.KONTOR)) {
            return "Kontor";
        }
        if (originator.equals(NewEvent.BANK)) {
            return "the bank";
        }
        if (!caller.may(Users.READ)) {
            return originator;
        }
        return doors.users.find(tx, caller, UUID.fromString(originator)).stream()
                .map(one -> one.name().isBlank() ? one.username() : one.name())
                .findFirst()
                .orElse(originator);
    }

    /** Reads a page at a time, each in a transaction of its own. */
    private final class Reading implements MandateHistory.Source {
        private final Caller caller;
        private final UUID mandate;
        private final Map<String, String> names = new HashMap<>();

        Reading(Caller caller, UUID mandate) {
            this.caller = caller;
            this.mandate = mandate;
        }

        @Override
        public Page<Event> events(Optional<String> after) {
            int version = after.map(Integer::parseInt).orElse(0);
            var found =
                    read(
                            caller,
                            tx ->
                                    doors.events.ofResource(
                                            tx,
                                            Mandates.RESOURCE,
                                            mandate,
                                            version,
                                            AT_A_TIME + 1));
            return Page.cut(found, AT_A_TIME, last -> String.valueOf(last.version()));
        }

        @Override
        public Page<? extends JsonNode> collections(Optional<String> after) {
            var request = new PageRequest(AT_A_TIME, after, "");
            var filter = PaymentFilter.under(mandate);
            return read(
                    caller,
                    tx ->
                            doors.debits
                                    .payments()
                                    .list(tx, caller, filter, request)
                                    .map(one -> shown(caller, one)));
        }

        private static JsonNode shown(Caller caller, PaymentWithSteps<DirectDebit> one) {
            return one.view(caller.organization())
                    .put("sequenceType", one.payment().sequenceType().name());
        }

        @Override
        public boolean isWhole() {
            return caller.accounts().all();
        }

        @Override
        public String who(String originator) {
            return names.computeIfAbsent(
                    originator, one -> read(caller, tx -> name(tx, caller, one)));
        }
    }
}

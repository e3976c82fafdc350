package kontor.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.core.Maps;
import kontor.db.Tx;

/**
 * What becomes of mandates by their collections, by what banks say of these, and by time. Nobody
 * asks for it, so nothing is refused: what does not move a mandate is passed over.
 */
public final class CollectedMandates {

    private final MandateTable table;
    private final Journal journal;
    private final InFlight inFlight;

    /** How far the payments under mandates are; answered by the rooms that make them. */
    public interface InFlight {
        /** Those of the mandates that have a collection which is not final yet. */
        Set<UUID> of(Tx tx, Collection<UUID> mandates);

        /**
         * Those of the mandates that have a collection which is not final yet and stands in a file
         * for the bank.
         */
        Set<UUID> inFiles(Tx tx, Collection<UUID> mandates);
    }

    CollectedMandates(MandateTable table, Journal journal, InFlight inFlight) {
        this.table = table;
        this.journal = journal;
        this.inFlight = inFlight;
    }

    /**
     * The only collection of a ONE_OFF mandate, or the final one of a mandate being cancelled, was
     * made.
     */
    public void usedUp(Tx tx, Collection<UUID> ids) {
        change(
                tx,
                ids,
                Originator.KONTOR,
                "LAST_COLLECTION_TAKEN",
                (mandate, now) ->
                        mandate.usedUp() ? Optional.empty() : Optional.of(mandate.used(true, now)));
    }

    /**
     * That collection failed or was rejected before it settled, so the mandate counts as unused
     * (EPC016-06, sequence types).
     */
    public void unused(Tx tx, Collection<UUID> ids) {
        change(
                tx,
                ids,
                Originator.KONTOR,
                "LAST_COLLECTION_FREED",
                (mandate, now) ->
                        mandate.usedUp() && !mandate.status().isOver()
                                ? Optional.of(mandate.used(false, now))
                                : Optional.empty());
    }

    /** Collections under these mandates went to the bank with one instruction. */
    public void presented(Tx tx, UUID instruction, Map<UUID, LocalDate> collectionDates) {
        change(
                tx,
                collectionDates.keySet(),
                Originator.KONTOR,
                "SENT_TO_BANK",
                (mandate, now) ->
                        Optional.of(
                                mandate.presented(
                                        instruction,
                                        Maps.required(collectionDates, mandate.id()),
                                        now)));
    }

    /**
     * The bank accepted, or booked, a collection: the mandate moves on, never back, and later
     * collections need not carry the old values any more.
     *
     * @param carried the values that the collections of a mandate that is changed carried
     */
    public void proven(
            Tx tx,
            Collection<UUID> ids,
            MandateStatus to,
            Function<UUID, Stream<BankMandateState>> carried) {
        String moved = to == MandateStatus.ACTIVE ? "ACTIVATED" : "ACCEPTED";
        change(
                tx,
                ids,
                Originator.BANK,
                (before, after) -> before.status() == after.status() ? "AMENDMENT_ACCEPTED" : moved,
                (mandate, now) -> mandate.proven(to, carried.apply(mandate.id()), now));
    }

    /** A reason of the bank that concerns the account from which a collection was taken. */
    public record RefusedAccount(UUID mandateId, UUID externalAccountId, String reasonCode) {

        private boolean isOf(Mandate mandate) {
            return externalAccountId.equals(mandate.externalAccountId());
        }
    }

    /**
     * Payments under these mandates came to nothing, or came back. Some reasons end a mandate;
     * others hold further collections back until the account is changed, and for an account that
     * the mandate no longer has they change nothing.
     */
    public void refused(Tx tx, List<RefusedAccount> refused) {
        var ofMandate = refused.stream().collect(Collectors.groupingBy(RefusedAccount::mandateId));
        change(
                tx,
                ofMandate.keySet(),
                Originator.BANK,
                (_, after) -> after.status().isOver() ? "FAILED" : "BLOCKED",
                (mandate, now) ->
                        mandate.status().isOver()
                                ? Optional.empty()
                                : refused(mandate, Maps.required(ofMandate, mandate.id()), now));
    }

    private static Optional<Mandate> refused(
            Mandate mandate, List<RefusedAccount> all, Instant now) {
        var codes = all.stream().map(RefusedAccount::reasonCode);
        var end = codes.filter(MandateStatus::isEndedBy).findFirst();
        return end.map(code -> mandate.became(MandateStatus.FAILED, end, now))
                .or(
                        () ->
                                all.stream()
                                        .filter(one -> MandateStatus.isBlockedBy(one.reasonCode))
                                        .filter(one -> one.isOf(mandate))
                                        .findFirst()
                                        .map(RefusedAccount::reasonCode)
                                        .filter(
                                                code ->
                                                        !mandate.blockedBy()
                                                                .equals(Optional.of(code)))
                                        .map(code -> mandate.blocked(code, now)));
    }

    /**
     * Collections became final: mandates that only waited for that are cancelled now. Whether one
     * has others is asked when it is locked: of two last ones at once, the later sees the earlier.
     */
    public void settled(Tx tx, Collection<UUID> ids) {
        var waiting = new HashMap<>(locked(tx, ids));
        waiting.values().removeIf(one -> one.status() != MandateStatus.PENDING_CANCELLATION);
        waiting.keySet().removeAll(inFlight.of(tx, Set.copyOf(waiting.keySet())));
        change(
                tx,
                waiting.keySet(),
                Originator.KONTOR,
                (_, after) -> after.status().name(),
                (mandate, now) ->
                        Optional.of(
                                mandate.became(
                                        Mandates.cancelledNow(mandate), Optional.empty(), now)));
    }

    /**
     * What an AUTOGIRO mandate becomes by an order to Bankgirot or by Bankgirot's word.
     *
     * @param instruction the file of the order
     * @param reason why it is over
     * @param event the name of the event
     */
    public record Step(
            MandateStatus to, Optional<UUID> instruction, Optional<String> reason, String event) {}

    /**
     * Moves mandates on; a step that would lead back, or out of the end, changes nothing.
     *
     * @return those that moved
     */
    public Set<UUID> stepped(Tx tx, Map<UUID, Step> steps, Originator by) {
        var moved = new HashSet<UUID>();
        change(
                tx,
                steps.keySet(),
                by,
                (_, after) -> Maps.required(steps, after.id()).event,
                (mandate, now) -> {
                    var step = Maps.required(steps, mandate.id());
                    var file = step.instruction.or(mandate::connectionInstructionId);
                    boolean filed =
                            step.to == mandate.status()
                                    && !file.equals(mandate.connectionInstructionId());
                    if (!filed && !mandate.status().stepsTo(step.to)) {
                        return Optional.empty();
                    }
                    moved.add(mandate.id());
                    return Optional.of(mandate.became(step.to, step.reason, file, now));
                });
        return moved;
    }

    /** The orders to change the payer numbers of these mandates stand in a file for Bankgirot. */
    public void renumbering(Tx tx, Collection<UUID> ids, UUID instruction) {
        change(
                tx,
                ids,
                Originator.KONTOR,
                "CHANGE_SUBMISSION_STARTED",
                (mandate, now) -> Optional.of(mandate.renumbering(instruction, now)));
    }

    /** Bankgirot has answered about another payer number: either that or the old one is left. */
    public void renumbered(Tx tx, UUID id, boolean agreed) {
        change(
                tx,
                List.of(id),
                Originator.BANK,
                agreed ? "CHANGE_ACCEPTED" : "CHANGE_REFUSED",
                (mandate, now) ->
                        mandate.pendingAmendment()
                                .flatMap(PendingAmendment::originalMandateReference)
                                .map(old -> agreed ? mandate.mandateReference() : old)
                                .map(number -> mandate.renumbered(number, now)));
    }

    /** Cancels SEPA mandates unused for 36 months, at most {@code limit} of them. */
    public int lapse(Tx tx, int limit) {
        var ids = table.lapsed(tx, tx.today(tx.zone()), limit);
        change(
                tx,
                ids,
                Originator.KONTOR,
                "LAPSED",
                (mandate, now) ->
                        Optional.of(
                                mandate.became(
                                        MandateStatus.CANCELLED, Optional.of("LAPSED"), now)));
        return ids.size();
    }

    private void change(
            Tx tx,
            Collection<UUID> ids,
            Originator by,
            String name,
            BiFunction<Mandate, Instant, Optional<Mandate>> change) {
        change(tx, ids, by, (_, _) -> name, change);
    }

    /**
     * @param name of the event, from the mandate before and after
     */
    private void change(
            Tx tx,
            Collection<UUID> ids,
            Originator by,
            BiFunction<Mandate, Mandate, String> name,
            BiFunction<Mandate, Instant, Optional<Mandate>> change) {
        var before = locked(tx, ids);
        var changed =
                before.values().stream()
                        .flatMap(mandate -> change.apply(mandate, tx.now()).stream())
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        table.update(tx, changed);
        for (var after : changed) {
            var was = Maps.required(before, after.id());
            var happened = Happened.updated(name.apply(was, after), by);
            var told = happened.saying(MandateStatus.newReason(was, after));
            journal.record(tx, after.snapshot(tx.organization()), told);
        }
    }

    private Map<UUID, Mandate> locked(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : table.lock(tx, ids);
    }
}

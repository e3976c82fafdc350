package kontor.directdebits;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.RefusedAccount;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.Consequences;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** What becomes of mandates when collections under them move. */
final class MandateConsequences implements Consequences<DirectDebit> {

    private final Mandates mandates;
    private final Consequences<DirectDebit> more;

    /**
     * @param more what else changes, which rooms above know
     */
    MandateConsequences(Mandates mandates, Consequences<DirectDebit> more) {
        this.mandates = mandates;
        this.more = more;
    }

    @Override
    public void made(Tx tx, List<DirectDebit> debits) {
        more.made(tx, debits);
    }

    @Override
    public void moved(Tx tx, List<DirectDebit> debits) {
        more.moved(tx, debits);
        proven(tx, debits, Set.of(PaymentStatus.ACCEPTED), MandateStatus.ACCEPTED);
        mandates.collected().refused(tx, refused(debits));
        mandates.collected().settled(tx, mandatesOf(debits, debit -> debit.status().isFinal()));
        mandates.collected()
                .unused(
                        tx,
                        mandatesOf(
                                debits,
                                debit ->
                                        debit.isLast()
                                                && (debit.status() == PaymentStatus.FAILED
                                                        || debit.status()
                                                                == PaymentStatus.REJECTED)));
    }

    /** An Autogiro collection leaves when Bankgirot has agreed to its mandate. */
    @Override
    public Map<UUID, String> waiting(Tx tx, List<DirectDebit> approved) {
        var ids =
                approved.stream()
                        .filter(debit -> debit.scheme() == MandateScheme.AUTOGIRO)
                        .map(DirectDebit::id)
                        .toList();
        return DirectDebits.UNDER_MANDATES.waitsFor(tx, ids);
    }

    /** That of its mandate. */
    @Override
    public Map<UUID, Map<String, String>> metadata(Tx tx, Collection<DirectDebit> debits) {
        var without =
                debits.stream()
                        .filter(debit -> debit.terms().metadata().isEmpty())
                        .map(DirectDebit::id)
                        .toList();
        return without.isEmpty() ? Map.of() : DirectDebitTable.mandateMetadata(tx, without);
    }

    /**
     * A collection that was booked, and be it as come back, proves that the bank has the mandate.
     */
    @Override
    public void booked(Tx tx, List<DirectDebit> debits) {
        proven(
                tx,
                debits,
                Set.of(PaymentStatus.EXECUTED, PaymentStatus.RETURNED),
                MandateStatus.ACTIVE);
    }

    private void proven(Tx tx, List<DirectDebit> debits, Set<PaymentStatus> by, MandateStatus to) {
        var proofs =
                debits.stream()
                        .filter(debit -> by.contains(debit.status()))
                        .collect(Collectors.groupingBy(debit -> debit.parties().mandateId()));
        mandates.collected()
                .proven(
                        tx,
                        proofs.keySet(),
                        to,
                        mandate ->
                                proofs.getOrDefault(mandate, List.of()).stream()
                                        .map(debit -> MandateInCollection.of(debit).toldToBank()));
    }

    @Override
    public void sent(Tx tx, UUID instruction, List<DirectDebit> debits) {
        var presented = new HashMap<UUID, LocalDate>();
        debits.forEach(
                debit ->
                        presented.merge(
                                debit.parties().mandateId(),
                                debit.progress().effectiveDate(),
                                (a, b) -> a.isAfter(b) ? a : b));
        mandates.collected().presented(tx, instruction, presented);
    }

    /** Those that came to nothing, or came back, with their reasons. */
    private static List<RefusedAccount> refused(List<DirectDebit> debits) {
        return debits.stream()
                .filter(
                        debit ->
                                debit.status() == PaymentStatus.FAILED
                                        || debit.status() == PaymentStatus.RETURNED)
                .flatMap(
                        debit ->
                                debit
                                        .progress()
                                        .statusReason()
                                        .map(why -> refused(debit, why))
                                        .stream())
                .toList();
    }

    private static RefusedAccount refused(DirectDebit debit, StatusReason why) {
        var parties = debit.parties();
        return new RefusedAccount(parties.mandateId(), parties.externalAccountId(), why.code());
    }

    private static List<UUID> mandatesOf(List<DirectDebit> debits, Predicate<DirectDebit> which) {
        return debits.stream()
                .filter(which)
                .map(debit -> debit.parties().mandateId())
                .distinct()
                .toList();
    }
}

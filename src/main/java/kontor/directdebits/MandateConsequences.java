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
import java.util.stream.Stream;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates;
import kontor.mandates.MandateScheme;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.Consequences;
import kontor.payments.PaymentStatus;

/** What becomes of mandates when collections under them move. */
final class MandateConsequences implements Consequences<DirectDebit> {

    /** No valid mandate, or the payer died: the mandate is over (EPC016-06, R-transactions). */
    private static final Set<String> ENDS_MANDATE =
            Set.of(
                    "MD01",
                    "MD07",
                    "AUTOGIRO-REFUND-01",
                    "AUTOGIRO-REFUND-02",
                    "AUTOGIRO-REJECT-01",
                    "AUTOGIRO-CANCELLED-03");

    /** The account is wrong, closed or blocked: no further collection until it is changed. */
    private static final Set<String> BLOCKS_MANDATE =
            Set.of("AC01", "AC04", "AC06", "AUTOGIRO-PAYMENT-2", "AUTOGIRO-REJECT-02");

    /** What an approved collection waits for; a word of the API. */
    private static final String WAITS = "MANDATE";

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
        mandates.collected().failed(tx, reasons(debits, ENDS_MANDATE));
        mandates.collected()
                .blocked(
                        tx,
                        endedFor(debits, BLOCKS_MANDATE)
                                .map(
                                        debit ->
                                                new CollectedMandates.RefusedAccount(
                                                        debit.parties().mandateId(),
                                                        debit.parties().externalAccountId(),
                                                        code(debit)))
                                .toList());
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
        return ids.isEmpty()
                ? Map.of()
                : DirectDebitTable.waitingForMandate(tx, AccountLimit.ALL, ids).stream()
                        .collect(Collectors.toMap(id -> id, _ -> WAITS));
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

    private static Map<UUID, String> reasons(List<DirectDebit> debits, Set<String> codes) {
        return endedFor(debits, codes)
                .collect(
                        Collectors.toMap(
                                debit -> debit.parties().mandateId(),
                                MandateConsequences::code,
                                (first, _) -> first));
    }

    /** Those that came to nothing, or came back, for one of these reasons. */
    private static Stream<DirectDebit> endedFor(List<DirectDebit> debits, Set<String> codes) {
        return debits.stream()
                .filter(
                        debit ->
                                debit.status() == PaymentStatus.FAILED
                                        || debit.status() == PaymentStatus.RETURNED)
                .filter(
                        debit ->
                                debit.progress()
                                        .statusReason()
                                        .map(reason -> codes.contains(reason.code()))
                                        .orElse(false));
    }

    private static String code(DirectDebit debit) {
        return debit.progress().statusReason().orElseThrow().code();
    }

    private static List<UUID> mandatesOf(List<DirectDebit> debits, Predicate<DirectDebit> which) {
        return debits.stream()
                .filter(which)
                .map(debit -> debit.parties().mandateId())
                .distinct()
                .toList();
    }
}

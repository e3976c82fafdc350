package kontor.directdebits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.approvals.Approvals;
import kontor.banks.PaymentReport;
import kontor.banks.PaymentReports;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** What banks say of collections: status reports move them, bookings prove them, returns take them back. */
public final class Reports implements PaymentReports {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int SLICE = 1_000;
    /** No valid mandate, or the payer died: the mandate is over (rails.md A.8). */
    private static final Set<String> ENDS_MANDATE = Set.of("MD01", "MD07");
    /** The account is wrong, closed or blocked: no further collection until it is changed. */
    private static final Set<String> BLOCKS_MANDATE = Set.of("AC01", "AC04", "AC06");

    private final DirectDebitTable table = new DirectDebitTable();
    private final Approvals approvals;
    private final Mandates mandates;
    private final DirectDebitEvents events;

    public Reports(Approvals approvals, Mandates mandates, DirectDebitEvents events) {
        this.approvals = approvals;
        this.mandates = mandates;
        this.events = events;
    }

    /** A collection that came back, with the negative transaction it came back as. */
    public record Returned(UUID directDebit, UUID transaction, String reasonCode, String additional) {}

    /**
     * A payment and its amount, for matching a booking with it.
     *
     * @param attached how many transactions are attached already: its booking, its return
     */
    public record Candidate(UUID directDebit, UUID destinationAccountId, kontor.core.Money amount,
            int attached, Map<String, String> metadata) {}

    @Override
    public String name() {
        return DirectDebits.RESOURCE;
    }

    /** Applies a status report to the payments of a file; the lowest level that speaks of a payment wins. */
    @Override
    public void apply(Tx tx, UUID instruction, List<PaymentReport> reports) {
        var levels = new Levels(reports);
        UUID after = FIRST;
        for (var slice = slice(tx, instruction, after); !slice.isEmpty(); slice = slice(tx, instruction, after)) {
            after = slice.getLast().id();
            var changed = new ArrayList<DirectDebit>();
            for (DirectDebit debit : slice) {
                levels.of(debit).flatMap(report -> applied(tx, debit, report)).ifPresent(changed::add);
            }
            write(tx, changed, debit -> debit.status().name());
            mandates.settled(tx, mandatesOf(changed, debit -> debit.status() == PaymentStatus.EXECUTED));
            mandates.proven(tx, mandatesOf(changed, debit -> debit.status() == PaymentStatus.ACCEPTED), MandateStatus.ACCEPTED);
            afterFailure(tx, changed);
        }
    }

    private List<DirectDebit> slice(Tx tx, UUID instruction, UUID after) {
        return table.lockOfInstruction(tx, instruction, Optional.empty(), after, SLICE);
    }

    /** Which report speaks of a payment: its own, its payment information's, or the file's. */
    private static final class Levels {
        private final Map<String, PaymentReport> transactions = new HashMap<>();
        private final Map<String, PaymentReport> groups = new HashMap<>();
        private Optional<PaymentReport> file = Optional.empty();

        Levels(List<PaymentReport> reports) {
            for (PaymentReport report : reports) {
                switch (report.scope()) {
                    case PaymentReport.Scope.Instruction _ -> file = Optional.of(report);
                    case PaymentReport.Scope.PaymentInformation(var id) -> groups.put(id, report);
                    case PaymentReport.Scope.Transaction(_, var instructionId, var endToEndId) -> {
                        instructionId.ifPresent(id -> transactions.put(id, report));
                        endToEndId.ifPresent(id -> transactions.putIfAbsent(id, report));
                    }
                }
            }
        }

        Optional<PaymentReport> of(DirectDebit debit) {
            return Optional.ofNullable(transactions.get(DirectDebit.endToEndId(debit.id())))
                    .or(() -> debit.bank().paymentInformationId().map(groups::get))
                    .or(() -> file);
        }
    }

    private static Optional<DirectDebit> applied(Tx tx, DirectDebit debit, PaymentReport report) {
        return reported(report.status()).flatMap(told -> {
            // A refusal of what was booked already is a return (rails.md C.5, rule 6).
            var next = told == PaymentStatus.FAILED && debit.status() == PaymentStatus.EXECUTED
                    ? PaymentStatus.RETURNED : told;
            if (!debit.status().leadsTo(next)) {
                return Optional.empty();
            }
            var reason = next == PaymentStatus.FAILED || next == PaymentStatus.RETURNED
                    ? Optional.of(reason(report)) : Optional.<StatusReason>empty();
            return Optional.of(debit.became(next, reason, tx.now()));
        });
    }

    /** The first one told; a bank that tells none leaves it at that. */
    private static StatusReason reason(PaymentReport report) {
        return report.reasons().stream().findFirst()
                .map(why -> StatusReason.ofBank(why.code(), why.additional()))
                .orElseGet(() -> report.status().equals("CANC")
                        ? new StatusReason("CANC", "cancelled at the bank on request", "")
                        : StatusReason.ofBank("MS03", ""));
    }

    /** ISO 20022 ExternalPaymentTransactionStatus1Code for a debit (rails.md C.5); unknown codes say nothing. */
    static Optional<PaymentStatus> reported(String code) {
        return switch (code) {
            case "RCVD", "ACTC", "PDNG", "PATC", "RCVC", "RVCM", "RVNC", "RVMC", "RVNM", "RVNA" ->
                    Optional.of(PaymentStatus.PENDING_AT_BANK);
            // ACSC settles the debtor's side; ours is proven by the booking.
            case "ACCP", "ACFC", "ACFW", "ACSP", "ACWC", "ACWP", "ACPD", "ACSC", "BLCK" -> Optional.of(PaymentStatus.ACCEPTED);
            case "ACCC" -> Optional.of(PaymentStatus.EXECUTED);
            case "RJCT", "CANC" -> Optional.of(PaymentStatus.FAILED);
            default -> Optional.empty();
        };
    }

    /** Finds payments by what a statement entry carries: our own ids, as written into the file. */
    public Map<UUID, Candidate> candidates(Tx tx, Collection<UUID> ids) {
        return table.lock(tx, ids).values().stream().collect(Collectors.toMap(DirectDebit::id, Reports::candidate));
    }

    private static Candidate candidate(DirectDebit debit) {
        return new Candidate(debit.id(), debit.parties().destinationAccountId(), debit.amount(),
                debit.bank().attachedTransactions().size(), debit.metadata());
    }

    /** All payments of one payment information that were not refused, as a batch booking pays them. */
    public List<Candidate> ofPaymentInformation(Tx tx, String paymentInformationId) {
        return table.lock(tx, table.ofPaymentInformation(tx, paymentInformationId)).values().stream()
                .filter(debit -> debit.status() != PaymentStatus.FAILED && debit.status() != PaymentStatus.REJECTED)
                .map(Reports::candidate).toList();
    }

    /** Booked: EXECUTED, with the transaction attached; the first one proves the mandate. */
    public void booked(Tx tx, Map<UUID, UUID> transactionOf) {
        var changed = new ArrayList<DirectDebit>();
        var known = new HashSet<UUID>();
        for (DirectDebit debit : table.lock(tx, transactionOf.keySet()).values()) {
            boolean news = debit.status().leadsTo(PaymentStatus.EXECUTED);
            var executed = news ? debit.became(PaymentStatus.EXECUTED, Optional.empty(), tx.now())
                    : debit.touched(tx.now());
            if (!news) {
                known.add(debit.id());
            }
            changed.add(executed.withAttached(transactionOf.get(debit.id())));
        }
        write(tx, changed, debit -> known.contains(debit.id()) ? "RECONCILED" : "EXECUTED");
        mandates.proven(tx, mandatesOf(changed, debit -> debit.status() == PaymentStatus.EXECUTED), MandateStatus.ACTIVE);
        mandates.settled(tx, mandatesOf(changed, debit -> debit.status().isFinal()));
    }

    /** Came back: RETURNED with its reason, the negative transaction attached too. */
    public void returned(Tx tx, List<Returned> all) {
        var byId = all.stream().collect(Collectors.toMap(Returned::directDebit, Function.identity(), (first, _) -> first));
        var changed = new ArrayList<DirectDebit>();
        for (DirectDebit debit : table.lock(tx, byId.keySet()).values()) {
            Returned one = byId.get(debit.id());
            var reason = StatusReason.ofBank(one.reasonCode, one.additional);
            // A return of what was never seen booked still says that the money did not stay.
            var next = debit.status().leadsTo(PaymentStatus.RETURNED) ? PaymentStatus.RETURNED : PaymentStatus.FAILED;
            var back = debit.status().leadsTo(next) ? debit.became(next, Optional.of(reason), tx.now())
                    : debit.touched(tx.now());
            changed.add(back.withAttached(one.transaction));
        }
        write(tx, changed, debit -> debit.status().name());
        afterFailure(tx, changed);
    }

    private void write(Tx tx, List<DirectDebit> changed, Function<DirectDebit, String> event) {
        if (changed.isEmpty()) {
            return;
        }
        table.update(tx, changed);
        var steps = approvals.of(tx, changed.stream().map(DirectDebit::id).toList());
        changed.forEach(debit -> events.moved(tx, debit, steps.getOrDefault(debit.id(), List.of()), event.apply(debit),
                NewEvent.BANK, debit.statusReason().map(reason -> reason.code() + " " + reason.description())));
    }

    private void afterFailure(Tx tx, List<DirectDebit> changed) {
        var failed = changed.stream().filter(debit -> debit.status() == PaymentStatus.FAILED
                || debit.status() == PaymentStatus.RETURNED).toList();
        mandates.failed(tx, reasons(failed, ENDS_MANDATE));
        mandates.blocked(tx, reasons(failed, BLOCKS_MANDATE));
        mandates.settled(tx, mandatesOf(failed, _ -> true));
        mandates.unused(tx, mandatesOf(failed, debit -> debit.status() == PaymentStatus.FAILED && debit.isLast()));
    }

    private static Map<UUID, String> reasons(List<DirectDebit> debits, Set<String> codes) {
        return debits.stream()
                .filter(debit -> debit.statusReason().map(reason -> codes.contains(reason.code())).orElse(false))
                .collect(Collectors.toMap(debit -> debit.parties().mandateId(),
                        debit -> debit.statusReason().orElseThrow().code(), (first, _) -> first));
    }

    private static List<UUID> mandatesOf(List<DirectDebit> debits, java.util.function.Predicate<DirectDebit> which) {
        return debits.stream().filter(which).map(debit -> debit.parties().mandateId()).distinct().toList();
    }
}

package kontor.directdebits;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.Approvals;
import kontor.banks.Connection;
import kontor.banks.InstructionDraft;
import kontor.banks.PaymentSource;
import kontor.banks.Written;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/** Hands due SEPA collections to the banks room as pain.008 files, and hears what became of the files. */
public final class Submission implements PaymentSource {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int SLICE = 1_000;

    private final DirectDebitTable table = new DirectDebitTable();
    private final Approvals approvals;
    private final Mandates mandates;
    private final DirectDebitEvents events;
    private final Schedules schedules;

    public Submission(Approvals approvals, Mandates mandates, DirectDebitEvents events, Schedules schedules) {
        this.approvals = approvals;
        this.mandates = mandates;
        this.events = events;
        this.schedules = schedules;
    }

    @Override
    public Optional<Written> writeNext(Tx tx, Connection connection, InstructionDraft draft, OutputStream file) {
        var due = table.lockDue(tx, connection.id(), tx.bankNow(), connection.profile().mostTransactions());
        if (due.isEmpty()) {
            return Optional.empty();
        }
        var ofMandate = mandates.forCollection(tx, due.stream().map(debit -> debit.parties().mandateId()).distinct().toList());
        var usable = new ArrayList<DirectDebit>();
        var dead = new ArrayList<DirectDebit>();
        for (DirectDebit debit : due) {
            var problem = problem(debit, ofMandate.get(debit.parties().mandateId()));
            if (problem.isPresent()) {
                dead.add(debit.became(PaymentStatus.FAILED, problem, tx.now()));
            } else {
                usable.add(debit.scheduled(schedules.of(tx, debit.scheme(), debit.parties().connectionId())
                        .whenBuilding(debit.date(), tx.bankNow())));
            }
        }
        fail(tx, dead);
        if (usable.isEmpty()) {
            // What was due has died with its mandate; the rest, if any, is for the next file.
            return writeNext(tx, connection, draft, file);
        }
        var groups = CollectionFile.groups(usable, ofMandate, connection.profile(), draft.messageId());
        var total = CollectionFile.write(groups, draft, file);
        submitted(tx, draft.id(), groups);
        return Optional.of(new Written("pain.008.001.08", usable.size(), total));
    }

    private static Optional<StatusReason> problem(DirectDebit debit, Mandate mandate) {
        boolean usable = mandate.status().isLive() || mandate.status() == MandateStatus.PENDING_CANCELLATION;
        if (!usable) {
            return Optional.of(new StatusReason("MD01", "the mandate is " + mandate.status(), "get a new mandate"));
        }
        return mandate.blockedBy().map(code -> StatusReason.ofBank(code, "the bank refused the payer's account before"));
    }

    private void fail(Tx tx, List<DirectDebit> dead) {
        if (dead.isEmpty()) {
            return;
        }
        table.update(tx, dead);
        var steps = approvals.of(tx, dead.stream().map(DirectDebit::id).toList());
        dead.forEach(debit -> events.moved(tx, debit, steps.getOrDefault(debit.id(), List.of()), "FAILED",
                NewEvent.KONTOR, debit.statusReason().map(StatusReason::description)));
        mandates.settled(tx, dead.stream().map(debit -> debit.parties().mandateId()).distinct().toList());
        mandates.unused(tx, dead.stream().filter(DirectDebit::isLast)
                .map(debit -> debit.parties().mandateId()).distinct().toList());
    }

    private void submitted(Tx tx, UUID instruction, List<CollectionFile.Group> groups) {
        var changed = new ArrayList<DirectDebit>();
        for (var group : groups) {
            group.debits().forEach(debit ->
                    changed.add(debit.submittedWith(instruction, group.paymentInformationId(), tx.now())));
        }
        table.update(tx, changed);
        var steps = approvals.of(tx, changed.stream().map(DirectDebit::id).toList());
        changed.forEach(debit -> events.moved(tx, debit, steps.getOrDefault(debit.id(), List.of()),
                "SUBMISSION_STARTED", NewEvent.KONTOR, Optional.empty()));
    }

    @Override
    public void sent(Tx tx, UUID instruction) {
        var presented = new HashMap<UUID, LocalDate>();
        move(tx, instruction, PaymentStatus.SENT, "SENT_TO_BANK").forEach(debit ->
                presented.merge(debit.parties().mandateId(), debit.effectiveDate(), (a, b) -> a.isAfter(b) ? a : b));
        mandates.presented(tx, instruction, presented);
    }

    @Override
    public void unknown(Tx tx, UUID instruction) {
        move(tx, instruction, PaymentStatus.UNKNOWN, "OUTCOME_UNKNOWN");
    }

    private List<DirectDebit> move(Tx tx, UUID instruction, PaymentStatus to, String event) {
        var moved = new ArrayList<DirectDebit>();
        UUID after = FIRST;
        for (var slice = slice(tx, instruction, after); !slice.isEmpty(); slice = slice(tx, instruction, after)) {
            after = slice.getLast().id();
            var changed = slice.stream().filter(debit -> debit.status().leadsTo(to))
                    .map(debit -> debit.became(to, Optional.empty(), tx.now())).toList();
            table.update(tx, changed);
            var steps = approvals.of(tx, changed.stream().map(DirectDebit::id).toList());
            changed.forEach(debit -> events.moved(tx, debit, steps.getOrDefault(debit.id(), List.of()), event,
                    NewEvent.KONTOR, Optional.empty()));
            moved.addAll(changed);
        }
        return moved;
    }

    private List<DirectDebit> slice(Tx tx, UUID instruction, UUID after) {
        return table.lockOfInstruction(tx, instruction, Optional.empty(), after, SLICE);
    }

    @Override
    public String name() {
        return DirectDebits.RESOURCE;
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        return table.nextDeadline(tx, connection.id());
    }


    @Override
    public boolean overdue(Tx tx, Connection connection) {
        return table.anySilent(tx, connection.id(), lastSpokenFor(tx, connection));
    }

    /** Silence is not failure: the payment stays open, and any report of the bank leads on from UNKNOWN. */
    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {
        var silent = table.lockSilent(tx, connection.id(), lastSpokenFor(tx, connection), SLICE).stream()
                .map(debit -> debit.became(PaymentStatus.UNKNOWN, Optional.empty(), tx.now())).toList();
        table.update(tx, silent);
        var steps = approvals.of(tx, silent.stream().map(DirectDebit::id).toList());
        silent.forEach(debit -> events.moved(tx, debit, steps.getOrDefault(debit.id(), List.of()), "BANK_SILENT",
                NewEvent.KONTOR, Optional.empty()));
    }

    /** Collections of days before this one should have been told of by now. */
    private static LocalDate lastSpokenFor(Tx tx, Connection connection) {
        var profile = connection.profile();
        return tx.bankNow().minus(profile.normalSilence()).atZone(profile.zone()).toLocalDate();
    }
}

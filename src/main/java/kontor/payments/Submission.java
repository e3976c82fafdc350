package kontor.payments;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InstructionDraft;
import kontor.banks.PaymentSource;
import kontor.banks.SourceName;
import kontor.banks.WrittenFile;
import kontor.changes.Originator;
import kontor.connections.Connection;
import kontor.core.Maps;
import kontor.db.Tx;

/**
 * Hands due payments of one kind to the banks room as files of one kind, and hears what became of
 * the files.
 */
public final class Submission<P extends Payment<P>> implements PaymentSource {

    private static final int SLICE = 1_000;

    private final PaymentParts<P> parts;
    private final PaymentFiles<P> files;
    private final PaymentWriter<P> writer;

    public Submission(PaymentParts<P> parts, PaymentFiles<P> files) {
        this.parts = parts;
        this.files = files;
        this.writer = new PaymentWriter<>(parts);
    }

    @Override
    public Optional<WrittenFile> writeNext(
            Tx tx, Connection connection, InstructionDraft draft, OutputStream file) {
        var due =
                parts.table()
                        .lockDue(
                                tx,
                                files.kind(),
                                connection.id(),
                                tx.bankNow(),
                                connection.profile().mostTransactions());
        if (due.isEmpty()) {
            return Optional.empty();
        }
        var ready = files.ready(tx, connection, due);
        var usable = new ArrayList<P>();
        var dead = new ArrayList<P>();
        for (P payment : due) {
            var problem = ready.problem(payment);
            if (problem.isPresent()) {
                dead.add(payment.became(PaymentStatus.FAILED, problem, tx.now()));
            } else {
                usable.add(
                        ready.current(payment)
                                .scheduled(
                                        parts.schedules()
                                                .of(tx, payment)
                                                .whenBuilding(
                                                        payment.progress().date(), tx.bankNow())));
            }
        }
        writer.moved(tx, dead, _ -> "FAILED", Originator.KONTOR);
        if (usable.isEmpty()) {
            // What was due has died; the rest, if any, is for the next file.
            return writeNext(tx, connection, draft, file);
        }
        var made = ready.write(usable, draft, file);
        writer.moved(
                tx,
                usable.stream()
                        .map(
                                payment ->
                                        payment.with(
                                                payment.progress()
                                                        .submittedWith(
                                                                draft.id(),
                                                                Maps.required(
                                                                        made.groups(),
                                                                        payment.id()),
                                                                tx.now())))
                        .toList(),
                _ -> "SUBMISSION_STARTED",
                Originator.KONTOR);
        return Optional.of(made.file());
    }

    @Override
    public void sent(Tx tx, UUID instruction) {
        parts.consequences()
                .sent(tx, instruction, move(tx, instruction, PaymentStatus.SENT, "SENT_TO_BANK"));
    }

    @Override
    public void unknown(Tx tx, UUID instruction) {
        move(tx, instruction, PaymentStatus.UNKNOWN, "OUTCOME_UNKNOWN");
    }

    private List<P> move(Tx tx, UUID instruction, PaymentStatus to, String event) {
        var moved = new ArrayList<P>();
        new PaymentSlices<>(parts.table(), SLICE)
                .ofInstruction(
                        tx,
                        instruction,
                        slice -> {
                            var changed =
                                    slice.stream()
                                            .filter(payment -> payment.status().leadsTo(to))
                                            .map(
                                                    payment ->
                                                            payment.became(
                                                                    to, Optional.empty(), tx.now()))
                                            .toList();
                            writer.moved(tx, changed, _ -> event, Originator.KONTOR);
                            moved.addAll(changed);
                        });
        return moved;
    }

    @Override
    public SourceName name() {
        return new SourceName(parts.kind().resource(), files.kind().name());
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        return parts.table().nextDeadline(tx, files.kind(), connection.id());
    }

    @Override
    public boolean overdue(Tx tx, Connection connection) {
        return parts.table()
                .anySilent(tx, files.kind(), connection.id(), lastSpokenFor(tx, connection));
    }

    /**
     * Silence is not failure: the payment stays open, and any report of the bank leads on from
     * UNKNOWN.
     */
    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {
        var silent =
                parts
                        .table()
                        .lockSilent(
                                tx,
                                files.kind(),
                                connection.id(),
                                lastSpokenFor(tx, connection),
                                SLICE)
                        .stream()
                        .map(
                                payment ->
                                        payment.became(
                                                PaymentStatus.UNKNOWN, Optional.empty(), tx.now()))
                        .toList();
        writer.moved(tx, silent, _ -> "BANK_SILENT", Originator.KONTOR);
    }

    /** Payments of days before this one should have been told of by now. */
    private static LocalDate lastSpokenFor(Tx tx, Connection connection) {
        var profile = connection.profile();
        return tx.bankNow().minus(profile.normalSilence()).atZone(profile.zone()).toLocalDate();
    }
}

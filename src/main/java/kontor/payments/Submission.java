package kontor.payments;

import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.banks.InstructionDraft;
import kontor.banks.PaymentSource;
import kontor.banks.SourceName;
import kontor.banks.WrittenFile;
import kontor.changes.Originator;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.reopening.EntityMoves;

/**
 * Hands due payments of one kind to the banks room as files of one kind, and learns what became of
 * the files.
 */
public final class Submission<P extends Payment<P>> implements PaymentSource {

    private static final int SLICE = 1_000;

    private static final Pattern ID =
            Pattern.compile(
                    "(?i)([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

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
        if (EntityMoves.arePending(tx)) {
            // Who must approve some of them is being found out; the next round is soon.
            return Optional.empty();
        }
        files.begin(tx);
        int most = connection.profile().mostTransactions();
        var due = parts.table().lockDue(tx, files.kind(), connection.id(), tx.bankNow(), most);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        var ready = files.ready(tx, connection, due);
        var usable = new ArrayList<P>();
        var failed = new ArrayList<P>();
        for (P payment : due) {
            var problem = ready.problem(payment);
            if (problem.isPresent()) {
                failed.add(payment.became(PaymentStatus.FAILED, problem, tx.now()));
            } else {
                usable.add(
                        ready.current(payment).scheduled(day(tx, payment, ready.wanted(payment))));
            }
        }
        writer.moved(tx, failed, _ -> "FAILED", Originator.KONTOR);
        if (usable.isEmpty()) {
            // All that was due has failed; the rest, if any, is for the next file.
            return writeNext(tx, connection, draft, file);
        }
        // What may not go together with the first is still due, and next.
        var together = ready.together(usable.getFirst());
        usable.removeIf(one -> !ready.together(one).equals(together));
        var made = ready.write(usable, draft, file);
        var submitted =
                usable.stream().map(payment -> submitted(tx, payment, draft, made)).toList();
        writer.moved(tx, submitted, _ -> "SUBMISSION_STARTED", Originator.KONTOR);
        return Optional.of(made.file());
    }

    private Schedule.Day day(Tx tx, P payment, LocalDate wanted) {
        return parts.schedules().of(tx, payment).whenBuilding(wanted, tx.bankNow());
    }

    private P submitted(Tx tx, P payment, InstructionDraft draft, PaymentFiles.File made) {
        String group = Maps.required(made.groups(), payment.id());
        return payment.with(payment.progress().submittedWith(draft.id(), group, tx.now()));
    }

    @Override
    public void sent(Tx tx, UUID instruction) {
        parts.consequences()
                .sent(tx, instruction, move(tx, instruction, PaymentStatus.SENT, "SENT_TO_BANK"));
    }

    @Override
    public List<String> adopt(Tx tx, Connection connection, UUID instruction, List<Line> lines) {
        var problems = new ArrayList<String>();
        for (int from = 0; from < lines.size(); from += SLICE) {
            var slice = lines.subList(from, Math.min(lines.size(), from + SLICE));
            var ids = slice.stream().flatMap(line -> id(line).stream()).toList();
            var found = parts.table().lock(tx, ids);
            var adopted = new ArrayList<P>();
            for (var line : slice) {
                var payment = id(line).flatMap(id -> Optional.ofNullable(found.get(id)));
                var problem = problem(line, payment);
                if (problem.isPresent()) {
                    problems.add(line.endToEndId() + " " + problem.get());
                } else {
                    adopted.add(adopted(tx, payment.orElseThrow(), instruction, line));
                }
            }
            writer.moved(tx, adopted, _ -> "ADOPTED", Originator.KONTOR);
        }
        return problems;
    }

    /** End-to-end ids are the ids of payments, see {@link Payment#endToEndId}. */
    private static Optional<UUID> id(Line line) {
        var id = ID.matcher(line.endToEndId());
        return id.matches() ? Ids.parse(id.replaceFirst("$1-$2-$3-$4-$5")) : Optional.empty();
    }

    private Optional<String> problem(Line line, Optional<P> payment) {
        if (payment.isEmpty()) {
            return Optional.of("is no payment in this database");
        }
        var progress = payment.get().progress();
        boolean stays =
                progress.status() == PaymentStatus.CREATED
                        || progress.status() == PaymentStatus.APPROVED;
        if (!stays) {
            String file = progress.bank().instructionId().map(id -> " in file " + id).orElse("");
            return Optional.of("is " + progress.status() + file);
        }
        return line.amount().equals(payment.get().terms().amount())
                ? Optional.empty()
                : Optional.of("has another amount in the database");
    }

    private P adopted(Tx tx, P payment, UUID instruction, Line line) {
        return payment.with(payment.progress().adoptedBy(instruction, line.group(), tx.now()));
    }

    @Override
    public void unknown(Tx tx, UUID instruction) {
        move(tx, instruction, PaymentStatus.UNKNOWN, "OUTCOME_UNKNOWN");
    }

    private List<P> move(Tx tx, UUID instruction, PaymentStatus to, String event) {
        var all = new ArrayList<P>();
        new PaymentSlices<>(parts.table(), SLICE)
                .ofInstruction(
                        tx,
                        instruction,
                        slice -> {
                            var moved = moved(tx, slice, to);
                            writer.moved(tx, moved, _ -> event, Originator.KONTOR);
                            all.addAll(moved);
                        });
        return all;
    }

    private List<P> moved(Tx tx, List<P> payments, PaymentStatus to) {
        return payments.stream()
                .filter(payment -> payment.status().leadsTo(to))
                .map(payment -> payment.became(to, Optional.empty(), tx.now()))
                .toList();
    }

    @Override
    public SourceName name() {
        return new SourceName(parts.kind().resource(), files.kind().name());
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        var deadline = parts.table().nextDeadline(tx, files.kind(), connection.id());
        return Stream.concat(deadline.stream(), files.later(tx).stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public boolean overdue(Tx tx, Connection connection) {
        return parts.table()
                .anySilent(tx, files.kind(), connection.id(), reportedBefore(tx, connection));
    }

    /**
     * A silent bank does not mean failure: the payment becomes UNKNOWN, and any later report of the
     * bank moves it on from there.
     */
    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {
        var day = reportedBefore(tx, connection);
        var silent = parts.table().lockSilent(tx, files.kind(), connection.id(), day, SLICE);
        var unknown = moved(tx, silent, PaymentStatus.UNKNOWN);
        writer.moved(tx, unknown, _ -> "BANK_SILENT", Originator.KONTOR);
    }

    /** The bank should have reported on payments of days before this one by now. */
    private static LocalDate reportedBefore(Tx tx, Connection connection) {
        var profile = connection.profile();
        return tx.bankNow().minus(profile.normalSilence()).atZone(profile.zone()).toLocalDate();
    }
}

package kontor.banks;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import kontor.banks.Instruction.State;
import kontor.banks.Turns.Turn;
import kontor.changes.Changes;
import kontor.connections.Channel;
import kontor.connections.Channel.Attempt;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.leases.LeaseLost;
import kontor.pauses.Pause;
import kontor.pauses.Pauses;

/**
 * Files to a bank: builds what is due, hands it over once, and asks after a crash instead of
 * guessing. The caller has the turn of the line.
 */
final class Dispatcher {

    private final Database database;
    private final Changes changes;
    private final Instructions instructions;
    private final Channels channels;
    private final BankWork.Gate gate;
    private final BankWork.Troubles troubles;
    private final Pauses pauses = new Pauses();

    Dispatcher(Database database, Changes changes, Channels channels, BankWork.Files files) {
        this.database = database;
        this.changes = changes;
        this.instructions = files.instructions();
        this.channels = channels;
        this.gate = files.gate();
        this.troubles = files.troubles();
    }

    void run(Turn turn) {
        if (!mayHaveWork(turn)) {
            return;
        }
        each(turn, State.HANDING_OVER, this::recover);
        var line = turn.line();
        boolean paused = read(turn, this::paused).isPresent();
        for (PaymentSource source : instructions.sources()) {
            if (!paused) {
                guarded(line, source.name() + " were not built", () -> build(turn, source));
            }
            guarded(
                    line,
                    "silence on " + source.name() + " was not noted",
                    () -> giveUpWaiting(turn, source));
        }
        if (!paused) {
            each(turn, State.PREPARED, this::begin);
        }
    }

    /** Mostly there is none. What cannot be found out is told by the step that needs it. */
    private boolean mayHaveWork(Turn turn) {
        try {
            return read(turn, this::hasWork);
        } catch (RuntimeException _) {
            return true;
        }
    }

    private boolean hasWork(Tx tx, Connection to) {
        return instructions.open(tx).containsKey(to.id())
                || instructions.sources().stream()
                        .anyMatch(one -> one.isDue(tx, to) || one.overdue(tx, to));
    }

    /** Why nothing leaves over it now. */
    Optional<Pause> paused(Tx tx, Connection connection) {
        return pauses.of(tx, connection.id());
    }

    /** When the next file is to be built, in banking time; never while it is paused. */
    Optional<Instant> nextFile(Tx tx, Connection connection) {
        return paused(tx, connection).isPresent()
                ? Optional.empty()
                : instructions.sources().stream()
                        .flatMap(source -> source.nextDue(tx, connection).stream())
                        .min(Instant::compareTo);
    }

    private <R> R read(Turn turn, BiFunction<Tx, Connection, R> work) {
        var line = turn.line();
        return database.read(line.organization(), tx -> work.apply(tx, line.connection()));
    }

    /** What falls due is not kept waiting for longer by other work for its line. */
    private static final long MEANWHILE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * To be called again and again in long work for the same line, outside of transactions: sends
     * what has fallen due meanwhile.
     */
    Runnable meanwhile(Turn turn) {
        return new Runnable() {
            private long lastNanos = System.nanoTime();

            @Override
            public void run() {
                if (System.nanoTime() - lastNanos < MEANWHILE_NANOS) {
                    return;
                }
                var line = turn.line();
                if (!gate.open(line.organization(), List.of(line)).isEmpty()) {
                    Dispatcher.this.run(turn);
                }
                lastNanos = System.nanoTime();
            }
        };
    }

    /** A file on its way, with all that is needed to carry it. */
    private record Outgoing(Turn turn, Channel channel, Instruction instruction) {

        OrganizationId organization() {
            return turn.line().organization();
        }

        UUID id() {
            return instruction.id();
        }

        Attempt attempt(long number) {
            var content = instruction.content();
            return new Attempt(instruction.fileName(), number, content.size(), content.sha256());
        }
    }

    private void each(Turn turn, State state, Consumer<Outgoing> work) {
        var line = turn.line();
        var found = read(turn, (tx, to) -> instructions.in(tx, to, state));
        for (var one : found) {
            turn.lease().ask();
            guarded(
                    line,
                    "instruction " + one.id() + " was not handed over",
                    () -> work.accept(new Outgoing(turn, channels.of(line.connection()), one)));
        }
    }

    /** One file that cannot be handed over does not keep the others waiting. */
    private void guarded(BankLine line, String otherwise, Runnable work) {
        try {
            work.run();
        } catch (LeaseLost | Channel.Withdrawn lost) {
            throw lost;
        } catch (RuntimeException failed) {
            troubles.noted(line, otherwise, failed);
        }
    }

    private void build(Turn turn, PaymentSource source) {
        var to = turn.line().connection();
        boolean due = read(turn, source::isDue);
        while (due) {
            due = inLane(turn, tx -> instructions.prepare(tx, to, source).isPresent());
        }
    }

    private void giveUpWaiting(Turn turn, PaymentSource source) {
        while (read(turn, source::overdue)) {
            move(turn, tx -> source.giveUpWaiting(tx, turn.line().connection()));
        }
    }

    private void begin(Outgoing file) {
        // Committed before the first byte is made ready: after a crash we know of it.
        changes.inLane(
                        file.organization(),
                        tx -> instructions.handingOver(tx, file.id(), number(file, tx)))
                .ifPresent(number -> send(file, number));
    }

    private void send(Outgoing file, long number) {
        gate.beforeSending();
        try {
            file.channel.send(
                    file.organization(),
                    file.turn.line().connection(),
                    file.attempt(number),
                    handover(file, number));
        } catch (Channel.Unsure unsure) {
            troubles.noted(
                    file.turn.line(),
                    "nobody can tell whether instruction " + file.id() + " has left",
                    unsure);
            move(file.turn, tx -> instructions.unknown(tx, file.id()));
            return;
        }
        move(file.turn, tx -> instructions.sent(tx, file.id()));
    }

    private Channel.Handover handover(Outgoing file, long number) {
        return new Channel.Handover() {
            @Override
            public InputStream open() {
                return Chunks.INSTRUCTION.input(database, file.organization(), file.id(), () -> {});
            }

            @Override
            public void mayLeave() {
                try {
                    if (!letGo(file, number)) {
                        throw new Channel.Withdrawn(
                                "a pause ended the attempt to hand over",
                                file.instruction.fileName());
                    }
                } catch (LeaseLost _) {
                    throw new Channel.Withdrawn(file.instruction.fileName());
                }
            }
        };
    }

    /** The last word before the bank can have it; false while nothing may leave. */
    private boolean letGo(Outgoing file, long number) {
        return database.write(
                file.organization(),
                tx -> {
                    file.turn.lease().check(tx, number);
                    boolean free = !pauses.forbidsLeaving(tx, file.turn.line().connection().id());
                    if (free) {
                        instructions.mayLeave(tx, file.id(), number);
                    }
                    return free;
                });
    }

    private void recover(Outgoing file) {
        var last =
                database.read(file.organization(), tx -> instructions.lastAttempt(tx, file.id()));
        var delivery =
                file.channel.delivered(
                        file.organization(),
                        file.turn.line().connection(),
                        file.attempt(last.number()),
                        last.mayHaveLeft());
        switch (delivery) {
            case THERE -> move(file.turn, tx -> instructions.sent(tx, file.id()));
            case ABSENT -> {
                if (read(file.turn, this::paused).isPresent()) {
                    move(file.turn, tx -> instructions.withdrawn(tx, file.id()));
                } else {
                    again(file);
                }
            }
            case CANNOT_TELL -> move(file.turn, tx -> instructions.unknown(tx, file.id()));
        }
    }

    private void again(Outgoing file) {
        changes.inLane(
                        file.organization(),
                        tx -> instructions.another(tx, file.id(), number(file, tx)))
                .ifPresent(number -> send(file, number));
    }

    /** Of an attempt; only who has the lease can draw one. */
    private static LongSupplier number(Outgoing file, Tx tx) {
        return () -> file.turn.lease().next(tx);
    }

    private void move(Turn turn, Consumer<Tx> work) {
        inLane(
                turn,
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }

    /** Whoever lost the lease changes nothing. */
    private <R> R inLane(Turn turn, Function<Tx, R> work) {
        return changes.inLane(
                turn.line().organization(),
                tx -> {
                    turn.lease().check(tx);
                    return work.apply(tx);
                });
    }
}

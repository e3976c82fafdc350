package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kontor.banks.Instruction.State;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.connections.BankRefusal;
import kontor.connections.Connection;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the files for the banks: how they come to be and how they change. */
public final class Instructions {

    public static final Use READ = Use.of("connection_instructions:read");
    public static final Use DECIDE = Use.of("connections:update");

    private final InstructionTable table;
    private final List<PaymentSource> sources;

    /**
     * @param sources what leaves as files; of those of one room the first stands for files whose
     *     kind was not noted
     */
    public Instructions(Journal journal, List<? extends PaymentSource> sources) {
        this.table = new InstructionTable(journal);
        this.sources = List.copyOf(sources);
    }

    /** What an operator found out about a file whose fate nobody could tell. */
    public enum Decision {
        /** The bank has it. */
        CONFIRM_SENT,
        /** The bank lacks it; the same bytes go again. */
        SEND_AGAIN
    }

    /**
     * Decides on files; refuses unknown and stale ones, and those that do not wait for a decision.
     */
    public List<Outcome<Snapshot>> decide(Tx tx, List<Request<Decision>> requests) {
        return requests.stream().map(one -> decide(tx, one)).toList();
    }

    /**
     * One by one: an operator decides now and then, and each decision concerns all payments of a
     * file.
     */
    private Outcome<Snapshot> decide(Tx tx, Request<Decision> request) {
        var found = table.find(tx, request.id());
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound("Instruction"));
        }
        int version = found.get().version();
        if (request.ifMatch().filter(expected -> expected != version).isPresent()) {
            return Outcome.refused(Refusal.stale(version));
        }
        var mover = request.by();
        var moved =
                switch (request.input()) {
                    case CONFIRM_SENT -> sent(tx, request.id(), State.UNKNOWN, mover);
                    case SEND_AGAIN -> sendAgain(tx, request.id(), mover);
                };
        return moved.map(now -> Outcome.done(now.snapshot(tx.organization())))
                .orElseGet(
                        () ->
                                Outcome.refused(
                                        BankRefusal.INSTRUCTION_NOT_UNKNOWN.refusal(
                                                "it is " + found.get().state())));
    }

    private Optional<Instruction> sendAgain(Tx tx, UUID id, Originator mover) {
        table.forgetAttempts(tx, id);
        return table.move(tx, id, State.UNKNOWN, State.PREPARED, mover);
    }

    /** Files hold payments of every account: for callers who are limited to none only. */
    public Optional<Instruction> find(Tx tx, Caller caller, UUID id) {
        caller.requireWholeOrganization();
        return table.find(tx, id);
    }

    /** Newest first. */
    public Page<Instruction> list(
            Tx tx, Caller caller, UUID connection, List<State> states, PageRequest page) {
        caller.requireWholeOrganization();
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, connection, states, before, page.limit() + 1),
                page.limit(),
                instruction -> instruction.id().toString());
    }

    List<PaymentSource> sources() {
        return sources;
    }

    /** The files that are prepared or on their way, by connection. */
    Map<UUID, Set<UUID>> open(Tx tx) {
        return table.open(tx);
    }

    List<Instruction> in(Tx tx, Connection connection, State state) {
        return table.in(tx, connection.id(), state);
    }

    /** The next file of what is due, stored whole and in the same transaction as its payments. */
    Optional<Instruction> prepare(Tx tx, Connection connection, PaymentSource source) {
        var draft = InstructionDraft.next(tx, connection);
        try (var file = Chunks.INSTRUCTION.output(tx, draft.id())) {
            var written = source.writeNext(tx, connection, draft, file);
            file.finish();
            if (written.isEmpty() && file.size() > 0) {
                throw new IllegalStateException(
                        source.name()
                                + " wrote "
                                + file.size()
                                + " bytes and said that nothing was due");
            }
            var instruction =
                    written.map(what -> draft.prepared(tx, connection, source.name(), what, file));
            instruction.ifPresent(prepared -> table.insert(tx, prepared));
            return instruction;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The message id in the name of a file that Kontor has made; empty for any other name. */
    public static Optional<String> messageIdIn(String fileName) {
        return InstructionDraft.messageIdIn(fileName);
    }

    /**
     * Those of the messages of which the database knows that they left, or may have left.
     *
     * @param trusted whether what it knows of files on their way is of now
     */
    public Set<String> known(Tx tx, Collection<String> messageIds, boolean trusted) {
        return table.known(tx, messageIds, trusted);
    }

    /**
     * A file of ours that a bank has and the database does not know as sent.
     *
     * @param payments the kind of payments in it, by their resource
     * @param content its bytes, opened once
     */
    public record SentOrder(
            String messageId,
            WrittenFile written,
            String payments,
            List<PaymentSource.Line> lines,
            Supplier<InputStream> content) {}

    /**
     * Makes it SENT with all of its payments that have not left.
     *
     * @return a sentence for each payment that could not be taken; the caller decides whether the
     *     transaction may be committed all the same
     */
    public List<String> adopt(Tx tx, Connection connection, SentOrder order) {
        var known = table.ofMessage(tx, order.messageId);
        if (known.isPresent()) {
            known.filter(one -> one.state() != State.SENT)
                    .ifPresent(one -> sent(tx, one.id(), one.state(), Originator.KONTOR));
            return List.of();
        }
        var source =
                sources.stream()
                        .filter(one -> one.name().payments().equals(order.payments))
                        .findFirst()
                        .orElseThrow();
        var instruction = adopted(tx, connection, source, order);
        table.insert(tx, instruction);
        var problems = source.adopt(tx, connection, instruction.id(), order.lines);
        sent(tx, instruction.id(), State.PREPARED, Originator.KONTOR);
        return problems;
    }

    private static Instruction adopted(
            Tx tx, Connection connection, PaymentSource source, SentOrder order) {
        var draft = InstructionDraft.again(tx, connection, order.messageId);
        try (var file = Chunks.INSTRUCTION.output(tx, draft.id());
                var bytes = order.content.get()) {
            bytes.transferTo(file);
            file.finish();
            return draft.prepared(tx, connection, source.name(), order.written, file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Begins the first attempt.
     *
     * @param number of the attempt, drawn when there is to be one
     * @return the number; empty when somebody else took it first
     */
    OptionalLong handingOver(Tx tx, UUID id, LongSupplier number) {
        boolean ours =
                table.move(tx, id, State.PREPARED, State.HANDING_OVER, Originator.KONTOR)
                        .isPresent();
        return ours ? another(tx, id, number) : OptionalLong.empty();
    }

    /** Begins one attempt more; empty when the file is not being handed over any more. */
    OptionalLong another(Tx tx, UUID id, LongSupplier number) {
        long drawn = number.getAsLong();
        return table.beginAttempt(tx, id, drawn) ? OptionalLong.of(drawn) : OptionalLong.empty();
    }

    /**
     * From now on the file may have left with this attempt.
     *
     * @throws IllegalStateException when it is not the last attempt, or the file is settled
     */
    void mayLeave(Tx tx, UUID id, long number) {
        if (!table.mayLeave(tx, id, number)) {
            throw new IllegalStateException(
                    "attempt " + number + " is not the last one of instruction " + id);
        }
    }

    InstructionTable.LastAttempt lastAttempt(Tx tx, UUID id) {
        return table.lastAttempt(tx, id);
    }

    void sent(Tx tx, UUID id) {
        sent(tx, id, State.HANDING_OVER, Originator.KONTOR);
    }

    private Optional<Instruction> sent(Tx tx, UUID id, State from, Originator mover) {
        var moved = table.move(tx, id, from, State.SENT, mover);
        moved.ifPresent(now -> source(now).sent(tx, id));
        return moved;
    }

    /** It has surely not left, and does not before it is begun anew. */
    void withdrawn(Tx tx, UUID id) {
        table.move(tx, id, State.HANDING_OVER, State.PREPARED, Originator.KONTOR);
    }

    void unknown(Tx tx, UUID id) {
        table.move(tx, id, State.HANDING_OVER, State.UNKNOWN, Originator.KONTOR)
                .ifPresent(now -> source(now).unknown(tx, id));
    }

    /** A file of ours that a bank speaks of, and whose payments are in it. */
    public record Known(UUID id, SourceName source, UUID connection, int count, BigDecimal sum) {}

    /** The file with this message id; banks may write it in another case, and with blanks. */
    public Optional<Known> ofMessage(Tx tx, String messageId) {
        return table.ofMessage(tx, messageId)
                .or(() -> table.ofMessage(tx, messageId.strip().toUpperCase(Locale.ROOT)))
                .map(Instruction::known);
    }

    /** Whoever speaks of a file has it; false where nobody had begun to send it. */
    public boolean spokenOf(Tx tx, UUID id) {
        var unsent = table.find(tx, id).filter(file -> file.state() != State.SENT);
        unsent.ifPresent(file -> sent(tx, id, file.state(), Originator.BANK));
        return unsent.filter(file -> file.state() == State.PREPARED).isEmpty();
    }

    /** Where a node does not know the kind of file, the payments in it still have their room. */
    private PaymentSource source(Instruction instruction) {
        var name = instruction.source();
        var ofTheRoom =
                sources.stream()
                        .filter(one -> one.name().payments().equals(name.payments()))
                        .toList();
        return ofTheRoom.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .or(() -> ofTheRoom.stream().findFirst())
                .orElseThrow(
                        () -> new IllegalStateException("no room for instructions of " + name));
    }
}

package kontor.payments;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import kontor.db.Tx;
import kontor.payments.BankReportListener.Slices;

/** The payments of a file in slices by id, locked, so that a large file needs little memory. */
record PaymentSlices<P extends Payment<P>>(PaymentTable<P> table, int size) {

    private static final UUID FIRST = new UUID(0, 0);

    void ofInstruction(Tx tx, UUID instruction, Consumer<List<P>> work) {
        UUID after = FIRST;
        var slice = slice(tx, instruction, after);
        while (!slice.isEmpty()) {
            after = slice.getLast().id();
            work.accept(slice);
            slice = slice(tx, instruction, after);
        }
    }

    /** One payment after the other, in a transaction. */
    void each(Tx tx, UUID instruction, Consumer<P> work) {
        ofInstruction(tx, instruction, slice -> slice.forEach(work));
    }

    /** The same outside of transactions; the payments may have changed since. */
    void each(Slices in, UUID instruction, Consumer<P> work) {
        each(in, instruction, (_, slice) -> slice, slice -> slice.forEach(work));
    }

    private record Done<R>(UUID last, R result) {}

    /**
     * The same with a transaction for each slice.
     *
     * @param work in it
     * @param then once it is committed
     */
    <R> void each(Slices in, UUID instruction, BiFunction<Tx, List<P>, R> work, Consumer<R> then) {
        Optional<UUID> after = Optional.of(FIRST);
        while (after.isPresent()) {
            var from = after.get();
            Optional<Done<R>> done = in.one(tx -> done(tx, instruction, from, work));
            done.ifPresent(one -> then.accept(one.result));
            after = done.map(Done::last);
        }
    }

    private <R> Optional<Done<R>> done(
            Tx tx, UUID instruction, UUID after, BiFunction<Tx, List<P>, R> work) {
        var slice = slice(tx, instruction, after);
        return slice.isEmpty()
                ? Optional.empty()
                : Optional.of(new Done<>(slice.getLast().id(), work.apply(tx, slice)));
    }

    private List<P> slice(Tx tx, UUID instruction, UUID after) {
        return table.lockOfInstruction(tx, instruction, after, size);
    }
}

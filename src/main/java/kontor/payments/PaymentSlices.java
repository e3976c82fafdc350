package kontor.payments;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.db.Tx;

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

    private List<P> slice(Tx tx, UUID instruction, UUID after) {
        return table.lockOfInstruction(tx, instruction, after, size);
    }
}

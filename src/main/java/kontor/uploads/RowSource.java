package kontor.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import kontor.core.Fault;
import org.jspecify.annotations.Nullable;

/** The records of an input, one after the other. */
public interface RowSource extends Closeable {

    /**
     * One record of the input.
     *
     * @param index its place among the records, from 0; the header of a CSV file does not count
     * @param line the line of the file on which it begins, from 1; 0 where records are no lines
     * @param object what it says; empty when {@code faults} tell why it cannot be read
     * @param places where the input has a member of {@code object}, by the path of that member: a
     *     column, by the name that the file gives it
     */
    record Row(
            int index,
            long line,
            ObjectNode object,
            List<Fault> faults,
            UnaryOperator<String> places) {

        /** Of an input that has its members where the object has them. */
        Row(int index, long line, ObjectNode object, List<Fault> faults) {
            this(index, line, object, faults, UnaryOperator.identity());
        }
    }

    /** The next record; null after the last. */
    @Nullable Row next() throws IOException;

    /** Passes over the next record without reading what it says; false after the last. */
    boolean skip() throws IOException;
}

package kontor.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.core.Fault;

/**
 * One record of the input.
 *
 * @param index its place among the records, from 0; the header of a CSV file does not count
 * @param line the line of the file on which it begins, from 1; 0 where records are no lines
 * @param object what it says; empty when {@code faults} tell why it cannot be read
 */
public record Row(int index, long line, ObjectNode object, List<Fault> faults) {}

package kontor.bankfiles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kontor.wire.Json;

/**
 * The part of a file that tells of one payment, from the first byte of its element or record to the
 * last.
 *
 * @param element without its prefix, e.g. {@code DrctDbtTxInf}; of a record its transaction code
 * @param from the first byte, counted from 0
 * @param to the byte behind the last
 * @param firstLine counted from 1
 */
public record PaymentPlace(String element, long from, long to, int firstLine, int lastLine) {

    /** Else a record of a file of fixed width. */
    boolean isElement() {
        return !Character.isDigit(element.charAt(0));
    }

    ObjectNode view() {
        return Json.object()
                .put("element", element)
                .put("from", from)
                .put("to", to)
                .put("firstLine", firstLine)
                .put("lastLine", lastLine);
    }
}

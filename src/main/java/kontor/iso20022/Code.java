package kontor.iso20022;

import java.util.Optional;
import kontor.xml.XmlNode;

/**
 * A code of an ISO external list, or a word of the bank's own. Never checked against a list: the
 * lists grow each quarter and banks invent codes.
 *
 * @param value as long as its ISO list allows, mostly four characters; 35 when proprietary
 * @param proprietary {@code Prtry} instead of {@code Cd}
 */
public record Code(String value, boolean proprietary) {

    public Code {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a code is not blank");
        }
    }

    public static Code iso(String value) {
        return new Code(value, false);
    }

    public static Code proprietary(String value) {
        return new Code(value, true);
    }

    /** Reads {@code Cd} or {@code Prtry} below the element, or its text as in the .02 files. */
    static Optional<Code> read(Optional<XmlNode> choice) {
        return choice.flatMap(
                node ->
                        node.textAt("Cd")
                                .or(node::text)
                                .map(Code::iso)
                                .or(() -> node.textAt("Prtry").map(Code::proprietary)));
    }

    /** Writes the choice below an element of this name. */
    void write(XmlSink xml, String name) {
        xml.path(value, name, proprietary ? "Prtry" : "Cd");
    }
}

package kontor.iso20022;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.xml.ReadLimits;
import kontor.xml.XmlSource;

/** The message that a file of payment orders holds, by its content, never by its file name. */
public enum OrderMessage {
    CREDIT_TRANSFERS("CstmrCdtTrfInitn", "pain.001"),
    DIRECT_DEBITS("CstmrDrctDbtInitn", "pain.008");

    private static final Map<String, OrderMessage> BY_ELEMENT =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    message -> message.element, Function.identity()));

    private final String element;
    private final String messageName;

    OrderMessage(String element, String messageName) {
        this.element = element;
        this.messageName = messageName;
    }

    /** As status reports cite it, without a version. */
    public String messageName() {
        return messageName;
    }

    /** Reads no further than the first elements. MalformedMessage: not XML, or none of these. */
    public static OrderMessage recognize(InputStream in, ReadLimits limits) {
        return XmlSource.recognize(in, limits, BY_ELEMENT);
    }
}

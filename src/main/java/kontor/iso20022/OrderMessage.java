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

    /**
     * How a file is written, where banks differ.
     *
     * @param old pain.001.001.03 or pain.008.001.02 instead of pain.001.001.09 or pain.008.001.08
     * @param referredAmounts the amount stands beside each structured reference ({@code
     *     RfrdDocAmt})
     * @param shared collections say that each side pays its own bank ({@code SLEV})
     */
    public record Form(boolean old, boolean referredAmounts, boolean shared) {

        /** As most banks take it. */
        public static final Form USUAL = new Form(false, false, true);
    }

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

    /** With the version in which a file of this form has it. */
    public String version(Form form) {
        return switch (this) {
            case CREDIT_TRANSFERS -> messageName + (form.old ? ".001.03" : ".001.09");
            case DIRECT_DEBITS -> messageName + (form.old ? ".001.02" : ".001.08");
        };
    }

    /** Reads no further than the first elements. MalformedMessage: not XML, or none of these. */
    public static OrderMessage recognize(InputStream in, ReadLimits limits) {
        return XmlSource.recognize(in, limits, BY_ELEMENT);
    }
}

package kontor.iso20022;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the messages that Kontor reads a file from a bank is; told by its content, never its name. */
public enum IncomingMessage {
    /** {@code pain.002} */
    STATUS_REPORT("CstmrPmtStsRpt"),
    /** {@code camt.052} */
    INTRADAY_REPORT("BkToCstmrAcctRpt"),
    /** {@code camt.053} */
    STATEMENT("BkToCstmrStmt"),
    /** {@code camt.054} */
    NOTIFICATION("BkToCstmrDbtCdtNtfctn");

    private static final Set<String> ELEMENTS = Arrays.stream(values())
            .map(message -> message.element).collect(Collectors.toUnmodifiableSet());

    private final String element;

    IncomingMessage(String element) {
        this.element = element;
    }

    /** Reads no further than the first elements. MalformedMessage: not XML, or none of these. */
    public static IncomingMessage recognize(InputStream in, ReadLimits limits) {
        try (var xml = new XmlSource(in, limits)) {
            String element = xml.message(ELEMENTS);
            return Arrays.stream(values())
                    .filter(message -> message.element.equals(element))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package kontor.iso20022;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import kontor.xml.XmlSource;

/** The message that a file from a bank holds, by its content, never by its file name. */
public enum IncomingMessage {
    /** {@code pain.002} */
    STATUS_REPORT("CstmrPmtStsRpt"),
    /** {@code camt.052} */
    INTRADAY_REPORT("BkToCstmrAcctRpt"),
    /** {@code camt.053} */
    STATEMENT("BkToCstmrStmt"),
    /** {@code camt.054} */
    NOTIFICATION("BkToCstmrDbtCdtNtfctn");

    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);
    private static final Map<String, IncomingMessage> BY_ELEMENT =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    message -> message.element, Function.identity()));

    private final String element;

    IncomingMessage(String element) {
        this.element = element;
    }

    /** Whether a file holds this message; reads no further than the first elements. */
    public boolean isIn(InputStream file) {
        try {
            return recognize(file, LIMITS) == this;
        } catch (MalformedMessage _) {
            return false;
        }
    }

    /** Why a file holds none of these messages, with the place; empty when it holds one. */
    public static String objection(InputStream file) {
        try {
            recognize(file, LIMITS);
            return "";
        } catch (MalformedMessage malformed) {
            return String.valueOf(malformed.getMessage());
        }
    }

    /** Reads no further than the first elements. MalformedMessage: not XML, or none of these. */
    public static IncomingMessage recognize(InputStream in, ReadLimits limits) {
        return XmlSource.recognize(in, limits, BY_ELEMENT);
    }
}

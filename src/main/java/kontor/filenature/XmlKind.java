package kontor.filenature;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is written in XML and is no message of a bank, told by its first element. */
enum XmlKind {
    EBICS_ORDER(
            "an EBICS envelope (%s), as it travels on the line; the order data in it are what"
                    + " counts",
            "ebics\\w+"),
    EBICS_KEYS(
            "order data of EBICS itself (%s)",
            "\\w+OrderData|\\w*(Signature|PubKey)\\w*(Data|Info)"),
    SOAP("a SOAP envelope (%s) of a web service", "Envelope", "schemas.xmlsoap.org|soap-envelope"),
    HTML("an HTML page, as a server shows when something is wrong", "(?i)html"),
    EXCEL("an Excel file (XML)", "Workbook", "schemas-microsoft-com:office"),
    WORD("a Word file (XML)", "wordDocument|package", "schemas.microsoft.com/office"),
    PICTURE("a picture (SVG)", "svg"),
    FEED("a news feed (%s)", "rss|feed"),
    LOG_OR_ERROR("an error message of a web service (%s)", "(?i)error|fault|exception"),
    OFX("OFX", "OFX"),
    XBRL("a report in XBRL", "xbrl"),
    INVOICE("an invoice (%s)", "Invoice|CrossIndustryInvoice|CreditNote"),
    SEPA_CONTAINER("a container of the German banks (%s); unpack it first", "conxml");

    /** The first element behind declaration, comments and instructions. */
    private static final Pattern ROOT =
            Pattern.compile("(?s)(?:<\\?.*?\\?>|<!--.*?-->|\\s)*<(?:[\\w.-]+:)?([\\w.-]+)([^>]*)");

    private static final String ANY = "";

    private final String words;
    private final Pattern root;
    private final Pattern namespace;

    XmlKind(String words, String root) {
        this(words, root, ANY);
    }

    XmlKind(String words, String root, String namespace) {
        this.words = words;
        this.root = Pattern.compile(root);
        this.namespace = Pattern.compile(namespace);
    }

    /** Empty for what readers of messages have to say. */
    static Optional<String> of(String text) {
        var found = ROOT.matcher(text);
        if (!found.lookingAt()) {
            return Optional.empty();
        }
        for (XmlKind kind : values()) {
            if (kind.isIn(found)) {
                return Optional.of(kind.words.formatted(found.group(1)));
            }
        }
        return Optional.empty();
    }

    private boolean isIn(Matcher found) {
        return root.matcher(found.group(1)).matches() && namespace.matcher(found.group(2)).find();
    }
}

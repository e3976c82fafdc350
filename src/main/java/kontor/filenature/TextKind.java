package kontor.filenature;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Formats of text that banks and people put where account files are expected. */
enum TextKind {
    HTML("an HTML page, as a server shows when something is wrong", "(?i)<(!doctype html|html)\\b"),
    PGP("encrypted (PGP)", "-----BEGIN PGP "),
    PEM("encrypted or signed (PEM)", "-----BEGIN "),
    HTTP("an answer over HTTP with its headers", "HTTP/[0-9.]+ [0-9]{3}"),
    MIME(
            "an e-mail or a signed message (MIME)",
            "(?i)(mime-version|content-[a-z-]+|received|from|to|subject|date|return-path|message-id|delivered-to|x-[a-z-]+|dkim-signature|authentication-results|-{2,}[^\\n"
                + "]*\\Rcontent-type):"),
    MT942("MT942", "(?s)(\\{1:.{0,300})?:20:.*^:34F:", Pattern.MULTILINE),
    MT940("MT940", "(?s)(\\{1:.{0,300})?:20:.*^:(60[FM]|28C?|61):", Pattern.MULTILINE),
    SWIFT("MT%s", "(?s)\\{1:[A-Z0-9].{0,60}\\{2:[IO]([0-9]{3})"),
    SWIFT_FIELDS("a SWIFT message (MT)", "(?s)\\{1:[A-Z0-9]|:20:[^\\n]*\\R:[0-9]{2}[A-Z]?:"),
    BAI2("BAI2", "01,[^,\n]*,[^,\n]*,[0-9]{6},"),
    CODA("CODA", "0000[0-9 ]{1}.{120,123}(\r?\n|$)"),
    BGMAX("BgMax", "01BGMAX"),
    OCR("a file of the Norwegian OCR service", "NY[0-9]{6}"),
    NORMA43("Norma 43", "11[0-9]{18}[0-9]{12}[12]"),
    NACHA("a Nacha file", "101 [0-9 ]{9}[0-9]{10}"),
    DTAUS("DTAUS", "0128A"),
    EDIFACT("EDIFACT", "UN[AB][:+]"),
    X12("X12", "ISA\\*"),
    OFX("OFX", "(OFXHEADER|<OFX>|<\\?OFX)"),
    QIF("QIF", "!(Type|Account):"),
    JSON("JSON", "[\\[{]\\s*[\"\\]}{\\[]"),
    CSV("CSV", TextKind::isCsv);

    private static final int LINES_LOOKED_AT = 10;
    private static final Pattern SWIFT_NUMBER =
            Pattern.compile("(?s)\\{1:[A-Z0-9].{0,60}\\{2:[IO]([0-9]{3})");

    private final String words;
    private final Predicate<String> begins;

    TextKind(String words, String pattern) {
        this(words, pattern, 0);
    }

    TextKind(String words, String pattern, int flags) {
        this(words, text -> Pattern.compile(pattern, flags).matcher(text).lookingAt());
    }

    TextKind(String words, Predicate<String> begins) {
        this.words = words;
        this.begins = begins;
    }

    /** With the number of the message where it stands in there. */
    String words(String text) {
        var number = SWIFT_NUMBER.matcher(text);
        return number.lookingAt() ? words.formatted(number.group(1)) : words;
    }

    boolean begins(String text) {
        return begins.test(text);
    }

    /** The same number of separators in each of the first lines. */
    private static boolean isCsv(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).limit(LINES_LOOKED_AT).toList();
        return !text.startsWith("<")
                && Stream.of(';', ',', '\t', '|').anyMatch(one -> isTable(lines, one));
    }

    private static boolean isTable(List<String> lines, char separator) {
        var counts =
                lines.stream()
                        .map(line -> line.chars().filter(one -> one == separator).count())
                        .distinct()
                        .toList();
        return lines.size() > 1 && counts.size() == 1 && counts.getFirst() > 0;
    }
}

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
    MIME("an e-mail or a signed message (MIME)", "(?i)(mime-version|content-type|received|from):"),
    MT942("MT942", "(?s)(\\{1:.{0,300})?:20:.*^:34F:", Pattern.MULTILINE),
    MT940("MT940", "(?s)(\\{1:.{0,300})?:20:.*^:(60[FM]|25P?|28C?|61):", Pattern.MULTILINE),
    SWIFT("a SWIFT message (MT)", "\\{1:[A-Z0-9]"),
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

    String words() {
        return words;
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

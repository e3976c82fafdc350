package kontor.bankfiles;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;

/**
 * Finds the element of a payment by an id in it, over bytes and not over XML events: parsers tell
 * no byte offsets. It reads once, in constant memory. Names and ids are ASCII, so any encoding that
 * keeps ASCII will do. The file was read as XML before it came here, or is shown as bytes only.
 *
 * <p>In a file of Bankgirot it finds the first record with the end of the id.
 */
final class PlaceFinder {

    /** What tells of one payment, in pain.001, pain.008, pain.002 and camt.05x. */
    private static final Set<String> UNITS =
            Set.of("CdtTrfTxInf", "DrctDbtTxInf", "TxInfAndSts", "TxDtls", "Ntry");

    /** A record has 80 characters; of a longer text only the beginning is looked at. */
    private static final int LONGEST = 200;

    /** The transaction code, with which each record begins. */
    private static final int CODE = 2;

    private record Unit(String name, long from, int line) {}

    private final String wanted;
    private final Deque<Unit> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder tag = new StringBuilder();
    private boolean inTag;
    private boolean found;
    private long at;
    private long tagFrom;
    private int line = 1;
    private int tagLine = 1;

    /**
     * @param wanted the whole text of an element, without regard to case
     */
    PlaceFinder(String wanted) {
        this.wanted = wanted;
    }

    static PlaceFinder of(UUID payment) {
        return new PlaceFinder(Ids.endToEnd(payment));
    }

    Optional<PaymentPlace> find(InputStream bytes) throws IOException {
        for (int one = bytes.read(); one >= 0; one = bytes.read()) {
            var place = next((char) one);
            at++;
            if (place.isPresent()) {
                return place;
            }
            if (one == '\n') {
                line++;
            }
        }
        return Optional.empty();
    }

    static Optional<PaymentPlace> record(UUID payment, InputStream bytes) throws IOException {
        String wanted = Ids.atBankgirot(payment);
        var text = new StringBuilder();
        long from = 0;
        long at = 0;
        for (int line = 1; ; line++) {
            int one = bytes.read();
            for (; one >= 0 && one != '\n'; one = bytes.read()) {
                append(text, (char) one);
                at++;
            }
            String record = text.toString().stripTrailing();
            if (record.toUpperCase(Locale.ROOT).contains(wanted)) {
                long to = text.length() < LONGEST ? from + record.length() : at;
                String code = record.substring(0, CODE);
                return Optional.of(new PaymentPlace(code, from, to, line, line));
            }
            if (one < 0) {
                return Optional.empty();
            }
            from = ++at;
            text.setLength(0);
        }
    }

    private Optional<PaymentPlace> next(char one) {
        if (one == '<') {
            inTag = true;
            tagFrom = at;
            tagLine = line;
            tag.setLength(0);
        } else if (inTag && one == '>') {
            inTag = false;
            var place = tag(tag.toString());
            text.setLength(0);
            return place;
        } else {
            append(inTag ? tag : text, one);
        }
        return Optional.empty();
    }

    private static void append(StringBuilder to, char one) {
        if (to.length() < LONGEST) {
            to.append(one);
        }
    }

    private Optional<PaymentPlace> tag(String written) {
        boolean closing = written.startsWith("/");
        String name = name(closing ? written.substring(1) : written);
        if (!closing) {
            if (UNITS.contains(name) && !written.endsWith("/")) {
                open.push(new Unit(name, tagFrom, tagLine));
            }
            return Optional.empty();
        }
        found |= !open.isEmpty() && text.toString().strip().equalsIgnoreCase(wanted);
        if (open.isEmpty() || !open.peek().name.equals(name)) {
            return Optional.empty();
        }
        var unit = open.pop();
        return found
                ? Optional.of(new PaymentPlace(name, unit.from, at + 1, unit.line, line))
                : Optional.empty();
    }

    /** Without prefix and attributes. */
    private static String name(String written) {
        String name = written.split("[\\s/]", 2)[0];
        return name.substring(name.indexOf(':') + 1);
    }
}

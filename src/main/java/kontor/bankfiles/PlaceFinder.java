package kontor.bankfiles;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;

/**
 * Finds the element of a payment by an id in it, over bytes and not over XML events: parsers tell
 * no byte offsets. It reads once, in constant memory. Names and ids are ASCII, so any encoding that
 * keeps ASCII will do. The file was read as XML before it came here, or is shown as bytes only.
 */
final class PlaceFinder {

    /** What tells of one payment, in pain.001, pain.008, pain.002 and camt.05x. */
    private static final Set<String> UNITS =
            Set.of("CdtTrfTxInf", "DrctDbtTxInf", "TxInfAndSts", "TxDtls", "Ntry");

    private static final int LONGEST = 200;

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

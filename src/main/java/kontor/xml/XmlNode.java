package kontor.xml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.core.Currency;
import kontor.core.Money;
import org.jspecify.annotations.Nullable;

/** One small element of a message in memory, with its line and column in the file. */
public final class XmlNode {

    private static final int MOST_ID_CHARS = 255;
    private static final int MOST_SHOWN_CHARS = 40;

    private final String name;
    private final int line;
    private final int column;
    private final List<XmlNode> children = new ArrayList<>(4);
    private String text = "";
    private @Nullable String currencyCode;

    public XmlNode(String name, int line, int column) {
        this.name = name;
        this.line = line;
        this.column = column;
    }

    /** The child; an empty one counts as absent: banks send {@code <EndToEndId/>}. */
    public void add(XmlNode child) {
        if (!child.children.isEmpty() || !child.text.isEmpty()) {
            children.add(child);
        }
    }

    public void text(String stripped) {
        this.text = stripped;
    }

    public void currencyCode(String code) {
        this.currencyCode = code;
    }

    /** Of an amount, as it stands in its attribute. */
    public Optional<String> currency() {
        return Optional.ofNullable(currencyCode).map(String::strip);
    }

    public String name() {
        return name;
    }

    public Optional<String> text() {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public List<XmlNode> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    public List<String> texts(String childName) {
        return all(childName).stream().flatMap(child -> child.text().stream()).toList();
    }

    /** The first element at this path. */
    public Optional<XmlNode> at(String... path) {
        XmlNode node = this;
        for (String step : path) {
            XmlNode next = node.first(step);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    private @Nullable XmlNode first(String childName) {
        for (XmlNode child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    public Optional<String> textAt(String... path) {
        return at(path).flatMap(XmlNode::text);
    }

    public XmlNode need(String... path) {
        return at(path).orElseThrow(() -> malformed(String.join("/", path) + " is missing"));
    }

    public String needText(String... path) {
        var node = need(path);
        return node.text().orElseThrow(() -> node.malformed("is empty"));
    }

    /**
     * A reference or another word by which something is found again. MalformedMessage: longer than
     * any index could hold, far beyond the 35 characters of ISO.
     */
    public Optional<String> idAt(String... path) {
        var node = at(path);
        node.filter(found -> found.text.length() > MOST_ID_CHARS)
                .ifPresent(
                        found -> {
                            throw found.malformed(
                                    "is longer than " + MOST_ID_CHARS + " characters");
                        });
        return node.flatMap(XmlNode::text);
    }

    public String needId(String... path) {
        need(path);
        return idAt(path).orElseThrow(() -> need(path).malformed("is empty"));
    }

    /** The BIC of an agent: {@code BICFI} since .03, {@code BIC} before and in careless files. */
    public Optional<String> bicAt(String... agent) {
        return at(agent)
                .flatMap(node -> node.at("FinInstnId"))
                .flatMap(node -> node.textAt("BICFI").or(() -> node.textAt("BIC")))
                .filter(bic -> !bic.equals("NOTPROVIDED"));
    }

    /** An unsigned amount, exact in the minor units of its currency. */
    public Money money() {
        var code = Optional.ofNullable(currencyCode).map(String::strip).orElse("");
        if (code.isEmpty()) {
            throw malformed("an amount without currency");
        }
        var currency =
                Currency.find(code).orElseThrow(() -> malformed("unknown currency " + shown(code)));
        var decimal = decimal();
        if (decimal.signum() < 0) {
            throw malformed("a negative amount; the direction belongs in CdtDbtInd");
        }
        if (decimal.stripTrailingZeros().scale() > currency.minorDigits()) {
            throw malformed("more decimals than " + code + " has: " + shown(text));
        }
        return build(() -> Money.ofDecimal(decimal, currency));
    }

    /** The child {@code Amt} with the sign of {@code CdtDbtInd}: what is debited is negative. */
    public Money signedMoney() {
        var amount = need("Amt").money();
        return need("CdtDbtInd").isCredit() ? amount : amount.negated();
    }

    public boolean isCredit() {
        return switch (text) {
            case "CRDT" -> true;
            case "DBIT" -> false;
            default -> throw malformed("neither CRDT nor DBIT: " + shown(text));
        };
    }

    /** The value whose name the text is. */
    public <E extends Enum<E>> E oneOf(E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> malformed("is none of " + Arrays.toString(values)));
    }

    public BigDecimal decimal() {
        // Length first: BigDecimal takes 1e999999999 and then spends hours on it.
        if (text.length() > 40 || !text.matches("[+-]?[0-9]*\\.?[0-9]*")) {
            throw malformed(
                    text.indexOf(',') >= 0
                            ? "not a decimal number with a point: " + shown(text)
                            : "not a decimal number: " + shown(text));
        }
        return build(() -> new BigDecimal(text));
    }

    public long number() {
        if (!text.matches("[0-9]{1,18}")) {
            throw malformed("not a whole number: " + shown(text));
        }
        return Long.parseLong(text);
    }

    public int count() {
        return build(() -> Math.toIntExact(number()));
    }

    public boolean flag() {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw malformed("neither true nor false: " + shown(text));
        };
    }

    /**
     * A date as the bank counts it, in {@code Dt}, {@code DtTm} or text; a zone is dropped, and so
     * is a time that is none.
     */
    public LocalDate date() {
        if (!children.isEmpty()) {
            return at("Dt").or(() -> at("DtTm")).orElseThrow(() -> malformed("no date")).date();
        }
        return build(() -> BankTime.day(text));
    }

    /** The same, where banks write {@code 0000-00-00} and the like for none. */
    public Optional<LocalDate> dateIfAny() {
        var leaf = at("Dt").or(() -> at("DtTm")).orElse(this);
        return BankTime.isNone(leaf.text) ? Optional.empty() : Optional.of(date());
    }

    /** Wall time as the bank wrote it; an offset is dropped. A bare date is midnight. */
    public LocalDateTime dateTime() {
        return build(() -> BankTime.time(text));
    }

    /** Wall time where it only informs; empty when it is no time. */
    public Optional<LocalDateTime> informativeTime() {
        return BankTime.ifAny(text);
    }

    /** Builds a value from this element; what its type refuses is the file's fault. */
    public <T> T build(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException refused) {
            throw new MalformedMessage(name + ": " + words(refused), line, column, refused);
        }
    }

    private String words(RuntimeException refused) {
        return switch (refused) {
            case ArithmeticException _ -> "larger than any amount can be: " + shown(text);
            case DateTimeParseException no -> "no such date: " + shown(no.getParsedString());
            default -> String.valueOf(refused.getMessage());
        };
    }

    /** A value from a file inside a sentence: short, and without control characters. */
    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > MOST_SHOWN_CHARS
                ? plain.substring(0, MOST_SHOWN_CHARS) + "..."
                : plain;
    }

    public MalformedMessage malformed(String reason) {
        return new MalformedMessage(name + ": " + reason, line, column);
    }
}

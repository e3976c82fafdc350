package kontor.xml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.core.Currency;
import kontor.core.Money;
import org.jspecify.annotations.Nullable;

/** One small element of a message in memory, with its line and column in the file. */
public final class XmlNode {

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
        var currency = Currency.find(code).orElseThrow(() -> malformed("unknown currency"));
        var decimal = decimal();
        if (decimal.signum() < 0) {
            throw malformed("a negative amount; the direction belongs in CdtDbtInd");
        }
        if (decimal.stripTrailingZeros().scale() > currency.minorDigits()) {
            throw malformed("more decimals than " + code + " has");
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
            default -> throw malformed("neither CRDT nor DBIT");
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
            throw malformed("not a decimal number");
        }
        return build(() -> new BigDecimal(text));
    }

    public long number() {
        if (!text.matches("[0-9]{1,18}")) {
            throw malformed("not a whole number");
        }
        return Long.parseLong(text);
    }

    public int count() {
        return build(() -> Math.toIntExact(number()));
    }

    public boolean flag() {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw malformed("neither true nor false");
        };
    }

    /** A date as the bank counts it, in {@code Dt}, {@code DtTm} or text; a zone is dropped. */
    public LocalDate date() {
        if (!children.isEmpty()) {
            return at("Dt").or(() -> at("DtTm")).orElseThrow(() -> malformed("no date")).date();
        }
        if (text.length() < 10) {
            throw malformed("not a date");
        }
        if (text.indexOf('T') == 10) {
            return dateTime().toLocalDate();
        }
        return build(() -> DateTimeFormatter.ISO_DATE.parse(text, LocalDate::from));
    }

    /** Wall time as the bank wrote it; an offset is dropped. A bare date is midnight. */
    public LocalDateTime dateTime() {
        if (text.indexOf('T') < 0) {
            return date().atStartOfDay();
        }
        // xs:dateTime allows the midnight that ends a day, java.time only the one that begins it.
        boolean endOfDay = text.startsWith("T24:00:00", 10);
        var within = endOfDay ? text.replace("T24:", "T00:") : text;
        var time = build(() -> DateTimeFormatter.ISO_DATE_TIME.parse(within, LocalDateTime::from));
        return endOfDay ? time.plusDays(1) : time;
    }

    /** Builds a value from this element; what its type refuses is the file's fault. */
    public <T> T build(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException refused) {
            throw new MalformedMessage(name + ": " + refused.getMessage(), line, column, refused);
        }
    }

    public MalformedMessage malformed(String reason) {
        return new MalformedMessage(name + ": " + reason, line, column);
    }
}

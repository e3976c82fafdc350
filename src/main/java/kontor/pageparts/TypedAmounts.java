package kontor.pageparts;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.forms.Amounts;
import kontor.http.Call;
import kontor.http.Route;
import kontor.pages.Figures;
import kontor.pages.Pages;

/**
 * Amounts as a person types them to narrow a list. The address of the list has minor units, as the
 * API and the file have; what was typed leads to that address. An amount is read with two decimals,
 * as where one looks for it (docs/decisions/0053).
 */
public final class TypedAmounts {

    private static final String TYPED = "typed";
    private static final String AMOUNT = "amount";
    private static final int DECIMALS = 2;

    /** What a browser takes for an amount, so that it says so before anything is sent. */
    public static final String PATTERN = "\\s*[\\-+\u2212]?\\s*[0-9][0-9.,'\u2019\\s]*";

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,16}(\\.[0-9]{1,2})?");
    private static final List<String> ENDS = List.of("", "[gte]", "[lte]");

    private TypedAmounts() {}

    /** The filters of a list, and those by which amounts are typed. */
    public static List<String> besides(List<String> filters) {
        return Stream.concat(filters.stream(), Stream.of(TYPED)).toList();
    }

    /** Shows the list, or leads to it where amounts were typed. */
    public static Route.Handler before(String path, List<String> filters, Route.Handler list) {
        return call -> {
            var typed = typed(call);
            return typed.isEmpty()
                    ? list.answer(call)
                    : Pages.goTo(ListAddress.of(path, call.query(), filters).with(typed));
        };
    }

    private static Map<String, String> typed(Call call) {
        var minor = new LinkedHashMap<String, String>();
        for (String end : ENDS) {
            call.query()
                    .text(TYPED + end)
                    .ifPresent(text -> minor.put(AMOUNT + end, minor(TYPED + end, text)));
        }
        // One amount says more than a range that was typed before it.
        return minor.containsKey(AMOUNT) ? Map.of(AMOUNT, minor.get(AMOUNT)) : minor;
    }

    private static String minor(String name, String text) {
        String plain = Amounts.read(text.replace('\u2212', '-'));
        if (!NUMBER.matcher(plain).matches()) {
            throw new InvalidRequest(
                    Fault.invalid(name, "must be an amount like 1,250.00 or -1.250,00"));
        }
        return new BigDecimal(plain).movePointRight(DECIMALS).toBigIntegerExact().toString();
    }

    /** How an end of what narrows a list is typed; empty where it is open. */
    public static String shown(ListAddress address, String end) {
        return decimal(address, end).map(BigDecimal::toPlainString).orElse("");
    }

    /** The amounts that narrow a list, as a person says them. */
    public static String words(ListAddress address) {
        var exact = decimal(address, "").or(() -> decimal(address, "[eq]"));
        var least = decimal(address, "[gte]").map(Figures::decimal);
        var most = decimal(address, "[lte]").map(Figures::decimal);
        return exact.map(Figures::decimal)
                .or(() -> least.flatMap(from -> most.map(to -> from + " to " + to)))
                .or(() -> least.map(from -> "at least " + from))
                .or(() -> most.map(to -> "at most " + to))
                .orElse("any amount");
    }

    /** The same list with money that went the other way; empty where no amount narrows it. */
    public static String otherWay(ListAddress address) {
        var turned = new LinkedHashMap<String, String>();
        ENDS.forEach(
                end ->
                        decimal(address, end)
                                .ifPresent(
                                        one ->
                                                turned.put(
                                                        AMOUNT + opposite(end),
                                                        one.negate().unscaledValue().toString())));
        if (turned.isEmpty()) {
            return "";
        }
        ENDS.forEach(end -> turned.putIfAbsent(AMOUNT + end, ""));
        return address.with(turned);
    }

    private static String opposite(String end) {
        return switch (end) {
            case "[gte]" -> "[lte]";
            case "[lte]" -> "[gte]";
            default -> end;
        };
    }

    private static Optional<BigDecimal> decimal(ListAddress address, String end) {
        return Optional.of(address.value(AMOUNT + end))
                .filter(text -> text.matches("-?[0-9]{1,18}"))
                .map(text -> new BigDecimal(text).movePointLeft(DECIMALS).setScale(DECIMALS));
    }
}

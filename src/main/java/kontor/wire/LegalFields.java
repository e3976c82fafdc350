package kontor.wire;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import kontor.core.Country;
import kontor.core.Fault;
import kontor.identifiers.SepaText;

/** What the API tells of every person and company alike: names, address, national identifier. */
public final class LegalFields {

    private static final int NATIONAL_NUMBER = 64;

    /** How others call the lines of an address that is not structured. */
    private static final List<String> LINES =
            List.of(
                    "rawAddressLines",
                    "addressLines",
                    "addressLine",
                    "addressLine1",
                    "addressLine2",
                    "adrLine",
                    "AdrLine",
                    "lines",
                    "line1",
                    "line2");

    private static final Set<String> PARTS =
            Set.of("streetName", "streetNumber", "postalCode", "city", "country");

    private static final String PARTS_IN_WORDS =
            "streetName, streetNumber, postalCode, city and country";

    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\uFFFE\\uFFFF]*");

    private enum NationalIdentifierType {
        CIVIC,
        COMPANY
    }

    private LegalFields() {}

    /** Absent only when a fault was noted: it is required, and {@link #readable}. */
    public static Optional<String> requiredName(JsonFields fields, String name, int longest) {
        fields.require(name);
        return readable(fields, name, longest);
    }

    /**
     * A text of which somebody, or a bank, can read something, in the order that it has: not
     * blanks, slashes and invisible characters alone.
     */
    public static Optional<String> readable(JsonFields fields, String name, int longest) {
        return sound(fields, name, fields.text(name, 1, longest), SepaText::readingProblem);
    }

    private static Optional<String> sound(
            JsonFields fields,
            String name,
            Optional<String> text,
            Function<String, Optional<String>> problem) {
        var found = text.flatMap(problem);
        found.ifPresent(why -> fields.fault(Fault.invalid(name, why)));
        return found.isPresent() ? Optional.empty() : text;
    }

    /** An empty text is none. */
    public static Optional<String> optionalText(JsonFields fields, String name, int longest) {
        var text = fields.text(name, 0, longest).filter(one -> !one.isEmpty());
        return sound(fields, name, text, SepaText::orderProblem);
    }

    /** The same where silence is a fault: what nobody can read anything of is missing. */
    public static Optional<String> requiredReadable(JsonFields fields, String name, int longest) {
        fields.require(name);
        if (fields.text(name, 0, longest).filter(said -> !SepaText.isReadable(said)).isPresent()) {
            fields.fault(Fault.required(name));
        }
        return optionalReadable(fields, name, longest);
    }

    /** The same where nobody need say anything: what nobody can read anything of is nothing. */
    public static Optional<String> optionalReadable(JsonFields fields, String name, int longest) {
        return optionalText(fields, name, longest).filter(SepaText::isReadable);
    }

    /**
     * One line of so many characters, not only blanks, that goes into a file as it is, without
     * being made what banks take: XML has no form for most control characters.
     */
    public static Optional<String> printable(
            JsonFields fields, String name, int shortest, int longest) {
        var text = fields.text(name, shortest, longest);
        if (text.filter(one -> !PRINTABLE.matcher(one).matches() || one.isBlank()).isPresent()) {
            fields.invalid(
                    name,
                    "must be printable text: one line, without control characters, not blank");
            return Optional.empty();
        }
        return text;
    }

    /** A code of ISO 3166, in capitals. */
    public static Optional<String> country(JsonFields fields, String name) {
        return fields.text(name, 0, 255).flatMap(text -> country(fields, name, text));
    }

    private static Optional<String> country(JsonFields fields, String name, String text) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!Country.isCode(code)) {
            fields.fault(Fault.invalid(name, Country.problem(text)));
            return Optional.empty();
        }
        return Optional.of(code);
    }

    /** JSON of Address with the members that are not empty; absent when none is left. */
    public static Optional<String> address(JsonFields fields, String name) {
        var address = fields.object(name);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        refuseOthers(address.get());
        var view = Json.object();
        optionalText(address.get(), "streetName", 64)
                .ifPresent(text -> view.put("streetName", text));
        optionalText(address.get(), "streetNumber", 16)
                .ifPresent(text -> view.put("streetNumber", text));
        optionalText(address.get(), "postalCode", 16)
                .ifPresent(text -> view.put("postalCode", text));
        optionalText(address.get(), "city", 64).ifPresent(text -> view.put("city", text));
        optionalText(address.get(), "country", 255)
                .flatMap(text -> country(address.get(), "country", text))
                .ifPresent(code -> view.put("country", code));
        return view.isEmpty() ? Optional.empty() : Optional.of(Json.write(view));
    }

    /** What has no part of an address would leave no bank: it is refused, not passed over. */
    private static void refuseOthers(JsonFields address) {
        for (String name : address.names()) {
            if (!PARTS.contains(name) && address.has(name)) {
                String problem =
                        LINES.contains(name)
                                ? "is not taken: since 15 November 2026 banks take no address of"
                                        + " lines; give "
                                : "is no part of an address; give ";
                address.fault(Fault.invalid(name, problem + PARTS_IN_WORDS));
            }
        }
    }

    /** JSON of NationalIdentifier. */
    public static Optional<String> nationalIdentifier(JsonFields fields, String name) {
        var identifier = fields.object(name);
        if (identifier.isEmpty()) {
            return Optional.empty();
        }
        identifier.get().require("type");
        var type = identifier.get().oneOf("type", NationalIdentifierType.class);
        identifier.get().require("market");
        var market = country(identifier.get(), "market");
        var number = requiredName(identifier.get(), "number", NATIONAL_NUMBER);
        if (type.isEmpty() || market.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Json.write(
                        Json.object()
                                .put("type", type.get().name())
                                .put("market", market.get())
                                .put("number", number.get().strip())));
    }
}

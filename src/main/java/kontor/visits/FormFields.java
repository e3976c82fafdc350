package kontor.visits;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person typed into a form of a page; every field may be there several times. */
public final class FormFields {

    /** The field with the token of the session. */
    public static final String TOKEN = "form";

    /** A form of no page of ours has more; more names than these would only cost memory. */
    private static final int MOST = 2_000;

    private static final FormFields NONE = new FormFields(Map.of());

    private final Map<String, List<String>> values;

    private FormFields(Map<String, List<String>> values) {
        this.values = values;
    }

    public static FormFields none() {
        return NONE;
    }

    /**
     * @param body {@code application/x-www-form-urlencoded}; escapes that are none stay as they are
     */
    public static FormFields of(byte[] body) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", MOST)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                values.computeIfAbsent(plain(name), _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : plain(pair.substring(equals + 1)));
            }
        }
        return new FormFields(values);
    }

    /** What came as the parts of a form with a file, each once. */
    public static FormFields of(Map<String, String> parts) {
        var values = new LinkedHashMap<String, List<String>>();
        parts.forEach((name, value) -> values.put(name, List.of(value)));
        return new FormFields(values);
    }

    /**
     * The same of a page of this person's session.
     *
     * @throws ForeignForm where somebody is signed in and it is not
     */
    public static FormFields of(byte[] body, Optional<Visitor> visitor) {
        var fields = of(body);
        visitor.ifPresent(known -> known.requireOwn(fields));
        return fields;
    }

    private static String plain(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return text;
        }
    }

    /** The same with this value, and no other, in a field. */
    public FormFields with(String name, String value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, List.of(value));
        return new FormFields(more);
    }

    /** The first value without blanks around it; empty where there is none. */
    public String text(String name) {
        return values.getOrDefault(name, List.of("")).getFirst().strip();
    }

    /** The same as it was typed: blanks of a password belong to it. */
    public String exact(String name) {
        return values.getOrDefault(name, List.of("")).getFirst();
    }

    /** What was typed, where something was. */
    public Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }
}

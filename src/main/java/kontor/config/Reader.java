package kontor.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import kontor.postgres.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/** Reads one setting after the other and collects what is wrong. */
record Reader(Map<String, String> environment, List<String> sentences) {

    Reader(Map<String, String> environment) {
        this(environment, new ArrayList<>());
    }

    /** Null when the value cannot be used; the sentence about it is kept. */
    <T> @Nullable T read(Setting setting, Function<String, T> parse) {
        var text = setting.in(environment);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            var shown = text.contains("@") || setting.isSecret() ? DatabaseUrl.masked(text) : text;
            sentences.add(setting + " is \"" + shown + "\" but " + wrong.getMessage() + ".");
            return null;
        }
    }

    /** Values of unknown variables are never shown: one may be a secret with a typing error. */
    void refuseUnknown() {
        for (var name : new TreeSet<>(environment.keySet())) {
            if (name.toUpperCase(Locale.ROOT).startsWith("KONTOR_") && !Setting.known(name)) {
                sentences.add(
                        name
                                + " is not a setting of Kontor"
                                + Setting.near(name.toUpperCase(Locale.ROOT))
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; ./kontor settings lists them all."));
            }
        }
    }
}

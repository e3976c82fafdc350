package kontor.pageparts;

import java.util.ArrayList;
import java.util.List;
import kontor.core.Fault;
import kontor.forms.Typed;

/**
 * A line of the metadata of a form.
 *
 * @param key empty where none was typed yet, and {@code value} as well
 */
public record MetadataPair(String key, String value) {

    private static final int LEAST = 2;
    private static final String PREFIX = "metadata.";

    /** What was typed, then the keys that are required and missing, then empty lines. */
    public static List<MetadataPair> of(Typed typed) {
        var keys = typed.fields().all("metadata.key");
        var values = typed.fields().all("metadata.value");
        var pairs = new ArrayList<MetadataPair>();
        for (int i = 0; i < keys.size(); i++) {
            var pair = new MetadataPair(keys.get(i), i < values.size() ? values.get(i) : "");
            if (!pair.isEmpty()) {
                pairs.add(pair);
            }
        }
        typed.faults().stream()
                .map(Fault::field)
                .filter(field -> field.startsWith(PREFIX))
                .map(field -> field.substring(PREFIX.length()))
                .filter(key -> !keys.contains(key))
                .distinct()
                .forEach(key -> pairs.add(new MetadataPair(key, "")));
        int lines = Math.max(pairs.size() + 1, LEAST);
        while (pairs.size() < lines) {
            pairs.add(new MetadataPair("", ""));
        }
        return pairs;
    }

    private boolean isEmpty() {
        return key.isEmpty() && value.isEmpty();
    }
}

package kontor.cashpages;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.pages.Figures;
import kontor.visits.FormFields;

/** Metadata as pairs of fields, and the patch that makes of them what is wanted. */
final class MetadataForm {

    private static final String KEY = "metadata.key";
    private static final String VALUE = "metadata.value";

    private MetadataForm() {}

    /** The form with what is there, and room for one more. */
    static Typed of(Map<String, String> metadata, Typed typed) {
        var pairs = new ArrayList<String>();
        new TreeMap<>(metadata).forEach((key, value) -> add(pairs, key, value));
        add(pairs, "", "");
        var fields = FormFields.of(String.join("&", pairs).getBytes(StandardCharsets.UTF_8));
        return new Typed(fields, typed.faults(), typed.key());
    }

    private static void add(List<String> pairs, String key, String value) {
        pairs.add(KEY + "=" + Figures.inAddress(key));
        pairs.add(VALUE + "=" + Figures.inAddress(value));
    }

    /** Sets what differs, and takes away what was emptied. */
    static FormPatch patch(FormFields form, Map<String, String> now) {
        var wanted = new LinkedHashMap<String, String>();
        var keys = form.all(KEY);
        var values = form.all(VALUE);
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            if (!keys.get(i).isBlank() && !values.get(i).isBlank()) {
                wanted.put(keys.get(i).strip(), values.get(i).strip());
            }
        }
        var patch = new FormPatch();
        wanted.forEach(
                (key, value) -> {
                    if (!value.equals(now.get(key))) {
                        patch.replace("metadata/" + key, TextNode.valueOf(value), "metadata");
                    }
                });
        new TreeMap<>(now)
                .keySet().stream()
                        .filter(key -> !wanted.containsKey(key))
                        .forEach(key -> patch.remove("metadata/" + key));
        return patch;
    }
}

package kontor.settingspages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.forms.FormJson;
import kontor.forms.FormPatch;
import kontor.metadata.MetadataResource;
import kontor.metadata.NewMetadataKey;
import kontor.visits.FormFields;
import kontor.wire.JsonFields;

/** A metadata key as the fields of a form, and as what a program would send. */
final class MetadataForm {

    private MetadataForm() {}

    /** What a program would send. */
    static ObjectNode json(FormFields form) {
        var json = new FormJson(form).texts("description").lines("allowedValues");
        form.given(MetadataPageRoutes.KEY).ifPresent(key -> json.put("key", key));
        var resources = json.body().putArray("resources");
        for (var one : MetadataResource.values()) {
            String rule = form.text("resources." + one.word());
            if (!rule.isEmpty()) {
                resources
                        .addObject()
                        .put("resource", one.word())
                        .put("required", rule.equals(MetadataPageRoutes.REQUIRED));
            }
        }
        return json.body();
    }

    static NewMetadataKey wanted(FormFields form) {
        return NewMetadataKey.parse(JsonFields.of(json(form)));
    }

    /** The change to that, as a program would send it. */
    static ArrayNode patch(FormFields form) {
        var members = json(form);
        members.remove("key");
        var patch = FormPatch.replacing(members);
        for (String member : List.of("description", "allowedValues")) {
            if (!members.has(member)) {
                patch.addObject().put("op", "remove").put("path", "/" + member);
            }
        }
        return patch;
    }
}

package kontor.connections;

import java.util.List;
import java.util.Optional;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import kontor.wire.LegalFields;

/**
 * What a JSON Patch of a connection asks for: another name. What files depend on stays as it was
 * made.
 */
record ConnectionPatch(String name) {

    static final List<Rule> RULES = List.of(Rule.of("/name", Op.REPLACE));

    static ConnectionPatch parse(JsonPatch patch) {
        Optional<String> name = Optional.empty();
        for (var operation : patch.operations()) {
            name = LegalFields.requiredName(operation.fields(), "value", 255);
        }
        patch.refuseFaults();
        return new ConnectionPatch(name.orElseThrow());
    }
}

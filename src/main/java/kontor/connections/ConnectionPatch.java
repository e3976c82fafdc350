package kontor.connections;

import java.util.List;
import java.util.Optional;
import kontor.habits.OwnHabits;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import kontor.wire.LegalFields;

/**
 * What a JSON Patch of a connection asks for: another name, other habits of files. What else files
 * depend on stays as it was made.
 *
 * @param habits in the place of all that it had of its own
 */
public record ConnectionPatch(Optional<String> name, Optional<OwnHabits> habits) {

    private static final String HABITS = "/fileHabits";

    public static final List<Rule> RULES =
            List.of(Rule.of("/name", Op.REPLACE), Rule.of(HABITS, Op.REPLACE, Op.REMOVE));

    public static ConnectionPatch parse(JsonPatch patch) {
        Optional<String> name = Optional.empty();
        Optional<OwnHabits> habits = Optional.empty();
        for (var operation : patch.operations()) {
            if (!operation.path().equals(HABITS)) {
                name = LegalFields.requiredName(operation.fields(), "value", 255);
            } else if (operation.op() == Op.REMOVE) {
                habits = Optional.of(OwnHabits.NONE);
            } else {
                habits = Optional.of(OwnHabits.parse(operation.fields(), "value"));
            }
        }
        patch.refuseFaults();
        return new ConnectionPatch(name, habits);
    }
}

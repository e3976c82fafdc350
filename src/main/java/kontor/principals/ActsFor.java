package kontor.principals;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** For whom a program is said to act. */
public sealed interface ActsFor {

    String MEMBER = "actsFor";
    int LONGEST_NAME = 255;

    /** A system, by its name; capitals make no difference. */
    record System(String name) implements ActsFor {}

    /** The person or system that a user acts for. */
    record User(UUID id) implements ActsFor {}

    /**
     * The member {@code actsFor} of a request: {@code {"system": "ERP"}} or {@code {"userId":
     * "..."}}. What is wrong is recorded as a fault.
     */
    static Optional<ActsFor> read(JsonFields body) {
        var object = body.object(MEMBER);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        var fields = object.get();
        fields.knowsOnly("system", "userId");
        if (fields.has("system") == fields.has("userId")) {
            body.fault(Fault.invalid(MEMBER, "must have a system or a userId, one of both"));
            return Optional.empty();
        }
        return fields.has("system") ? system(fields) : user(fields);
    }

    private static Optional<ActsFor> system(JsonFields fields) {
        return LegalFields.readable(fields, "system", LONGEST_NAME)
                .map(String::strip)
                .map(System::new);
    }

    private static Optional<ActsFor> user(JsonFields fields) {
        var text = fields.text("userId", 1, LONGEST_NAME);
        var id = text.flatMap(Ids::parse);
        if (text.isPresent() && id.isEmpty()) {
            fields.fault(Fault.invalid("userId", "must be the id of a user"));
        }
        return id.map(User::new);
    }
}

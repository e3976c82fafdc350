package kontor.principals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * For whom a user acts.
 *
 * @param user of a person, the first user that joined
 * @param system the name of a system; absent for a person
 */
public record Principal(UUID id, Optional<UUID> user, Optional<String> system) {

    public Principal {
        if (user.isPresent() == system.isPresent()) {
            throw new IllegalArgumentException(
                    "principal " + id + " is a person or a system: " + user + ", " + system);
        }
    }

    static Principal person(UUID id, UUID user) {
        return new Principal(id, Optional.of(user), Optional.empty());
    }

    static Principal system(UUID id, String name) {
        return new Principal(id, Optional.empty(), Optional.of(name));
    }

    /** ActsFor of the API. */
    public ObjectNode view() {
        var view = Json.object().put("principalId", id.toString());
        system.ifPresent(name -> view.put("system", name));
        user.ifPresent(first -> view.put("userId", first.toString()));
        return view;
    }
}

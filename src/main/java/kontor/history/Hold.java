package kontor.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.Json;

/**
 * Why bank work is held, and how far.
 *
 * @param connection the one connection that is held; absent, all that the cause concerns
 * @param detail a sentence for operators; it names ids, positions and files, nobody's data
 */
record Hold(UUID id, Cause cause, Optional<UUID> connection, String detail, Instant created) {

    static final String RESOURCE = "bank_holds";

    /** What bank work is held for, and for whom. */
    enum Cause {
        /** A feed is shorter or another than this node knows it: the organization is held. */
        LOST_HISTORY,
        /** A channel knows files that the database lacks: the connection is held. */
        LOST_FILES,
        /** An organization that a node knows is not there: real banks are held for all. */
        LOST_ORGANIZATION,
        /** An operator wished it: everything is held. */
        OPERATOR
    }

    /**
     * @param releasedBy who let it go, for the second version
     */
    ObjectNode json(Optional<String> releasedBy, Optional<String> reason) {
        var json =
                Json.object()
                        .put("id", id.toString())
                        .put("cause", cause.name())
                        .put("detail", detail)
                        .put("created", Json.timestamp(created));
        connection.ifPresent(one -> json.put("connectionId", one.toString()));
        releasedBy.ifPresent(who -> json.put("releasedBy", who));
        reason.ifPresent(why -> json.put("reason", why));
        return json;
    }
}

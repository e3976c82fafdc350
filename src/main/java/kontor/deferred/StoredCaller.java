package kontor.deferred;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.wire.Json;

/**
 * The caller of a request as JSON, stored so that the work can be done later in the same name and
 * with the same permissions.
 */
public final class StoredCaller {

    private StoredCaller() {}

    public static String write(Caller caller) {
        var stored =
                Json.object()
                        .put("userId", caller.userId().toString())
                        .put("username", caller.username())
                        .put("name", caller.name())
                        .put("roleId", caller.roleId().toString())
                        .put("owner", caller.owner())
                        .put("programmatic", caller.programmatic())
                        .put("requestsPerSecond", caller.requestsPerSecond());
        var permissions = stored.putArray("permissions");
        caller.permissions().stream().sorted().forEach(permissions::add);
        if (!caller.accounts().all()) {
            var limit = stored.putObject("limit");
            var accounts = limit.putArray("accounts");
            caller.accounts().accountIds().forEach(id -> accounts.add(id.toString()));
            var entities = limit.putArray("entities");
            caller.accounts().entityIds().forEach(id -> entities.add(id.toString()));
        }
        return Json.write(stored);
    }

    public static Caller read(OrganizationId organization, String stored) {
        JsonNode node = Json.readOwn(stored);
        var permissions = new HashSet<String>();
        node.path("permissions").forEach(word -> permissions.add(word.asText()));
        return new Caller(
                organization,
                UUID.fromString(node.path("userId").asText()),
                node.path("username").asText(),
                node.path("name").asText(),
                UUID.fromString(node.path("roleId").asText()),
                node.path("owner").asBoolean(),
                node.path("programmatic").asBoolean(),
                permissions,
                node.path("requestsPerSecond").asInt(),
                limit(node.path("limit")));
    }

    private static AccountLimit limit(JsonNode stored) {
        return stored.isMissingNode()
                ? AccountLimit.ALL
                : AccountLimit.to(ids(stored.path("accounts")), ids(stored.path("entities")));
    }

    private static Set<UUID> ids(JsonNode texts) {
        var ids = new HashSet<UUID>();
        texts.forEach(text -> ids.add(UUID.fromString(text.asText())));
        return ids;
    }
}

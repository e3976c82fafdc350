package kontor.iam;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.http.Json;

/**
 * What the users who have it may do.
 *
 * @param owner       the organization's last word: approves what no approval chain speaks of
 * @param permissions words of {@link Permissions}
 */
public record Role(OrganizationId organization, UUID id, String name, boolean owner,
        Set<String> permissions, int version, Instant created, Instant updated) {

    public Role {
        permissions = Set.copyOf(permissions);
    }

    Role changed(NewRole wanted, Instant now) {
        return new Role(organization, id, wanted.name(), owner, wanted.permissions(), version + 1, created,
                now);
    }

    String json() {
        var json = Json.object()
                .put("id", id.toString())
                .put("organizationId", organization.toString())
                .put("name", name)
                .put("owner", owner);
        var words = json.putArray("permissions");
        new TreeSet<>(permissions).forEach(words::add);
        return Json.write(json
                .put("version", version)
                .put("etag", "version:" + version)
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated)));
    }
}

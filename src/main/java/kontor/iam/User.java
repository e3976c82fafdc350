package kontor.iam;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.http.Json;

/**
 * A person or a program of an organization, in one role.
 *
 * @param username the e-mail address of a person, the access key of a program
 * @param revoked  since when the user may do nothing; for ever
 */
public record User(OrganizationId organization, UUID id, boolean programmatic, String username,
        String name, UUID roleId, Optional<Instant> revoked, int version, Instant created,
        Instant updated) {

    User revokedAt(Instant now) {
        if (revoked.isPresent()) {
            throw new IllegalStateException("user " + id + " was revoked at " + revoked.get());
        }
        return new User(organization, id, programmatic, username, name, roleId, Optional.of(now),
                version + 1, created, now);
    }

    String json() {
        return Json.write(Json.object()
                .put("id", id.toString())
                .put("organizationId", organization.toString())
                .put("username", username)
                .put("name", name)
                .put("programmaticAccess", programmatic)
                .put("roleId", roleId.toString())
                .put("revoked", revoked.isPresent())
                .put("version", version)
                .put("etag", "version:" + version)
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated)));
    }
}

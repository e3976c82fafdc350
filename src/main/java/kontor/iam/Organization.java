package kontor.iam;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import kontor.core.OrganizationId;
import kontor.http.Json;

/**
 * A tenant.
 *
 * @param zone                      where its days begin, unless an account says otherwise
 * @param clockOffset               banking time is server time plus this; only a sandbox has one
 * @param requestsPerSecond         limit for one programmatic user
 * @param programmaticOwnerApproval a program in the owner role may take the owner's approval step
 */
public record Organization(OrganizationId id, String name, boolean sandbox, ZoneId zone,
        Duration clockOffset, int requestsPerSecond, boolean programmaticOwnerApproval, Instant created) {

    String json() {
        return Json.write(Json.object()
                .put("id", id.toString())
                .put("name", name)
                .put("sandbox", sandbox)
                .put("zone", zone.getId())
                .put("created", Json.timestamp(created)));
    }
}

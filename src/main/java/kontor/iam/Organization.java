package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import kontor.changes.Snapshot;
import kontor.core.OrganizationId;
import kontor.pauses.Pause;
import kontor.pauses.PauseOrder;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A tenant.
 *
 * @param sandbox whether it is for trying out: with the test bank and a clock that can be moved
 * @param paused why nothing leaves for its banks
 * @param clockOffset banking time is server time plus this; zero unless it is a sandbox
 */
public record Organization(
        OrganizationId id,
        boolean sandbox,
        Duration clockOffset,
        Settings settings,
        Optional<Pause> paused,
        int version,
        Instant created,
        Instant updated) {

    static final String RESOURCE = "organizations";

    /** With what people approve besides their right to. */
    public enum ApprovalProof {
        /** With nothing. */
        NONE,
        /** With a passkey, asked for at each approval. */
        PASSKEY
    }

    /**
     * The settings that an organization changes itself.
     *
     * @param zone its time zone, for dates that belong to no account
     * @param requestsPerSecond limit for each programmatic user, 1 to 100,000
     * @param programmaticOwnerApproval whether a program in the owner role may decide the owner's
     *     approval step
     * @param secondFactorRequired whether people come in with a second factor only
     * @param fourEyes how it stands to four eyes over administration
     * @param changeRequestDays for which a change request waits for a second person, 1 to 30
     * @param approvalProof with what people approve
     * @param payeeCoolingOffHours for which payments wait after the review of their payee's
     *     account, 0 to 720
     */
    public record Settings(
            String name,
            ZoneId zone,
            int requestsPerSecond,
            boolean programmaticOwnerApproval,
            boolean secondFactorRequired,
            FourEyes fourEyes,
            int changeRequestDays,
            ApprovalProof approvalProof,
            int payeeCoolingOffHours) {}

    /** Whether a second person must agree to changes of the administration. */
    public enum FourEyes {
        OFF,
        /** Not yet: two people able to check have not come in. */
        WAITING,
        ON
    }

    public String name() {
        return settings.name;
    }

    public ZoneId zone() {
        return settings.zone;
    }

    Organization with(Settings changed, Instant now) {
        return new Organization(
                id, sandbox, clockOffset, changed, paused, version + 1, created, now);
    }

    /** The same where the order is carried out already. */
    Organization ordered(PauseOrder order, Instant now) {
        return order.changes(paused)
                ? new Organization(
                        id,
                        sandbox,
                        clockOffset,
                        settings,
                        order.at(now),
                        version + 1,
                        created,
                        now)
                : this;
    }

    Snapshot snapshot() {
        return new Snapshot(RESOURCE, id.value(), version, Json.write(view()));
    }

    ObjectNode view() {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("name", settings.name)
                        .put("sandbox", sandbox)
                        .put("zone", settings.zone.getId())
                        .put("requestsPerSecond", settings.requestsPerSecond)
                        .put("programmaticOwnerApproval", settings.programmaticOwnerApproval)
                        .put("secondFactorRequired", settings.secondFactorRequired)
                        .put("fourEyes", settings.fourEyes == FourEyes.ON);
        if (settings.fourEyes == FourEyes.WAITING) {
            view.put("fourEyesWaiting", true);
        }
        view.put("changeRequestDays", settings.changeRequestDays);
        view.put("approvalProof", settings.approvalProof.name());
        view.put("payeeCoolingOffHours", settings.payeeCoolingOffHours);
        paused.ifPresent(pause -> view.set("paused", pause.view()));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}

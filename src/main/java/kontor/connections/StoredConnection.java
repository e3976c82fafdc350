package kontor.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.pauses.Pause;
import kontor.pauses.PauseOrder;
import kontor.sealkeys.KeptSealKey;
import kontor.sealkeys.SealOrder;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A connection with its history, as the API shows it; work on it needs no more than the connection.
 *
 * @param seal of files to Bankgirot; absent where they leave without one
 */
public record StoredConnection(
        Connection connection,
        Optional<KeptSealKey> seal,
        Optional<Pause> paused,
        boolean deleted,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static final String RESOURCE = "connections";

    static StoredConnection made(Connection connection, Instant now) {
        return new StoredConnection(
                connection, Optional.empty(), Optional.empty(), false, 1, now, now);
    }

    public UUID id() {
        return connection.id();
    }

    /** The same where nothing is changed. */
    StoredConnection changed(ConnectionPatch patch, Instant now) {
        var next = patch.name().map(connection::named).orElse(connection);
        var other = patch.habits().map(next::with).orElse(next);
        return other.equals(connection)
                ? this
                : new StoredConnection(other, seal, paused, false, version + 1, created, now);
    }

    StoredConnection gone(Instant now) {
        return new StoredConnection(
                connection, Optional.empty(), paused, true, version + 1, created, now);
    }

    /** The same where the order is carried out already. */
    StoredConnection ordered(PauseOrder order, Instant now) {
        return order.changes(paused)
                ? new StoredConnection(
                        connection, seal, order.at(now), deleted, version + 1, created, now)
                : this;
    }

    /** The same where files are sealed with that key already. */
    StoredConnection ordered(SealOrder order, Instant now) {
        var other = order.key();
        boolean same = other.map(KeptSealKey::verification).equals(keyVerification());
        return same && seal.stream().allMatch(order.readable())
                ? this
                : new StoredConnection(
                        connection, other, paused, deleted, version + 1, created, now);
    }

    /** Of the key with which files to Bankgirot are sealed. */
    public Optional<String> keyVerification() {
        return seal.map(KeptSealKey::verification);
    }

    Snapshot snapshot(OrganizationId organization, Channels channels) {
        return new Snapshot(RESOURCE, id(), version, Json.write(view(organization, channels)));
    }

    ObjectNode view(OrganizationId organization, Channels channels) {
        var view =
                Json.object()
                        .put("id", id().toString())
                        .put("organizationId", organization.toString())
                        .put("name", connection.name())
                        .put("bic", connection.bic())
                        .put("thirdPartyId", connection.thirdPartyId().toString())
                        .put("channel", Channels.shown(connection.channel()))
                        .put("bankProfile", connection.profile().name());
        var own = connection.profile().files().own();
        if (!own.isEmpty()) {
            view.set("fileHabits", own.view());
        }
        channels.find(connection).ifPresent(channel -> channel.show(connection.address(), view));
        seal.ifPresent(key -> view.set("bankgirotSeal", key.view()));
        paused.ifPresent(pause -> view.set("paused", pause.view()));
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}

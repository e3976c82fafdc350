package kontor.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.OrganizationId;
import kontor.paymentlimits.PaymentLimits;
import kontor.principals.ActsFor;
import kontor.principals.Principal;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A person or a program that uses Kontor for an organization, in one role.
 *
 * @param username the e-mail address of a person, the access key of a program
 * @param invited when the invitation of the person expires; absent after it was accepted
 * @param bounds of the access key of a program
 * @param paymentLimits how much this user may make and approve, beside what its role says
 * @param actsFor the person or system that the user acts for; absent until a person accepts, and
 *     never changed then
 * @param revoked when the user lost access, which is never given back
 */
public record User(
        OrganizationId organization,
        UUID id,
        Kind kind,
        String username,
        String name,
        UUID roleId,
        Optional<Instant> invited,
        Optional<Instant> revoked,
        KeyBounds bounds,
        PaymentLimits paymentLimits,
        Optional<Principal> actsFor,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static final String RESOURCE = "users";

    /** A person signs in with a password, a program with access key and secret. */
    public enum Kind {
        PERSON,
        PROGRAMMATIC
    }

    /** INVITED -> ACTIVE -> REVOKED, or from INVITED at once to REVOKED. */
    public enum Status {
        INVITED,
        ACTIVE,
        REVOKED
    }

    public Status status() {
        if (revoked.isPresent()) {
            return Status.REVOKED;
        }
        return invited.isPresent() ? Status.INVITED : Status.ACTIVE;
    }

    public boolean isProgram() {
        return kind == Kind.PROGRAMMATIC;
    }

    @Override
    public boolean deleted() {
        return revoked.isPresent();
    }

    User invitedUntil(Instant expires, Instant now) {
        return next(name, roleId, Optional.of(expires), revoked, bounds, now);
    }

    User acceptedBy(Principal person, Instant now) {
        return next(name, roleId, Optional.empty(), revoked, bounds, now).actingFor(person);
    }

    /** The same, acting for somebody; part of the change that made this version. */
    User actingFor(Principal principal) {
        if (actsFor.isPresent()) {
            throw new IllegalStateException(
                    "user " + id + " acts for " + actsFor.get() + ", not for " + principal);
        }
        return with(paymentLimits, Optional.of(principal));
    }

    User changed(String newName, UUID newRoleId, Instant now) {
        return changed(newName, newRoleId, bounds, now);
    }

    User changed(String newName, UUID newRoleId, KeyBounds newBounds, Instant now) {
        return next(newName, newRoleId, invited, revoked, newBounds, now);
    }

    User revokedAt(Instant now) {
        return next(name, roleId, Optional.empty(), Optional.of(now), bounds, now);
    }

    User bound(KeyBounds newBounds, Instant now) {
        return changed(name, roleId, newBounds, now);
    }

    /** With other payment limits; part of the change that made this version. */
    User limited(PaymentLimits limits) {
        return with(limits, actsFor);
    }

    private User with(PaymentLimits limits, Optional<Principal> principal) {
        return new User(
                organization,
                id,
                kind,
                username,
                name,
                roleId,
                invited,
                revoked,
                bounds,
                limits,
                principal,
                version,
                created,
                updated);
    }

    private User next(
            String newName,
            UUID newRoleId,
            Optional<Instant> newInvited,
            Optional<Instant> newRevoked,
            KeyBounds newBounds,
            Instant now) {
        if (revoked.isPresent()) {
            throw new IllegalStateException("user " + id + " was revoked at " + revoked.get());
        }
        return new User(
                organization,
                id,
                kind,
                username,
                newName,
                newRoleId,
                newInvited,
                newRevoked,
                newBounds,
                paymentLimits,
                actsFor,
                version + 1,
                created,
                now);
    }

    Snapshot snapshot() {
        return new Snapshot(RESOURCE, id, version, Json.write(view()));
    }

    /** User of the API. */
    public ObjectNode view() {
        var json =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("kind", kind.name())
                        .put("username", username)
                        .put("name", name)
                        .put("roleId", roleId.toString())
                        .put("status", status().name());
        invited.ifPresent(expires -> json.put("invitationExpires", Json.timestamp(expires)));
        bounds.show(json);
        paymentLimits.show(json);
        actsFor.ifPresent(principal -> json.set(ActsFor.MEMBER, principal.view()));
        return json.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}

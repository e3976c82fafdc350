package kontor.iam;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.principals.ActsFor;
import kontor.secrets.Secret;
import kontor.wire.JsonFields;

/**
 * A user to be created, with the token or secret that proves its identity. These are random and are
 * made before the transaction, so that the answer can show them.
 */
public sealed interface NewUser {

    String name();

    UUID roleId();

    String username();

    /** Of the access key of a program. */
    default KeyBounds bounds() {
        return KeyBounds.NONE;
    }

    /** The same where the invitation of a person is shown to nobody but that person. */
    default NewUser onlyMailed() {
        return this;
    }

    /**
     * A person, to be invited.
     *
     * @param email in lower case, since people do not always type it alike
     */
    record Person(String email, String name, UUID roleId, InvitationToken invitation)
            implements NewUser {

        static Person of(String email, String name, UUID roleId, OrganizationId organization) {
            return new Person(
                    email.toLowerCase(Locale.ROOT),
                    name,
                    roleId,
                    InvitationToken.random(organization));
        }

        @Override
        public String username() {
            return email;
        }

        @Override
        public NewUser onlyMailed() {
            return new Person(email, name, roleId, invitation.onlyMailed());
        }
    }

    /**
     * A program, which is active from the start.
     *
     * @param actsFor where it is absent, whoever makes the program
     */
    record Program(
            String accessKey,
            String name,
            UUID roleId,
            Secret secret,
            KeyBounds bounds,
            Optional<ActsFor> actsFor)
            implements NewUser {

        /** One that acts for whoever makes it, without bounds. */
        static Program of(String name, UUID roleId) {
            return of(name, roleId, KeyBounds.NONE, Optional.empty());
        }

        static Program of(String name, UUID roleId, KeyBounds bounds, Optional<ActsFor> actsFor) {
            var random = new byte[16];
            RANDOM.nextBytes(random);
            String key = HexFormat.of().formatHex(random);
            return new Program(key, name, roleId, Secret.random(), bounds, actsFor);
        }

        @Override
        public String username() {
            return accessKey;
        }
    }

    Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");
    SecureRandom RANDOM = new SecureRandom();

    /**
     * CreateUserRequest of the API: {@code kind}, {@code name}, {@code roleId}, {@code email} for a
     * person, {@code actsFor} for a program.
     *
     * @throws kontor.core.InvalidRequest with all faults
     */
    static NewUser parse(JsonFields body, OrganizationId organization) {
        body.require("kind");
        var kind = body.oneOf("kind", User.Kind.class);
        String name = RoleFields.name(body, "name");
        var roleId = roleId(body, "roleId");
        var email = email(body, kind);
        var bounds = bounds(body, kind);
        var actsFor = ActsFor.read(body);
        body.refuseFaults();
        return kind.orElseThrow() == User.Kind.PERSON
                ? Person.of(email.orElseThrow(), name, roleId.orElseThrow(), organization)
                : Program.of(name, roleId.orElseThrow(), bounds, actsFor);
    }

    static Optional<UUID> roleId(JsonFields fields, String name) {
        String text = fields.requiredText(name, 1, 255);
        var id = Ids.parse(text);
        if (id.isEmpty() && !text.isEmpty()) {
            fields.fault(Fault.invalid(name, "must be the id of a role"));
        }
        return id;
    }

    private static KeyBounds bounds(JsonFields body, Optional<User.Kind> kind) {
        for (String name : List.of("allowedAddresses", "secretExpires", ActsFor.MEMBER)) {
            if (body.has(name) && kind.filter(one -> one == User.Kind.PERSON).isPresent()) {
                body.fault(Fault.invalid(name, "only programs have it; leave it out"));
            }
        }
        return KeyBounds.NONE
                .to(RoleFields.networks(body, "allowedAddresses"))
                .until(RoleFields.moment(body, "secretExpires"));
    }

    private static Optional<String> email(JsonFields body, Optional<User.Kind> kind) {
        boolean person = kind.filter(one -> one == User.Kind.PERSON).isPresent();
        if (person) {
            body.require("email");
        }
        if (!person && kind.isPresent() && body.has("email")) {
            body.fault(Fault.invalid("email", "only people have one; leave it out"));
        }
        return body.matching("email", EMAIL, "must be an e-mail address");
    }
}

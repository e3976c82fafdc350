package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.events.Event;
import kontor.http.Json;
import org.junit.jupiter.api.Test;

class UsersTest {

    private static final Secret PASSWORD = new Secret("korrekt häst batteri");

    private final IamRoom iam = new IamRoom();
    private final UUID role = iam.role("accounts:read");

    private Outcome<User> human(String email) {
        var wanted = new NewHuman(email, "Astrid", role, PasswordHash.of(PASSWORD));
        return iam.write(tx -> iam.users.createHuman(tx, IamRoom.SOMEBODY, wanted));
    }

    private static String email() {
        return Ids.next() + "@Example.com";
    }

    @Test
    void createProgrammatic_showsTheSecretOnceAndStoresItsDigest() {
        var key = iam.key(role);
        assertThat(key.accessKey()).matches("[0-9a-f]{32}");
        assertThat(key.secret().text()).matches("[A-Za-z0-9_-]{43}");
        assertThat(key.toString()).doesNotContain(key.secret().text());
        assertThat(iam.feed()).contains(key.accessKey()).doesNotContain(key.secret().text());
        assertThat(iam.database.<Boolean>system(sql -> sql.createQuery("""
                        SELECT secret_digest = sha256(:secret::text::bytea) AND password_hash IS NULL
                        FROM credentials WHERE username = :key
                        """).bind("secret", key.secret().text()).bind("key", key.accessKey())
                .mapTo(Boolean.class).one())).isTrue();
    }

    @Test
    void create_recordsWhoDidItAndTheUserAsItIs() {
        var key = iam.key(role);
        var events = iam.write(tx -> iam.events.ofResource(tx, "users", key.id(), 0, 10));
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().originator()).isEqualTo(IamRoom.SOMEBODY.originator());
        assertThat(events.getFirst().requestId()).isEqualTo(IamRoom.SOMEBODY.requestId());
        var snapshot = Json.readOwn(events.getFirst().snapshot().orElseThrow());
        assertThat(snapshot.path("roleId").asText()).isEqualTo(role.toString());
        assertThat(snapshot.path("programmaticAccess").asBoolean()).isTrue();
        assertThat(snapshot.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void create_refusesTheRoleOfAnotherOrganization() {
        UUID foreign = new IamRoom().role("accounts:read");
        assertThat(IamRoom.refused(iam.write(tx ->
                iam.users.createProgrammatic(tx, IamRoom.SOMEBODY, "Job", foreign)))).isEqualTo("role_not_found");
    }

    @Test
    void createHuman_refusesATakenAddressWhateverItsCase() {
        String email = email();
        assertThat(IamRoom.done(human(email)).username()).isEqualTo(email.toLowerCase(Locale.ROOT));
        assertThat(IamRoom.refused(human(email.toUpperCase(Locale.ROOT)))).isEqualTo("email_taken");
        assertThat(iam.<Boolean>write(tx -> iam.users.isKnown(tx, email))).isTrue();
        assertThat(iam.feed()).doesNotContain("argon2id");
    }

    @Test
    void createHuman_refusesWhatIsNoAddress() {
        for (String email : List.of("", "astrid", "@x", "a@", "a b@example.com", "a@b@c", "a\u0000@example.com")) {
            assertThatThrownBy(() -> human(email)).as(email).isInstanceOf(InvalidRequest.class);
        }
    }

    @Test
    void revoke_endsTheUserOnce() {
        var key = iam.key(role);
        iam.revoke(key.id());
        var user = iam.write(tx -> iam.users.find(tx, key.id())).orElseThrow();
        assertThat(user.revoked()).isPresent();
        assertThat(user.version()).isEqualTo(2);
        assertThat(IamRoom.refused(iam.write(tx -> iam.users.revoke(tx, IamRoom.SOMEBODY, key.id()))))
                .isEqualTo("deleted");
        assertThat(IamRoom.refused(iam.write(tx -> iam.users.revoke(tx, IamRoom.SOMEBODY, Ids.next()))))
                .isEqualTo("not_found");
        var later = iam.write(tx -> iam.events.ofResource(tx, "users", key.id(), 1, 10));
        assertThat(later).extracting(Event::name).containsExactly("REVOKED");
    }

    @Test
    void list_goesOnAfterTheLast() {
        var ids = List.of(iam.key(role).id(), iam.key(role).id(), iam.key(role).id());
        var first = iam.write(tx -> iam.users.list(tx, Optional.empty(), 2));
        assertThat(first).extracting(User::id).containsExactlyElementsOf(ids.subList(0, 2));
        var rest = iam.write(tx -> iam.users.list(tx, Optional.of(first.getLast().id()), 2));
        assertThat(rest).extracting(User::id).containsExactly(ids.get(2));
    }

    @Test
    void roles_haveOneOwnerAndNamesOfTheirOwn() {
        var owner = new NewRole("owner", true, Permissions.ALL);
        iam.write(tx -> IamRoom.done(iam.roles.create(tx, IamRoom.SOMEBODY, owner)));
        assertThat(IamRoom.refused(iam.write(tx -> iam.roles.create(tx, IamRoom.SOMEBODY, owner))))
                .isEqualTo("name_taken");
        assertThat(IamRoom.refused(iam.write(tx -> iam.roles.create(tx, IamRoom.SOMEBODY,
                new NewRole("second", true, Set.of()))))).isEqualTo("owner_exists");
    }

    @Test
    void roles_changeByVersionAndNeverTheOwners() {
        UUID owner = iam.write(tx -> iam.roles.create(tx, "owner", true, Permissions.ALL));
        assertThat(iam.<UUID>write(iam.roles::owner)).isEqualTo(owner);
        var wanted = new NewRole("payers", false, Set.of("direct_debits:create"));
        Role changed = IamRoom.done(iam.write(tx -> iam.roles.update(tx, IamRoom.SOMEBODY, role, 1, wanted)));
        assertThat(changed).extracting(Role::name, Role::permissions, Role::version)
                .containsExactly("payers", Set.of("direct_debits:create"), 2);
        assertThat(IamRoom.refused(iam.write(tx -> iam.roles.update(tx, IamRoom.SOMEBODY, role, 1, wanted))))
                .isEqualTo("stale_version");
        assertThat(IamRoom.refused(iam.write(tx -> iam.roles.update(tx, IamRoom.SOMEBODY, owner, 1, wanted))))
                .isEqualTo("owner_role_is_fixed");
        assertThat(IamRoom.refused(iam.write(tx -> iam.roles.update(tx, IamRoom.SOMEBODY, Ids.next(), 1, wanted))))
                .isEqualTo("not_found");
        var all = iam.write(iam.roles::list);
        assertThat(all).extracting(Role::name).containsExactly("owner", "payers");
    }
}

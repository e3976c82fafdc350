package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changes.NoInput;
import kontor.core.Ids;
import kontor.events.Event;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.wire.Json;
import kontor.wire.PageRequest;
import org.junit.jupiter.api.Test;

/** Roles and users at their doors; what they answer over HTTP is in {@link GovernanceTest}. */
class UsersTest {

    private static final UserFilter NO_FILTER =
            new UserFilter(Optional.empty(), List.of(), Optional.empty());

    private final IamRoom iam = new IamRoom();
    private final UUID role = iam.role("accounts:read");

    @Test
    void createProgrammatic_showsTheSecretOnceAndStoresItsDigest() {
        var key = iam.key(role);
        assertThat(key.accessKey()).matches("[0-9a-f]{32}");
        assertThat(key.secret().text()).matches("[A-Za-z0-9_-]{43}");
        assertThat(key.toString()).doesNotContain(key.secret().text());
        assertThat(iam.feed()).contains(key.accessKey()).doesNotContain(key.secret().text());
        assertThat(
                        iam.database.<Boolean>system(
                                sql ->
                                        sql.createQuery(
                                                        """
                                                        SELECT secret_digest = sha256(:secret::text::bytea) AND password_hash IS NULL
                                                        FROM credentials WHERE username = :key
                                                        """)
                                                .bind("secret", key.secret().text())
                                                .bind("key", key.accessKey())
                                                .mapTo(Boolean.class)
                                                .one()))
                .isTrue();
    }

    @Test
    void create_recordsWhoDidItAndTheUserAsItIs() {
        UUID id = Ids.next();
        IamRoom.done(iam.change(iam.users::create, id, NewUser.Program.of("Nightly job", role)));
        var events = iam.write(tx -> iam.events.ofResource(tx, "users", id, 0, 10));
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().originator()).isEqualTo(iam.owner.userId().toString());
        assertThat(events.getFirst().requestId()).contains(IamRoom.REQUEST);
        var snapshot = Json.readOwn(events.getFirst().snapshot().orElseThrow());
        assertThat(snapshot.path("roleId").asText()).isEqualTo(role.toString());
        assertThat(snapshot.path("kind").asText()).isEqualTo("PROGRAMMATIC");
        assertThat(snapshot.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void create_refusesTheRoleOfAnotherOrganization() {
        UUID foreign = new IamRoom().role("accounts:read");
        assertThat(
                        IamRoom.refused(
                                iam.change(
                                        iam.users::create,
                                        Ids.next(),
                                        NewUser.Program.of("Job", foreign))))
                .isEqualTo("role_not_found");
    }

    @Test
    void createPerson_takesTheAddressWhateverItsCaseAndTellsNoHash() {
        String email = Ids.next() + "@Example.com";
        iam.write(
                tx ->
                        iam.users.createPerson(
                                tx,
                                email,
                                "Astrid",
                                PasswordHash.of(new Secret("korrekt häst batteri")),
                                role));
        assertThat(
                        IamRoom.refused(
                                iam.change(
                                        iam.users::create,
                                        Ids.next(),
                                        NewUser.Person.of(
                                                email.toUpperCase(java.util.Locale.ROOT),
                                                "Astrid",
                                                role,
                                                iam.organization))))
                .isEqualTo("email_taken");
        assertThat("" + NewUser.Program.of("A", new UUID(0, 1))).contains("secret=***");
        assertThat(iam.feed()).doesNotContain("argon2id");
    }

    @Test
    void revoke_endsTheUserOnce() {
        var key = iam.key(role);
        iam.revoke(key.id());
        var user = IamRoom.done(iam.write(tx -> iam.users.find(tx, iam.owner, key.id())));
        assertThat(user.revoked()).isPresent();
        assertThat(user.version()).isEqualTo(2);
        assertThat(IamRoom.refused(iam.change(iam.userChanges::revoke, key.id(), NoInput.NONE)))
                .isEqualTo("deleted");
        UUID unknown = Ids.next();
        assertThat(IamRoom.refused(iam.change(iam.userChanges::revoke, unknown, NoInput.NONE)))
                .isEqualTo("not_found");
        var later = iam.write(tx -> iam.events.ofResource(tx, "users", key.id(), 1, 10));
        assertThat(later).extracting(Event::name).containsExactly("REVOKED");
    }

    @Test
    void list_goesOnAfterTheLast() {
        var ids = List.of(iam.owner.userId(), iam.key(role).id(), iam.key(role).id());
        var first =
                iam.write(
                        tx ->
                                iam.users.list(
                                        tx,
                                        iam.owner,
                                        NO_FILTER,
                                        new PageRequest(2, Optional.empty(), "")));
        assertThat(first.items()).extracting(User::id).containsExactlyElementsOf(ids.subList(0, 2));
        var rest =
                iam.write(
                        tx ->
                                iam.users.list(
                                        tx,
                                        iam.owner,
                                        NO_FILTER,
                                        new PageRequest(2, first.next(), "")));
        assertThat(rest.items()).extracting(User::id).containsExactly(ids.get(2));
    }

    @Test
    void roles_changeByVersionAndNeverTheOwners() {
        assertThat(iam.<UUID>write(iam.roles::owner)).isEqualTo(iam.ownerRole);
        var patch =
                new RolePatch(
                        List.of(
                                new RolePatch.Step.Name("payers"),
                                new RolePatch.Step.AllPermissions(Set.of("direct_debits:create"))));
        IamRoom.done(iam.change(iam.roles.patch, role, Optional.of(1), patch));
        var changed = IamRoom.done(iam.write(tx -> iam.roles.find(tx, iam.owner, role)));
        assertThat(changed)
                .extracting(Role::name, Role::permissions, Role::version)
                .containsExactly("payers", Set.of("direct_debits:create"), 2);
        assertThat(IamRoom.refused(iam.change(iam.roles.patch, role, Optional.of(1), patch)))
                .isEqualTo("stale_version");
        assertThat(IamRoom.refused(iam.change(iam.roles.patch, iam.ownerRole, patch)))
                .isEqualTo("owner_role_is_fixed");
        assertThat(IamRoom.refused(iam.change(iam.roles.patch, Ids.next(), patch)))
                .isEqualTo("not_found");
    }

    @Test
    void changesOfOneGroup_countVersionsOneByOne() {
        var outcomes =
                iam.write(
                        tx ->
                                iam.roles.patch.apply(
                                        tx,
                                        List.of(
                                                asked(
                                                        new RolePatch(
                                                                List.of(
                                                                        new RolePatch.Step.Name(
                                                                                "first")))),
                                                asked(
                                                        new RolePatch(
                                                                List.of(
                                                                        new RolePatch.Step.Name(
                                                                                "second")))))));
        assertThat(outcomes).extracting(one -> IamRoom.done(one).version()).containsExactly(2, 3);
        assertThat(IamRoom.done(iam.write(tx -> iam.roles.find(tx, iam.owner, role))).name())
                .isEqualTo("second");
    }

    private kontor.changes.Request<RolePatch> asked(RolePatch patch) {
        return new kontor.changes.Request<>(
                iam.owner, IamRoom.REQUEST, role, Optional.empty(), patch);
    }
}

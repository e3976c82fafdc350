package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.secrets.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Roles and users over HTTP: how they are made, and that nobody gains what nobody gave. */
class GovernanceTest {

    private static final String ROLES = "/iam/v2beta/roles";
    private static final String USERS = "/iam/v2beta/users";
    private static final String PASSWORD = "korrekt häst batteri";
    private static final Set<String> ADMIN =
            Set.of(
                    "roles:create",
                    "roles:read",
                    "roles:update",
                    "roles:delete",
                    "users:create",
                    "users:read",
                    "users:update",
                    "users:delete",
                    "accounts:read");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();
    private final Client admin = sandbox.clientWith(ADMIN);

    private Reply role(Client by, String name, String permissions) {
        return by.post(
                ROLES, "{\"name\": \"%s\", \"permissions\": [%s]}".formatted(name, permissions));
    }

    private String roleId(String... permissions) {
        var words = Stream.of(permissions).map(word -> "\"" + word + "\"").toList();
        return role(owner, "role " + Ids.next(), String.join(", ", words)).at("/id");
    }

    private Reply key(Client by, String roleId) {
        return by.post(
                USERS,
                "{\"kind\": \"PROGRAMMATIC\", \"name\": \"Job\", \"roleId\": \"%s\"}"
                        .formatted(roleId));
    }

    private Client as(Reply made) {
        return kontor.keyHolder(made.at("/accessKey"), made.at("/secret"));
    }

    private static String email() {
        return "p" + Ids.next() + "@example.com";
    }

    private Reply invite(Client by, String email, String roleId) {
        return by.post(
                USERS,
                "{\"kind\": \"PERSON\", \"email\": \"%s\", \"name\": \"Astrid\", \"roleId\": \"%s\"}"
                        .formatted(email, roleId));
    }

    /** Of an invitation, as nobody but whoever runs Kontor is shown it. */
    private String token(Reply invited) {
        return kontor.invitation(sandbox.organization(), invited.at("/username"));
    }

    private Reply accept(String token) {
        return kontor.stranger()
                .post(
                        "/iam/v2beta/invitations:accept",
                        "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, PASSWORD));
    }

    private String ownerRole() {
        return StreamSupport.stream(owner.get(ROLES).json().at("/items").spliterator(), false)
                .filter(role -> role.path("owner").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private String idOf(Client client) {
        var name =
                new String(
                                Base64.getDecoder().decode(client.authorization().substring(6)),
                                StandardCharsets.UTF_8)
                        .split(":")[0];
        return StreamSupport.stream(
                        owner.get(USERS + "?limit=500").json().at("/items").spliterator(), false)
                .filter(user -> user.path("username").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    @Test
    void role_isMadeReadChangedAndDeleted() {
        var made = role(owner, "collectors", "\"direct_debits:create\", \"direct_debits:read\"");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String path = ROLES + "/" + made.at("/id");
        assertThat(made.header("ETag")).isEqualTo("version:1");
        assertThat(owner.get(path).body()).isEqualTo(made.body());
        var changed =
                owner.patch(
                        path,
                        """
                        [{"op": "replace", "path": "/name", "value": "readers"},
                         {"op": "remove", "path": "/permissions/0"},
                         {"op": "add", "path": "/permissions/-", "value": "accounts:read"}]
                        """,
                        "If-Match",
                        "version:1");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/permissions"))
                .extracting(word -> word.asText())
                .containsExactly("accounts:read", "direct_debits:read");
        assertThat(
                        owner.patch(
                                        path,
                                        "[{\"op\": \"replace\", \"path\": \"/name\", \"value\":"
                                                + " \"x\"}]",
                                        "If-Match",
                                        "version:1")
                                .status())
                .isEqualTo(412);
        assertThat(owner.get(path + "/events").json().at("/items")).hasSize(2);
        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(410);
        assertThat(owner.delete(path).status()).isEqualTo(410);
        assertThat(role(owner, "readers", "").status()).as("its name is free again").isEqualTo(201);
    }

    @Test
    void role_refusesEveryFaultOfShapeAtOnce() {
        var refused =
                owner.post(
                        ROLES,
                        """
                        {"name": " ", "permissions": ["accounts:read", "accounts:fly"], "owner": true,
                         "limits": {"accountIds": ["x"], "entityIds": []}}
                        """);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/details"))
                .extracting(fault -> fault.path("field").asText())
                .contains("name", "permissions.1", "owner", "limits.accountIds.0");
        assertThat(refused.body()).contains("accounts:fly is no permission");
        assertThat(owner.post(ROLES, "{\"name\": \"x\"}").at("/details/0/field"))
                .isEqualTo("permissions");
        assertThat(owner.get("/iam/v2beta/permissions").body())
                .contains("\"direct_debits:create\"");
    }

    @Test
    void role_keepsItsNameToItselfAndNamesWhatHoldsIt() {
        var made = role(owner, "payers", "\"accounts:read\"");
        assertThat(role(owner, "payers", "").at("/details/0/code")).isEqualTo("name_taken");
        var holder = key(owner, made.at("/id"));
        var refused = owner.delete(ROLES + "/" + made.at("/id"));
        refused.assertRefused("in_use", "id");
        assertThat(refused.at("/message")).contains(holder.at("/id"));
        owner.delete(USERS + "/" + holder.at("/id"));
        assertThat(owner.delete(ROLES + "/" + made.at("/id")).status()).isEqualTo(204);
        assertThat(key(owner, made.at("/id")).at("/details/0/code")).isEqualTo("role_not_found");
    }

    @Test
    void ownerRole_isNeitherChangedNorDeleted() {
        var path = ROLES + "/" + ownerRole();
        assertThat(
                        owner.patch(
                                        path,
                                        "[{\"op\": \"replace\", \"path\": \"/permissions\","
                                                + " \"value\": []}]")
                                .at("/details/0/code"))
                .isEqualTo("owner_role_is_fixed");
        assertThat(owner.delete(path).at("/details/0/code")).isEqualTo("owner_role_is_fixed");
    }

    @TestFactory
    Stream<DynamicTest> escalation_isRefused() {
        String more = roleId("accounts:read", "mandates:create");
        String adminRole = admin.get(USERS + "/" + idOf(admin)).at("/roleId");
        String adminUser = idOf(admin);
        String invitedAbove = invite(owner, email(), more).at("/id");
        String ownerUser = idOf(owner);
        record Attempt(String name, String code, java.util.function.Supplier<Reply> request) {}
        return Stream.of(
                        new Attempt(
                                "a role with more than one's own",
                                "permission_not_held",
                                () ->
                                        role(
                                                admin,
                                                "more",
                                                "\"accounts:read\", \"mandates:create\"")),
                        new Attempt(
                                "more for another role",
                                "permission_not_held",
                                () ->
                                        admin.patch(
                                                ROLES + "/" + roleId(),
                                                "[{\"op\": \"add\", \"path\": \"/permissions/-\","
                                                        + " \"value\": \"mandates:create\"}]")),
                        new Attempt(
                                "more for the role one acts in",
                                "permission_not_held",
                                () ->
                                        admin.patch(
                                                ROLES + "/" + adminRole,
                                                "[{\"op\": \"add\", \"path\": \"/permissions/-\","
                                                        + " \"value\": \"mandates:create\"}]")),
                        new Attempt(
                                "a key in a greater role",
                                "permission_not_held",
                                () -> key(admin, more)),
                        new Attempt(
                                "a person in a greater role",
                                "permission_not_held",
                                () -> invite(admin, email(), more)),
                        new Attempt(
                                "a greater role for oneself",
                                "permission_not_held",
                                () ->
                                        admin.patch(
                                                USERS + "/" + adminUser,
                                                "[{\"op\": \"replace\", \"path\": \"/roleId\","
                                                        + " \"value\": \""
                                                        + more
                                                        + "\"}]")),
                        new Attempt(
                                "the link of somebody greater",
                                "permission_not_held",
                                () -> admin.post(USERS + "/" + invitedAbove + ":invite", "")),
                        new Attempt(
                                "a key for the owner role",
                                "owner_only",
                                () -> key(admin, ownerRole())),
                        new Attempt(
                                "the owner role for oneself",
                                "owner_only",
                                () ->
                                        admin.patch(
                                                USERS + "/" + adminUser,
                                                "[{\"op\": \"replace\", \"path\": \"/roleId\","
                                                        + " \"value\": \""
                                                        + ownerRole()
                                                        + "\"}]")),
                        new Attempt(
                                "an owner's end",
                                "owner_only",
                                () -> admin.delete(USERS + "/" + ownerUser)),
                        new Attempt(
                                "an owner's fall",
                                "owner_only",
                                () ->
                                        admin.patch(
                                                USERS + "/" + ownerUser,
                                                "[{\"op\": \"replace\", \"path\": \"/roleId\","
                                                        + " \"value\": \""
                                                        + adminRole
                                                        + "\"}]")),
                        new Attempt(
                                "ownership for a friend",
                                "owner_only",
                                () ->
                                        admin.post(
                                                USERS
                                                        + "/"
                                                        + idOf(sandbox.developer())
                                                        + ":transfer-ownership",
                                                "{\"roleId\": \"" + adminRole + "\"}")))
                .map(
                        attempt ->
                                dynamicTest(
                                        attempt.name,
                                        () -> {
                                            var reply = attempt.request.get();
                                            assertThat(reply.status())
                                                    .as(reply.body())
                                                    .isEqualTo(403);
                                            assertThat(reply.at("/type"))
                                                    .endsWith("#" + attempt.code);
                                        }));
    }

    @Test
    void roleThatApproves_isGivenOnlyByOwnersAndItsOwnAndCannotBeDeleted() {
        String approvers = roleId("accounts:read");
        var chain =
                owner.post(
                        "/payments/v2beta/approval-chains",
                        "{\"name\": \"n\", \"approvalSteps\": [{\"requiredRoleIds\": [\""
                                + approvers
                                + "\"]}]}");
        assertThat(chain.status()).as(chain.body()).isEqualTo(201);
        var refused = key(admin, approvers);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/type")).endsWith("#role_not_held");
        assertThat(refused.at("/message")).contains(chain.at("/id"));
        String toOneself =
                "[{\"op\": \"replace\", \"path\": \"/roleId\", \"value\": \"" + approvers + "\"}]";
        assertThat(admin.patch(USERS + "/" + idOf(admin), toOneself).at("/type"))
                .endsWith("#role_not_held");
        assertThat(key(owner, approvers).status()).isEqualTo(201);
        assertThat(owner.delete(ROLES + "/" + approvers).at("/details/0/code")).isEqualTo("in_use");
        owner.delete("/payments/v2beta/approval-chains/" + chain.at("/id"));
        assertThat(key(admin, approvers).status()).isEqualTo(201);
    }

    @Test
    void grants_withinOnesOwnAreAllowedAndSoIsTakingAway() {
        assertThat(role(admin, "few", "\"accounts:read\"").status()).isEqualTo(201);
        String own = roleId("accounts:read", "roles:read", "users:read");
        var less =
                admin.patch(
                        ROLES + "/" + own, "[{\"op\": \"remove\", \"path\": \"/permissions/1\"}]");
        assertThat(less.status()).as(less.body()).isEqualTo(200);
        assertThat(key(admin, roleId("accounts:read")).status()).isEqualTo(201);
    }

    @Test
    void grants_areJudgedByTheRoleAsItIsNow() {
        try (var other = kontor.anotherNode()) {
            var there = other.as(admin);
            assertThat(there.get(ROLES).status()).isEqualTo(200);
            String adminRole = owner.get(USERS + "/" + idOf(admin)).at("/roleId");
            owner.patch(
                    ROLES + "/" + adminRole,
                    """
                    [{"op": "replace", "path": "/permissions", "value": ["roles:create"]}]
                    """);
            // The other node still remembers what admin could do; the door does not believe it.
            assertThat(role(there, "late", "\"accounts:read\"").at("/type"))
                    .endsWith("#permission_not_held");
        }
    }

    @Test
    void person_isInvitedAcceptsOnceAndCanSignIn() {
        String email = email();
        var invited =
                invite(owner, email.toUpperCase(java.util.Locale.ROOT), roleId("accounts:read"));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        assertThat(invited.at("/status")).isEqualTo("INVITED");
        assertThat(invited.header("Cache-Control")).isEqualTo("no-store");
        assertThat(invited.body()).doesNotContain("token", "/invitations/", "invitation\"");
        String token = token(invited);
        assertThat(canSignIn(email)).isFalse();
        var accepted = accept(token);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
        assertThat(accepted.at("/status")).isEqualTo("ACTIVE");
        assertThat(canSignIn(email)).isTrue();
        assertThat(accept(token).at("/details/0/code"))
                .as("once")
                .isEqualTo("invitation_not_valid");
        assertThat(owner.get(USERS + "/" + invited.at("/id") + "/events").body())
                .contains("INVITED", "INVITATION_ACCEPTED")
                .doesNotContain(token);
        assertThat(invite(owner, email, roleId("accounts:read")).at("/details/0/code"))
                .isEqualTo("email_taken");
    }

    private boolean canSignIn(String email) {
        return kontor.wiring()
                .people()
                .identities()
                .byPassword("192.0.2.1", email, new Secret(PASSWORD))
                .isPresent();
    }

    @Test
    void invitation_isReplacedWithdrawnAndExpires() {
        var first = invite(owner, email(), roleId());
        String path = USERS + "/" + first.at("/id");
        String replaced = token(first);
        var second = owner.post(path + ":invite", "").ok();
        assertThat(second.body()).doesNotContain("token", "/invitations/", "invitation\"");
        assertThat(accept(replaced).status()).as("replaced").isEqualTo(400);
        String withdrawn = token(second);
        owner.delete(path);
        assertThat(accept(withdrawn).status()).as("withdrawn").isEqualTo(400);
        assertThat(owner.post(path + ":invite", "").status()).isEqualTo(410);

        var late = invite(owner, email(), roleId());
        String lateToken = token(late);
        sandbox.execute(
                """
                UPDATE users SET invitation_expires = now() WHERE organization_id = :org AND id = :id
                """,
                "id",
                UUID.fromString(late.at("/id")));
        assertThat(accept(lateToken).at("/details/0/code"))
                .as("expired")
                .isEqualTo("invitation_not_valid");
        for (String token : List.of("x", "A".repeat(65), "", lateToken.substring(1) + "A")) {
            assertThat(accept(token).status()).as(token).isEqualTo(400);
        }
        var active = invite(owner, email(), roleId());
        String activeToken = token(active);
        assertThat(
                        kontor.stranger()
                                .post(
                                        "/iam/v2beta/invitations:accept",
                                        "{\"token\": \"%s\", \"password\": \"short\"}"
                                                .formatted(activeToken))
                                .at("/details/0/field"))
                .isEqualTo("password");
        accept(activeToken);
        assertThat(owner.post(USERS + "/" + active.at("/id") + ":invite", "").at("/details/0/code"))
                .isEqualTo("not_invited");
    }

    @Test
    void invitation_isAcceptedOnceHoweverManyTry() {
        String token = token(invite(owner, email(), roleId()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.supplyAsync(
                                                    () -> accept(token), threads))
                            .limit(6)
                            .toList();
            assertThat(tries)
                    .extracting(one -> one.join().status())
                    .containsOnlyOnce(200)
                    .contains(400);
        }
    }

    @Test
    void key_worksAtOnceAndItsSecretIsNeitherStoredNorReplayed() {
        String body =
                "{\"kind\": \"PROGRAMMATIC\", \"name\": \"Job\", \"roleId\": \"%s\"}"
                        .formatted(roleId("accounts:read"));
        var made = owner.post(USERS, body, "Idempotency-Key", "one key");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(as(made).get("/financial-data/v2/accounts").status()).isEqualTo(200);
        var again = owner.post(USERS, body, "Idempotency-Key", "one key");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.at("/id")).isEqualTo(made.at("/id"));
        assertThat(again.body()).doesNotContain(made.at("/secret")).doesNotContain("\"secret\"");
        assertThat(everything(made.at("/secret"))).isZero();
    }

    /** In how many rows of claims and events the text stands. */
    private int everything(String text) {
        return kontor.database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT (SELECT count(*) FROM idempotency_claims WHERE organization_id = :org
                                                        AND answer LIKE '%' || :text || '%')
                                                    + (SELECT count(*) FROM events WHERE organization_id = :org
                                                        AND coalesce(snapshot, '') || coalesce(details, '') LIKE '%' || :text || '%')
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("text", text)
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    void revoked_isRefusedAtOnceHereAndWithinFiveSecondsThere() {
        var made = key(owner, roleId("accounts:read"));
        try (var other = kontor.anotherNode()) {
            var here = as(made);
            var there = other.as(here);
            assertThat(there.get("/financial-data/v2/accounts").status()).isEqualTo(200);
            assertThat(here.get("/financial-data/v2/accounts").status()).isEqualTo(200);
            assertThat(owner.delete(USERS + "/" + made.at("/id")).status()).isEqualTo(204);
            assertThat(here.get("/financial-data/v2/accounts").status()).isEqualTo(401);
            Await.promised(
                    Duration.ofSeconds(5),
                    () -> there.get("/financial-data/v2/accounts").status() == 401);
        }
        var gone = owner.get(USERS + "/" + made.at("/id"));
        assertThat(gone.at("/status")).isEqualTo("REVOKED");
        assertThat(owner.delete(USERS + "/" + made.at("/id")).status()).isEqualTo(410);
    }

    @Test
    void lastOwner_cannotGo() {
        String people =
                StreamSupport.stream(
                                owner.get(USERS + "?kind=PERSON&roleId=" + ownerRole())
                                        .json()
                                        .at("/items")
                                        .spliterator(),
                                false)
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        assertThat(owner.delete(USERS + "/" + people).status()).isEqualTo(204);
        String self = idOf(owner);
        invite(owner, email(), ownerRole());
        assertThat(owner.delete(USERS + "/" + self).at("/details/0/code"))
                .as("the other one has not accepted")
                .isEqualTo("last_owner");
        assertThat(
                        owner.patch(
                                        USERS + "/" + self,
                                        "[{\"op\": \"replace\", \"path\": \"/roleId\", \"value\": \"%s\"}]"
                                                .formatted(roleId()))
                                .at("/details/0/code"))
                .isEqualTo("last_owner");
    }

    @Test
    void ownership_goesFromOneToTheOther() {
        String role = roleId("accounts:read");
        var heir = key(owner, role);
        String path = USERS + "/" + heir.at("/id") + ":transfer-ownership";
        String body = "{\"roleId\": \"" + role + "\"}";
        assertThat(
                        owner.post(USERS + "/" + idOf(owner) + ":transfer-ownership", body)
                                .at("/details/0/code"))
                .isEqualTo("owner_already");
        String self = idOf(owner);
        var given = owner.post(path, body);
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(given.at("/roleId"))
                .isEqualTo(as(heir).get(USERS + "/" + heir.at("/id")).at("/roleId"));
        assertThat(owner.get(USERS).status()).as("may only read accounts now").isEqualTo(403);
        assertThat(as(heir).get(USERS + "/" + self).at("/roleId")).isEqualTo(role);
        assertThat(as(heir).get(USERS + "/" + self + "/events").body()).contains("GAVE_OWNERSHIP");
    }

    @Test
    void user_refusesFaultsOfShape() {
        assertThat(owner.post(USERS, "{\"kind\": \"ROBOT\"}").json().at("/details"))
                .extracting(fault -> fault.path("field").asText())
                .containsExactlyInAnyOrder("kind", "name", "roleId");
        assertThat(
                        owner.post(
                                        USERS,
                                        "{\"kind\": \"PERSON\", \"name\": \"A\", \"roleId\": \"x\","
                                                + " \"email\": \"a b@c\"}")
                                .json()
                                .at("/details"))
                .extracting(fault -> fault.path("field").asText())
                .containsExactlyInAnyOrder("roleId", "email");
        assertThat(
                        owner.post(
                                        USERS,
                                        "{\"kind\": \"PROGRAMMATIC\", \"name\": \"A\", \"roleId\": \"%s\", \"email\": \"a@b.c\"}"
                                                .formatted(roleId()))
                                .at("/details/0/field"))
                .isEqualTo("email");
        assertThat(owner.get(USERS + "?status=GONE").status()).isEqualTo(400);
    }

    @Test
    void roles_canBeLimitedToWhatExists() {
        String account = sandbox.accountIn("EUR");
        var made =
                owner.post(
                        ROLES,
                        "{\"name\": \"l\", \"permissions\": [], \"limits\": {\"accountIds\": [\"%s\"]}}"
                                .formatted(account));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.at("/limits/accountIds/0")).isEqualTo(account);
        String foreign = kontor.sandbox().accountIn("EUR");
        assertThat(
                        owner.post(
                                        ROLES,
                                        "{\"name\": \"m\", \"permissions\": [], \"limits\": {\"accountIds\": [\"%s\"]}}"
                                                .formatted(foreign))
                                .at("/details/0/code"))
                .isEqualTo("account_not_found");
        var wide =
                owner.patch(
                        ROLES + "/" + made.at("/id"),
                        "[{\"op\": \"remove\", \"path\": \"/limits\"}]");
        assertThat(wide.json().has("limits")).isFalse();
    }

    @Test
    void limits_cannotBePassedOnWider() {
        String account = sandbox.accountIn("EUR");
        String sek = sandbox.accountIn("SEK");
        String role =
                owner.post(
                                ROLES,
                                """
                                {"name": "limited admin", "permissions": ["roles:create", "roles:update", "users:create"],
                                 "limits": {"accountIds": ["%s"]}}
                                """
                                        .formatted(account))
                        .at("/id");
        var limited = as(key(owner, role));
        assertThat(limited.post(ROLES, "{\"name\": \"a\", \"permissions\": []}").at("/type"))
                .endsWith("#limit_not_held");
        assertThat(
                        limited.post(
                                        ROLES,
                                        "{\"name\": \"a\", \"permissions\": [], \"limits\": {\"accountIds\": [\"%s\"]}}"
                                                .formatted(sek))
                                .at("/message"))
                .contains(sek);
        assertThat(
                        limited.patch(
                                        ROLES + "/" + role,
                                        "[{\"op\": \"remove\", \"path\": \"/limits\"}]")
                                .status())
                .isEqualTo(403);
        assertThat(
                        limited.post(
                                        ROLES,
                                        "{\"name\": \"a\", \"permissions\": [], \"limits\": {\"accountIds\": [\"%s\"]}}"
                                                .formatted(account))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void organization_isReadAndChangedByItsOwners() {
        var read = owner.get("/iam/v2beta/organization");
        assertThat(read.at("/sandbox")).isEqualTo("true");
        var changed =
                owner.patch(
                        "/iam/v2beta/organization",
                        """
                        [{"op": "replace", "path": "/name", "value": "Acme"},
                         {"op": "replace", "path": "/zone", "value": "Europe/Stockholm"},
                         {"op": "replace", "path": "/requestsPerSecond", "value": 7},
                         {"op": "replace", "path": "/programmaticOwnerApproval", "value": false}]
                        """,
                        "If-Match",
                        read.at("/etag"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.at("/version")).isEqualTo("2");
        assertThat(owner.get("/iam/v2beta/organization").body()).isEqualTo(changed.body());
        assertThat(owner.get("/iam/v2beta/organization").header("RateLimit-Policy"))
                .contains("q=14");
        assertThat(
                        owner.patch(
                                        "/iam/v2beta/organization",
                                        "[{\"op\": \"replace\", \"path\": \"/name\", \"value\":"
                                                + " \"x\"}]",
                                        "If-Match",
                                        "version:1")
                                .status())
                .isEqualTo(412);
        var clerk = sandbox.clientWith(Set.of("organizations:update"));
        assertThat(
                        clerk.patch(
                                        "/iam/v2beta/organization",
                                        """
                                        [{"op": "replace", "path": "/programmaticOwnerApproval", "value": true}]
                                        """)
                                .at("/type"))
                .endsWith("#owner_only");
        var wrong =
                owner.patch(
                        "/iam/v2beta/organization",
                        """
                        [{"op": "replace", "path": "/zone", "value": "Mars/Base"},
                         {"op": "replace", "path": "/requestsPerSecond", "value": 0},
                         {"op": "remove", "path": "/name"}]
                        """);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/details")).hasSizeGreaterThanOrEqualTo(1);
    }
}

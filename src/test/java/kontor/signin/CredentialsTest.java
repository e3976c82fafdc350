package kontor.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.guesses.Guesses;
import kontor.http.HttpError;
import kontor.iam.IamRoom;
import kontor.iam.RolePatch;
import kontor.iam.Users;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.shares.Allowance;
import org.junit.jupiter.api.Test;

/** What a node remembers is tested with a clock of its own, so that nobody waits. */
class CredentialsTest {

    private static final String HERE = "192.0.2.1";

    private final IamRoom iam = new IamRoom();
    private final AtomicLong nanos = new AtomicLong();
    private final Guesses guesses = new Guesses(true, nanos::get);
    private final Node here = new Node();
    private final Node there = new Node();
    private final UUID role = iam.role("accounts:read");
    private final Users.NewKey key = iam.key(role);

    private final class Node {
        final SigningKeys keys = new SigningKeys(iam.database, TestKontor.VAULT, nanos::get);
        final Tokens tokens = new Tokens(keys, IamRoom.ISSUER, iam.database.clock());
        final Credentials credentials =
                new Credentials(
                        iam.database,
                        tokens,
                        IamRoom.NO_ACCOUNTS,
                        guesses,
                        Allowance.STANDARD,
                        _ -> {},
                        nanos::get);

        boolean knows(Users.NewKey asked) {
            return credentials.byKey(HERE, asked.accessKey(), asked.secret().text()).isPresent();
        }

        boolean accepts(String token) {
            return credentials.byToken(HERE, token).isPresent();
        }

        String token() {
            return credentials.token(
                    credentials.byKey(HERE, key.accessKey(), key.secret().text()).orElseThrow());
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void byKey_knowsTheCallerInItsRole() {
        var caller =
                here.credentials.byKey(HERE, key.accessKey(), key.secret().text()).orElseThrow();
        assertThat(caller)
                .isEqualTo(
                        new Caller(
                                iam.organization,
                                key.id(),
                                key.accessKey(),
                                "Nightly job",
                                role,
                                false,
                                true,
                                Set.of("accounts:read"),
                                100));
    }

    @Test
    void byKey_refusesEverythingElse() {
        String secret = key.secret().text();
        String[][] wrong = {
            {key.accessKey(), secret + "x"},
            {key.accessKey(), ""},
            {key.accessKey() + "x", secret},
            {"", secret},
            {"", ""},
            {key.accessKey().toUpperCase(java.util.Locale.ROOT), secret},
            {"nul\u0000", secret},
            {"half \ud83d", secret},
            {"x".repeat(300), secret},
            {key.accessKey(), secret.substring(1)},
            {key.accessKey() + "\u0000" + secret, ""}
        };
        for (String[] pair : wrong) {
            assertThat(here.credentials.byKey(HERE, pair[0], pair[1])).as(pair[0]).isEmpty();
        }
        assertThat(here.knows(key)).isTrue();
    }

    @Test
    void byKey_refusesAPersonsPassword() {
        String email = Ids.next() + "@example.com";
        iam.write(
                tx ->
                        iam.users.createPerson(
                                tx,
                                email,
                                "Astrid",
                                PasswordHash.of(new Secret("korrekt häst batteri")),
                                role));
        assertThat(here.credentials.byKey(HERE, email, "korrekt häst batteri")).isEmpty();
    }

    @Test
    void revoked_isRefusedOnEveryNodeWithinFourSeconds() {
        String token = here.token();
        assertThat(Stream.of(here, there)).allMatch(node -> node.knows(key) && node.accepts(token));
        iam.revoke(key.id());
        pass(Duration.ofMillis(3_999));
        assertThat(Stream.of(here, there))
                .as("remembered, hence without SQL")
                .allMatch(node -> node.knows(key) && node.accepts(token));
        pass(Duration.ofMillis(1));
        assertThat(Stream.of(here, there))
                .noneMatch(node -> node.knows(key) || node.accepts(token));
    }

    @Test
    void revoked_isNotRememberedLongerByWayOfAToken() {
        assertThat(here.accepts(here.token())).isTrue();
        iam.revoke(key.id());
        pass(Duration.ofSeconds(3));
        // Verified now, but on what was read three seconds ago.
        String token = here.token();
        assertThat(here.accepts(token)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(here.accepts(token)).isFalse();
    }

    @Test
    void forgotten_isRefusedAtOnceOnThisNode() {
        assertThat(Stream.of(here, there)).allMatch(node -> node.knows(key));
        iam.revoke(key.id());
        here.credentials.forget(new OrganizationId(Ids.next()));
        assertThat(here.knows(key)).as("another organization's change").isTrue();
        here.credentials.forget(iam.organization);
        assertThat(here.knows(key)).isFalse();
        assertThat(there.knows(key)).isTrue();
    }

    @Test
    void changedRole_isSeenWithinFourSeconds() {
        String token = here.token();
        assertThat(here.credentials.byToken(HERE, token).orElseThrow().may("mandates:read"))
                .isFalse();
        IamRoom.done(
                iam.change(
                        iam.roles.patch,
                        role,
                        new RolePatch(List.of(new RolePatch.Step.AddPermission("mandates:read")))));
        pass(Duration.ofSeconds(4));
        assertThat(here.credentials.byToken(HERE, token).orElseThrow().may("mandates:read"))
                .isTrue();
    }

    /** Beside an attack from its own address, also when what the node remembers begins anew. */
    @Test
    void keyThatWasGoodOnce_waitsForNobodyAtItsAddress() {
        assertThat(here.knows(key)).isTrue();
        for (int hour = 0; hour < 11; hour++) {
            attack(200);
            assertThat(here.knows(key)).isTrue();
            pass(Duration.ofHours(1));
            attack(200);
            assertThat(here.knows(key)).as("%s hours later", hour + 1).isTrue();
        }
    }

    private void attack(int guesses) {
        for (int i = 0; i < guesses; i++) {
            try {
                here.credentials.byKey(HERE, "key" + i, "wrong");
                here.credentials.byKey(HERE, key.accessKey(), "wrong" + i);
            } catch (HttpError waits) {
                assertThat(waits).hasMessageContaining("too many sign-ins");
            }
        }
        assertThatThrownBy(() -> here.credentials.byKey(HERE, "other", "wrong"))
                .hasMessageContaining("too many sign-ins");
    }

    @Test
    void rightSecret_fromElsewhereIsSlowedDownAsAWrongOne() {
        iam.bind(key, "198.51.100.0/24");
        String elsewhere = "203.0.113.9";
        for (String secret : List.of(key.secret().text(), "wrong")) {
            for (int i = 0; i < 5; i++) {
                assertThat(here.credentials.byKey(elsewhere, key.accessKey(), secret)).isEmpty();
                assertThat(
                                here.credentials.byKey(
                                        "198.51.100.7", key.accessKey(), key.secret().text()))
                        .isPresent();
            }
            assertThatThrownBy(() -> here.credentials.byKey(elsewhere, key.accessKey(), secret))
                    .hasMessage("too many sign-ins with wrong credentials; wait 1 seconds");
            pass(Duration.ofMinutes(11));
        }
    }

    @Test
    void expiredToken_isNoGuess() {
        String token = here.token();
        assertThat(here.accepts(token)).isTrue();
        iam.revoke(key.id());
        pass(Duration.ofSeconds(4));
        for (int i = 0; i < 200; i++) {
            assertThat(here.accepts(token)).isFalse();
        }
    }

    @Test
    void freshToken_doesNotWaitForWhatOthersTryAtItsAddress() {
        String token = here.token();
        String forged = token.substring(0, token.length() - 20);
        for (int i = 0; i < 5; i++) {
            assertThat(here.accepts(forged + i)).isFalse();
        }
        assertThatThrownBy(() -> here.accepts(forged)).hasMessageContaining("wait 1 seconds");
        assertThat(here.accepts(token)).isTrue();
    }

    @Test
    void rotated_signsAnewAtOnceAndAcceptsTheOldOnEveryNode() {
        String old = here.token();
        assertThat(there.accepts(old)).isTrue();
        String kid = here.keys.rotate();
        String fresh = here.token();
        assertThat(here.keys.signing().getKeyID()).isEqualTo(kid);
        assertThat(here.accepts(old) && here.accepts(fresh)).isTrue();
        assertThat(there.keys.signing().getKeyID()).as("not read again yet").isNotEqualTo(kid);
        pass(Duration.ofSeconds(1));
        assertThat(there.accepts(fresh)).as("an unknown key is looked for").isTrue();
        assertThat(there.accepts(old)).isTrue();
        assertThat(there.keys.signing().getKeyID()).isEqualTo(kid);
    }

    @Test
    void rotatedAtOnce_endsTheOldKeysOnEveryNode() {
        String older = here.token();
        here.keys.rotate();
        String old = here.token();
        assertThat(there.accepts(older) && there.accepts(old)).isTrue();
        String kid = there.keys.rotateAtOnce();
        pass(Duration.ofSeconds(5));
        assertThat(List.of(here, there))
                .allSatisfy(
                        node -> {
                            assertThat(node.accepts(old) || node.accepts(older)).isFalse();
                            assertThat(node.keys.signing().getKeyID()).isEqualTo(kid);
                            assertThat(node.accepts(node.token())).isTrue();
                        });
        assertThat(here.keys.published().getKeys()).hasSize(1);
    }

    @Test
    void unknownKid_isLookedForOnceASecondAtMost() {
        here.keys.signing();
        String kid = there.keys.rotate();
        assertThat(here.keys.accepted(kid)).as("read within this second").isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(here.keys.accepted(kid)).isPresent();
    }

    @Test
    void rotate_byManyAtOnceLeavesOneThatSigns() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rotations =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.supplyAsync(
                                                    () -> new Node().keys.rotate(), threads))
                            .limit(6)
                            .toList();
            assertThat(rotations)
                    .extracting(CompletableFuture::join)
                    .doesNotHaveDuplicates()
                    .contains(new Node().keys.signing().getKeyID());
        }
        assertThat(
                        iam.database.<Integer>system(
                                sql ->
                                        sql.createQuery(
                                                        "SELECT count(*) FROM signing_keys WHERE"
                                                                + " retired IS NULL")
                                                .mapTo(Integer.class)
                                                .one()))
                .isOne();
    }

    @Test
    void published_holdsNoPrivatePart() {
        here.keys.rotate();
        var json = here.keys.published().toString(true);
        assertThat(json).contains("\"x\"", "\"y\"").doesNotContain("\"d\"");
        assertThat(
                        new SigningKey(
                                        here.keys.signing(),
                                        java.time.Instant.EPOCH,
                                        java.util.Optional.empty())
                                .toString())
                .doesNotContain("\"d\"");
    }
}

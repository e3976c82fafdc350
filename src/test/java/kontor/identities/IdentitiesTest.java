package kontor.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import kontor.core.Ids;
import kontor.guesses.Guesses;
import kontor.iam.IamRoom;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final String HERE = "192.0.2.1";
    private static final Secret PASSWORD = new Secret("korrekt häst batteri");
    private static final Secret OTHER = new Secret("vier grüne Stühle");

    private final IamRoom iam = new IamRoom();
    private final IamRoom theirs = new IamRoom();
    private final AtomicLong nanos = new AtomicLong();
    private final Identities identities =
            new Identities(iam.database, new Guesses(true, nanos::get));
    private final String email = Ids.next() + "@example.com";

    private UUID joined(IamRoom room, Secret password) {
        var hash = identities.hash(email, password);
        UUID role = room.role("accounts:read");
        return room.write(tx -> room.users.createPerson(tx, email, "Astrid", hash, role));
    }

    @Test
    void byPassword_findsWhoeverHasBoth() {
        UUID user = joined(iam, PASSWORD);
        var found =
                identities.byPassword(HERE, email.toUpperCase(Locale.ROOT), PASSWORD).orElseThrow();
        assertThat(identities.memberships(found.id()))
                .containsExactly(new Membership(iam.organization, user));
        var key = iam.key(iam.role());
        for (var wrong :
                new Secret[] {
                    OTHER, new Secret(""), new Secret("x".repeat(100_000)), key.secret()
                }) {
            assertThat(identities.byPassword(HERE, email, wrong)).isEmpty();
        }
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        for (String nobody :
                new String[] {"nobody@example.com", key.accessKey(), "", "nul\0", "\ud83d", "%"}) {
            assertThat(identities.byPassword("192.0.2.7", nobody, PASSWORD)).as(nobody).isEmpty();
        }
    }

    /** Another organization that invites the same address neither learns nor changes anything. */
    @Test
    void address_isNeitherUniqueNorProof() {
        joined(iam, PASSWORD);
        joined(theirs, OTHER);
        var first = identities.byPassword(HERE, email, PASSWORD).orElseThrow();
        var second = identities.byPassword(HERE, email, OTHER).orElseThrow();
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(identities.memberships(first.id()))
                .extracting(Membership::organization)
                .containsExactly(iam.organization);
        assertThat(identities.withAddress(email)).hasSize(2);
    }

    @Test
    void sameAddressAndPassword_isTheSamePerson() {
        joined(iam, PASSWORD);
        joined(theirs, PASSWORD);
        var found = identities.byPassword(HERE, email, PASSWORD).orElseThrow();
        assertThat(identities.memberships(found.id()))
                .extracting(Membership::organization)
                .containsExactly(iam.organization, theirs.organization);
    }

    /** However many have an address, one computation finds whose password it is. */
    @Test
    void saltBelongsToTheAddress() {
        var one = identities.hash(email, PASSWORD);
        assertThat(Arrays.equals(one.salt(), identities.hash(email, OTHER).salt())).isTrue();
        assertThat(one.salt()).isNotEqualTo(identities.hash("other" + email, OTHER).salt());
        assertThatThrownBy(
                        () ->
                                iam.write(
                                        tx ->
                                                iam.users.createPerson(
                                                        tx,
                                                        email,
                                                        "Astrid",
                                                        PasswordHash.of(PASSWORD),
                                                        iam.role())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void revoked_leaves() {
        UUID user = joined(iam, PASSWORD);
        iam.revoke(user);
        var found = identities.byPassword(HERE, email, PASSWORD).orElseThrow();
        assertThat(identities.memberships(found.id())).isEmpty();
    }

    @Test
    void setPassword_endsTheOneBefore() {
        joined(iam, PASSWORD);
        var found = identities.byPassword(HERE, email, PASSWORD).orElseThrow();
        var hash = identities.hash(email, OTHER);
        iam.database.systemDo(sql -> identities.setPassword(sql, found.id(), hash));
        assertThat(identities.byPassword(HERE, email, PASSWORD)).isEmpty();
        assertThat(identities.byPassword(HERE, email, OTHER)).contains(found);
    }

    @Test
    void byPassword_slowsDownWhoGuessesThere() {
        for (int i = 0; i < 5; i++) {
            assertThat(identities.byPassword(HERE, "Nobody@example.com", OTHER)).isEmpty();
        }
        assertThatThrownBy(() -> identities.byPassword(HERE, "nobody@example.com", OTHER))
                .hasMessage("too many sign-ins with wrong credentials; wait 1 seconds");
        assertThat(identities.byPassword("192.0.2.2", "nobody@example.com", OTHER)).isEmpty();
    }

    /** Whoever has a sign-in with somebody's address could clear his guesses by it. */
    @Test
    void byPassword_ofOneForgivesNoGuessOfAnother() {
        joined(iam, PASSWORD);
        joined(theirs, OTHER);
        for (int i = 0; i < 5; i++) {
            assertThat(identities.byPassword(HERE, email, OTHER)).isPresent();
            assertThat(identities.byPassword(HERE, email, guess(i))).isEmpty();
        }
        assertThat(identities.byPassword(HERE, email, OTHER)).as("known").isPresent();
        assertThatThrownBy(() -> identities.byPassword(HERE, email, guess(5)))
                .hasMessageContaining("too many sign-ins");
    }

    /** Whoever invites somebody's address could try passwords as a newcomer. */
    @Test
    void chosen_isJudgedAsASignIn() {
        joined(iam, PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(identities.chosen(HERE, email, guess(i)).known()).isEmpty();
        }
        assertThatThrownBy(() -> identities.chosen(HERE, email, PASSWORD))
                .hasMessageContaining("too many sign-ins");
        assertThat(identities.chosen("192.0.2.2", email, PASSWORD).known()).isPresent();
    }

    private static Secret guess(int n) {
        return new Secret("wrong guess number " + n);
    }
}

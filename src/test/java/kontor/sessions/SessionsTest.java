package kontor.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import kontor.core.Ids;
import kontor.guesses.Guesses;
import kontor.iam.IamRoom;
import kontor.identities.Identities;
import kontor.secrets.Secret;
import kontor.visits.Cookies;
import kontor.visits.SignedOut;
import org.junit.jupiter.api.Test;

/** What a node keeps is tested with a clock of its own, so that nobody waits. */
class SessionsTest {

    private static final Secret PASSWORD = new Secret("korrekt häst batteri");
    private static final Session.From FROM = new Session.From("192.0.2.1", "A browser");

    private final IamRoom iam = new IamRoom();
    private final Identities identities =
            new Identities(iam.database, new Guesses(false, System::nanoTime));
    private final AtomicLong nanos = new AtomicLong();
    private final Sessions here = new Sessions(iam.database, SessionLimits.STANDARD, nanos::get);
    private final Sessions there = new Sessions(iam.database, SessionLimits.STANDARD, nanos::get);
    private final UUID role = iam.role("accounts:read");
    private final String email = Ids.next() + "@example.com";
    private final UUID user = user();
    private final UUID identity =
            identities.byPassword("192.0.2.1", email, PASSWORD).orElseThrow().id();
    private final Session.As as = new Session.As(iam.organization, user, role);

    private UUID user() {
        var hash = identities.hash(email, PASSWORD);
        return iam.write(tx -> iam.users.createPerson(tx, email, "Astrid", hash, role));
    }

    private Sessions.Begun begun() {
        return here.begin(identity, Proof.ONE, Optional.of(as), FROM);
    }

    private void shift(UUID session, String column, Duration by) {
        iam.database.systemDo(
                sql ->
                        sql.execute(
                                "UPDATE sessions SET "
                                        + column
                                        + " = "
                                        + column
                                        + " + ? * interval '1 second' WHERE id = ?",
                                by.toSeconds(),
                                session));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void session_isKnownByItsSecretOnEveryNode() {
        var begun = begun();
        assertThat(here.find(begun.secret(), true).map(Session::id)).contains(begun.session().id());
        assertThat(there.find(begun.secret(), true).flatMap(Session::as)).contains(as);
        assertThat(here.find(Secret.random(), true)).isEmpty();
        assertThat(here.of(identity)).extracting(Session::id).contains(begun.session().id());
    }

    @Test
    void half_endsAfterFiveMinutesThoughItIsUsed() {
        var half = here.begin(identity, Proof.HALF, Optional.empty(), FROM);
        assertThat(Duration.between(half.session().began(), half.session().ends()))
                .isEqualTo(Duration.ofMinutes(5));
        shift(half.session().id(), "ends", Duration.ofMinutes(-5));
        assertThat(there.find(half.secret(), true)).isEmpty();
    }

    @Test
    void whole_isAnotherSessionInThePlaceOfTheHalf() {
        var half = here.begin(identity, Proof.HALF, Optional.empty(), FROM);
        var whole = here.complete(half.session(), Optional.of(as), FROM);
        assertThat(here.find(half.secret(), true)).isEmpty();
        assertThat(there.find(whole.secret(), true).map(Session::proof)).contains(Proof.TWO);
        assertThat(here.isFresh(whole.session())).isTrue();
        var on = here.goOn(whole.session(), as, FROM);
        assertThat(on.session().proof()).isEqualTo(Proof.TWO);
        shift(on.session().id(), "began", Duration.ofMinutes(-10));
        assertThat(there.find(on.secret(), true).filter(there::isFresh)).isEmpty();
    }

    @Test
    void ended_isRefusedHereAtOnceAndThereWithinFourSeconds() {
        var begun = begun();
        assertThat(there.find(begun.secret(), true)).isPresent();
        assertThat(here.end(identity, begun.session().id())).isTrue();
        assertThat(here.find(begun.secret(), true)).isEmpty();
        assertThat(there.find(begun.secret(), true)).as("kept").isPresent();
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(there.find(begun.secret(), true)).isEmpty();
        assertThat(here.end(identity, begun.session().id())).as("twice").isFalse();
    }

    /** A node that still believes in it must not make another of it that lives for hours. */
    @Test
    void ended_livesOnAsNoOtherOnNodesThatDoNotKnowYet() {
        for (var step :
                List.<Function<Session, Sessions.Begun>>of(
                        one -> there.goOn(one, as, FROM),
                        one -> there.goOnAlone(one, as, FROM),
                        one -> there.complete(one, Optional.of(as), FROM),
                        one -> there.refresh(one, FROM))) {
            var begun = begun();
            var believed = there.find(begun.secret(), true).orElseThrow();
            here.end(identity, begun.session().id());
            assertThat(there.find(begun.secret(), true)).as("kept").isPresent();
            assertThatThrownBy(() -> step.apply(believed)).isInstanceOf(SignedOut.class);
            assertThat(here.of(identity)).isEmpty();
        }
    }

    @Test
    void end_takesOnlyOnesOwn() {
        var begun = begun();
        assertThat(here.end(Ids.next(), begun.session().id())).isFalse();
        assertThat(here.find(begun.secret(), true)).isPresent();
    }

    @Test
    void endAll_endsEverySession() {
        var one = begun();
        var two = begun();
        assertThat(here.endAll(identity)).isEqualTo(2);
        assertThat(here.find(one.secret(), true)).isEmpty();
        assertThat(here.find(two.secret(), true)).isEmpty();
    }

    @Test
    void goOn_givesAnotherIdAndSecretAndNoMoreTime() {
        var chosen = here.begin(identity, Proof.ONE, Optional.empty(), FROM);
        var begun = here.goOn(chosen.session(), as, FROM);
        assertThat(begun.session().id()).isNotEqualTo(chosen.session().id());
        assertThat(here.find(chosen.secret(), true)).as("the one before").isEmpty();
        assertThat(begun.session().ends()).isEqualTo(chosen.session().ends());
    }

    @Test
    void idle_endsAndPollingIsNoUse() {
        var begun = begun();
        shift(begun.session().id(), "used", Duration.ofMinutes(-14));
        assertThat(here.find(begun.secret(), false)).as("polled").isPresent();
        shift(begun.session().id(), "used", Duration.ofMinutes(-2));
        assertThat(here.find(begun.secret(), true)).as("16 minutes").isEmpty();
        assertThat(here.of(identity)).isEmpty();
    }

    @Test
    void use_keepsItAlive() {
        var begun = begun();
        shift(begun.session().id(), "used", Duration.ofMinutes(-14));
        assertThat(here.find(begun.secret(), true)).isPresent();
        shift(begun.session().id(), "used", Duration.ofMinutes(-2));
        assertThat(there.find(begun.secret(), true)).isPresent();
    }

    @Test
    void longest_endsItHoweverMuchItIsUsed() {
        var begun = begun();
        shift(begun.session().id(), "ends", Duration.ofHours(-12).minusSeconds(1));
        assertThat(here.find(begun.secret(), true)).isEmpty();
    }

    @Test
    void only_theNewestFiftyStay() {
        var first = begun();
        for (int i = 0; i < 50; i++) {
            begun();
        }
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(here.of(identity)).hasSize(50);
        assertThat(here.find(first.secret(), true)).isEmpty();
    }

    @Test
    void stored_isOnlyADigest() {
        var begun = begun();
        String row =
                iam.database.system(
                        sql ->
                                sql.createQuery(
                                                "SELECT sessions::text FROM sessions WHERE id ="
                                                        + " :id")
                                        .bind("id", begun.session().id())
                                        .mapTo(String.class)
                                        .one());
        assertThat(row).contains("A browser").doesNotContain(begun.secret().text());
        assertThat("" + begun).doesNotContain(begun.secret().text());
    }

    @Test
    void cookie_isSafeWhereverThereIsTls() {
        var secret = Secret.random();
        var safe = new SessionCookie(URI.create("https://pay.example.com"));
        assertThat(safe.give(secret, Optional.of("localhost:8080")))
                .isEqualTo(
                        "__Host-kontor="
                                + secret.text()
                                + "; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(safe.secret(Cookies.of("kontor=" + secret.text()))).isEmpty();
        var plain = new SessionCookie(URI.create("http://127.0.0.1:8080"));
        for (String host : new String[] {"localhost:8080", "127.0.0.1:8080", "[::1]:8080"}) {
            assertThat(plain.give(secret, Optional.of(host)))
                    .isEqualTo("kontor=" + secret.text() + "; Path=/; HttpOnly; SameSite=Lax");
        }
        for (String host : new String[] {"pay.example.com", "localhost.example.com", "10.0.0.7"}) {
            assertThat(plain.give(secret, Optional.of(host)))
                    .startsWith("__Host-")
                    .contains("Secure");
        }
        assertThat(plain.take(Optional.of("localhost"))).contains("kontor=;", "Max-Age=0");
    }

    @Test
    void cookie_takesNothingThatIsNoSecret() {
        var cookie = new SessionCookie(URI.create("http://127.0.0.1:8080"));
        String text = Secret.random().text();
        for (String wrong :
                new String[] {
                    "", "kontor=", "kontor=x", "kontor=" + text + "x", "kontor=a; kontor=" + text
                }) {
            assertThat(cookie.secret(Cookies.of(wrong))).as(wrong).isEmpty();
        }
        assertThat(cookie.secret(Cookies.of("a=b; kontor=" + text))).isPresent();
    }
}

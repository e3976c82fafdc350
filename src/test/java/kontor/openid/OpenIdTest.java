package kontor.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.encodings.Base64Url;
import kontor.guesses.Guesses;
import kontor.tickets.Tickets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider says is believed only as far as it proves it. */
class OpenIdTest {

    private static final URI BACK = URI.create("http://localhost:8080/login/openid/back");
    private static final String HERE = "127.0.0.1";
    private static final Errand HOME = new Errand(Errand.Kind.SIGN_IN, "/");

    private final TestProvider there = new TestProvider();
    private final AtomicLong nanos = new AtomicLong();
    private final OpenId openId = openId(Duration.ofSeconds(20));

    private OpenId openId(Duration whole) {
        var tickets = new Tickets(TestKontor.shared().database(), () -> new byte[32]);
        return new OpenId(
                there.provider(false),
                BACK,
                tickets,
                new Guesses(false, System::nanoTime),
                whole,
                nanos::get);
    }

    @AfterEach
    void close() {
        there.close();
    }

    private static OpenId.Back back(OpenId.Sent sent, String query) {
        var values = TestProvider.parsed(query);
        return new OpenId.Back(
                sent.ticket().text(),
                Optional.ofNullable(values.get("state")),
                Optional.ofNullable(values.get("code")),
                Optional.ofNullable(values.get("iss")),
                Optional.ofNullable(values.get("error")));
    }

    private Optional<OpenId.Came> came() throws Unreachable {
        var sent = openId.send(HERE, HOME);
        return openId.hear(HERE, back(sent, there.recognizes("anna", sent.to().toString())));
    }

    @Test
    void person_isSentWithAllThatBindsTheAnswer() throws Unreachable {
        var sent = openId.send(HERE, HOME);
        var query = TestProvider.parsed(sent.to().getRawQuery());
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid")
                .containsEntry("redirect_uri", BACK.toString())
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(sent.ticket().text()).doesNotContain(query.get("nonce"));
        var proven = openId.hear(HERE, back(sent, there.recognizes("anna", sent.to().toString())));
        assertThat(proven.orElseThrow().proven().subject()).isEqualTo("anna");
        assertThat(proven.orElseThrow().proven().twoFactors()).isFalse();
        assertThat(proven.orElseThrow().errand()).isEqualTo(HOME);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "WITH_THE_SECRET", "OF_ANOTHER"})
    void token_thatIsNotSignedByThePublishedKey_isRefused(TestProvider.Signing wrong)
            throws Unreachable {
        there.sign(wrong);
        assertThat(came()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> token_ofAnotherOrForAnother_isRefused() {
        var past = Date.from(Instant.now().minusSeconds(120));
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrongs = new LinkedHashMap<>();
        wrongs.put("another issuer", one -> one.issuer("https://evil.example"));
        wrongs.put("another audience", one -> one.audience("somebody"));
        wrongs.put("several audiences", one -> one.audience(List.of("kontor", "somebody")));
        wrongs.put("another nonce", one -> one.claim("nonce", "x"));
        wrongs.put("no nonce", one -> one.claim("nonce", null));
        wrongs.put("over", one -> one.expirationTime(past));
        wrongs.put("no end", one -> one.expirationTime(null));
        wrongs.put("of nobody", one -> one.subject(null));
        wrongs.put("of a very long name", one -> one.subject("x".repeat(256)));
        wrongs.put("of another party", one -> one.claim("azp", "somebody"));
        return wrongs.entrySet().stream()
                .map(
                        wrong ->
                                DynamicTest.dynamicTest(
                                        wrong.getKey(),
                                        () -> {
                                            there.say(wrong.getValue());
                                            assertThat(came()).isEmpty();
                                            there.say(UnaryOperator.identity());
                                            assertThat(came()).isPresent();
                                        }));
    }

    @Test
    void twoFactors_areBelievedWhereTheProviderSaysSo() throws Unreachable {
        there.say(one -> one.claim("amr", List.of("pwd", "mfa")));
        assertThat(came().orElseThrow().proven().twoFactors()).isTrue();
        there.say(one -> one.claim("acr", "phr"));
        assertThat(came().orElseThrow().proven().twoFactors()).isTrue();
        there.say(one -> one.claim("amr", List.of("pwd", "otp")).claim("acr", "1"));
        assertThat(came().orElseThrow().proven().twoFactors()).isFalse();
    }

    @Test
    void answer_ofAnotherBrowserOrComingTwice_isRefused() throws Unreachable {
        var mine = openId.send(HERE, HOME);
        var theirs = openId.send(HERE, HOME);
        String ofMine = there.recognizes("anna", mine.to().toString());
        assertThat(openId.hear(HERE, back(theirs, ofMine))).as("swapped").isEmpty();
        String mixed = there.recognizes("eve", theirs.to().toString());
        String code = TestProvider.parsed(mixed).get("code");
        String state = TestProvider.parsed(ofMine).get("state");
        assertThat(openId.hear(HERE, back(mine, "code=" + code + "&state=" + state)))
                .as("a code of another")
                .isEmpty();
        var again = openId.send(HERE, HOME);
        String query = there.recognizes("anna", again.to().toString());
        assertThat(openId.hear(HERE, back(again, query + "&iss=https%3A%2F%2Fevil.example")))
                .as("another issuer")
                .isEmpty();
        assertThat(openId.hear(HERE, back(again, query))).isPresent();
        assertThat(openId.hear(HERE, back(again, query))).as("twice").isEmpty();
        assertThat(openId.hear(HERE, back(again, "error=access_denied&state=" + state))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "code=a&state=", "state=a&code="})
    void nonsense_isRefused(String text) throws Unreachable {
        var none = Optional.<String>empty();
        assertThat(openId.hear(HERE, new OpenId.Back(text, none, none, none, none))).isEmpty();
        var sent = openId.send(HERE, HOME);
        var state = Optional.of(Base64Url.encode(sent.ticket().number()));
        assertThat(
                        openId.hear(
                                HERE,
                                new OpenId.Back(
                                        sent.ticket().text(),
                                        state,
                                        Optional.of(text),
                                        none,
                                        none)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGING", "ENDLESS", "BROKEN"})
    void provider_thatDoesNotAnswer_isLeftAloneForAWhile(TestProvider.Mood mood)
            throws Unreachable {
        var hasty = openId(Duration.ofMillis(700));
        there.be(mood);
        assertThatThrownBy(() -> hasty.send(HERE, HOME)).isInstanceOf(Unreachable.class);
        int asked = there.readings();
        there.be(TestProvider.Mood.WELL);
        assertThatThrownBy(() -> hasty.send(HERE, HOME)).isInstanceOf(Unreachable.class);
        assertThat(there.readings()).isEqualTo(asked);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(openId.send(HERE, HOME)).isNotNull();
        there.be(mood);
        var patient = openId(Duration.ofMillis(700));
        assertThatThrownBy(() -> patient.send(HERE, HOME)).isInstanceOf(Unreachable.class);
    }

    @Test
    void keys_areKeptAndAskedForAgainWhenTheProviderHasNewOnes() throws Unreachable {
        assertThat(came()).isPresent();
        assertThat(came()).isPresent();
        assertThat(there.readings()).isEqualTo(1);
        there.rotate();
        assertThat(came()).as("asked a moment ago").isEmpty();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(came()).isPresent();
        assertThat(there.readings()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "https://id.example?x=1",
                "https://a@id.example",
                "file:///etc"
            })
    void issuer_isOverTls(String issuer) {
        assertThatThrownBy(
                        () ->
                                new Provider(
                                        URI.create(issuer),
                                        "kontor",
                                        new kontor.secrets.Secret("x"),
                                        "Example",
                                        false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

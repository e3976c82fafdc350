package kontor.signinpages;

import static kontor.signinpages.OutboxReader.PASSWORD;
import static kontor.signinpages.OutboxReader.address;
import static org.assertj.core.api.Assertions.assertThat;

import kontor.PlainBrowser;
import kontor.TestKontor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People show that an address is theirs, and take another; over real HTTP. */
class AddressTest {

    private static final String PROFILE = "/settings/profile";
    private static final String PATH = PROFILE + "/address";

    private final TestKontor kontor = TestKontor.shared();
    private static OutboxReader ours;
    private final String email = address();
    private final PlainBrowser anna = ours.joined(email);

    @BeforeAll
    static void open() {
        ours = new OutboxReader();
    }

    private int wish(String other, String password) {
        anna.open(PATH);
        return anna.submit(PATH, "email", other, "current", password).status();
    }

    private int signIn(String with) {
        return new PlainBrowser(kontor).signIn(with, PASSWORD).status();
    }

    @Test
    void ownerOfASandbox_confirmsTheAddressByTheLink() {
        assertThat(ours.owner.open(PROFILE).body()).contains("not confirmed");
        assertThat(ours.owner.submit(PATH + "/confirm").status()).isEqualTo(303);
        assertThat(ours.owner.follow().body()).contains("in the outbox", "not confirmed");
        String link = ours.links(ours.sandbox.keys().email(), "confirm").getFirst();
        var anybody = new PlainBrowser(kontor);
        assertThat(anybody.open(link).body()).contains(ours.sandbox.keys().email());
        assertThat(ours.owner.open(PROFILE).body())
                .as("looking confirms nothing")
                .contains("not c");
        assertThat(anybody.submit(link).status()).isEqualTo(303);
        assertThat(ours.owner.open(PROFILE).body()).doesNotContain("not confirmed");
        assertThat(anybody.open(link).status()).as("once").isEqualTo(410);
        assertThat(ours.audited()).contains("ADDRESS_CONFIRMED");
    }

    @Test
    void otherAddress_isTakenWhenItsLinkIsUsed() {
        String other = address();
        assertThat(wish(other, "wrong wrong wrong")).isEqualTo(400);
        assertThat(wish("no address", PASSWORD)).isEqualTo(400);
        assertThat(wish(other, PASSWORD)).isEqualTo(303);
        assertThat(signIn(email)).as("nothing changed").isEqualTo(303);
        assertThat(signIn(other)).isEqualTo(401);
        String link = ours.links(other, "confirm").getFirst();
        var elsewhere = new PlainBrowser(kontor);
        assertThat(elsewhere.open(link).body()).contains(other, email);
        assertThat(elsewhere.submit(link).header("Location")).isEqualTo("/login");
        assertThat(anna.open("/").status()).as("all sessions end").isEqualTo(303);
        assertThat(signIn(email)).isEqualTo(401);
        assertThat(signIn(other)).as("the same password").isEqualTo(303);
        assertThat(ours.forgotten(other)).as("it is confirmed").hasSize(1);
        assertThat(ours.owner.open(OutboxReader.OUTBOX).body())
                .contains("has another address now")
                .contains("To " + email);
    }

    /** With the password of then, which somebody else may know by now. */
    @Test
    void link_isWorthNothingAfterAChangeOfThePassword() {
        String other = address();
        wish(other, PASSWORD);
        String link = ours.links(other, "confirm").getFirst();
        String better = "fünf rote Tische";
        anna.open(PROFILE);
        anna.submit(
                PROFILE + "/password", "current", PASSWORD, "password", better, "repeated", better);
        assertThat(new PlainBrowser(kontor).submit(link).status()).isEqualTo(410);
    }

    /** A reset that was mailed to the address before opens nothing any more. */
    @Test
    void resetOfTheAddressBefore_isWorthNothing() {
        String reset = ours.forgotten(email).getFirst();
        String other = address();
        wish(other, PASSWORD);
        String link = ours.links(other, "confirm").getFirst();
        new PlainBrowser(kontor).submit(link);
        assertThat(new PlainBrowser(kontor).open(reset).status()).isEqualTo(410);
    }

    /** Signed in as somebody else, one confirms for whom the link is. */
    @Test
    void link_isForItsPersonWhoeverIsSignedIn() {
        ours.owner.open(PROFILE);
        String other = address();
        wish(other, PASSWORD);
        String link = ours.links(other, "confirm").getFirst();
        ours.owner.open(link);
        ours.owner.submit(link);
        assertThat(ours.owner.open(PROFILE).body()).contains("owner@sandbox.example");
        assertThat(signIn(other)).isEqualTo(303);
    }

    @Test
    void links_areFiveAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(wish(i + email, PASSWORD)).isEqualTo(303);
            assertThat(anna.follow().body()).contains("in the outbox");
        }
        wish(6 + email, PASSWORD);
        assertThat(anna.follow().body()).contains("five links within an hour");
    }
}

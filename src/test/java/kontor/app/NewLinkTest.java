package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.PlainBrowser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;

/** An operator makes links for people who cannot come in. */
class NewLinkTest {

    private static final String PASSWORD = "vier grüne Stühle";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final String email = "bo+" + Ids.next() + "@example.com";

    private NewLink.Made made(String whom) throws Options.WrongWords {
        return NewLink.parse(List.of(whom)).make(kontor.wiring());
    }

    private static String path(NewLink.Made made) {
        return made.link().replaceFirst("^http://[^/]*", "");
    }

    private String invite(SandboxOrganization organization) {
        String role =
                organization
                        .owner()
                        .get("/iam/v2beta/roles")
                        .items()
                        .getFirst()
                        .path("id")
                        .asText();
        return organization
                .owner()
                .post(
                        "/iam/v2beta/users",
                        """
                        {"kind": "PERSON", "email": "%s", "name": "Bo", "roleId": "%s"}
                        """
                                .formatted(email, role))
                .at("/id");
    }

    private int set(String path, String password) {
        var browser = new PlainBrowser(kontor);
        browser.open(path);
        return browser.submit(path, "password", password, "repeated", password).status();
    }

    @Test
    void link_isOfAnInvitationFirstAndThenForAPassword() throws Options.WrongWords {
        String user = invite(sandbox);
        var invitation = made(email.toUpperCase(java.util.Locale.ROOT));
        assertThat(path(invitation)).startsWith("/invitations/");
        assertThat(set(path(invitation), PASSWORD)).isEqualTo(303);
        var reset = made(user);
        assertThat(path(reset)).startsWith("/reset/");
        assertThat(reset.organizations()).containsExactly(sandbox.organization());
        assertThat(set(path(reset), "fünf rote Tische")).isEqualTo(303);
        assertThat(set(path(reset), PASSWORD)).as("once").isEqualTo(410);
        assertThat(new PlainBrowser(kontor).signIn(email, "fünf rote Tische").status())
                .isEqualTo(303);
        assertThat(kontor.wiring().people().identities().withAddress(email).getFirst().confirmed())
                .as("what an operator hands over proves no address")
                .isEmpty();
    }

    @Test
    void whatIsPrinted_isTheLinkAlone() throws Options.WrongWords {
        invite(sandbox);
        var wanted = NewLink.parse(List.of(email));
        var made = wanted.make(kontor.wiring());
        var out = new ByteArrayOutputStream();
        wanted.print(made, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(email, made.link());
        assertThat(made.toString()).doesNotContain("/invitations/");
    }

    /** One address may be that of several; which of them is said by the id. */
    @Test
    void several_areToldApart() throws Options.WrongWords {
        var other = kontor.sandbox();
        String ours = invite(sandbox);
        String theirs = invite(other);
        assertThatThrownBy(() -> made(email))
                .isInstanceOf(Options.WrongWords.class)
                .hasMessageContaining(ours)
                .hasMessageContaining(theirs)
                .hasMessageNotContaining("/invitations/");
        assertThat(made(theirs).organizations()).containsExactly(other.organization());
    }

    @Test
    void nobody_getsNoLink() {
        for (String nobody :
                List.of(
                        Ids.next().toString(),
                        "nobody@example.com",
                        "",
                        sandbox.keys().owner().id().toString(),
                        sandbox.keys().owner().accessKey())) {
            assertThatThrownBy(() -> made(nobody))
                    .as(nobody)
                    .isInstanceOf(Options.WrongWords.class)
                    .hasMessageStartingWith("there is no person");
        }
        assertThatThrownBy(() -> NewLink.parse(List.of())).hasMessageContaining("users link");
        assertThatThrownBy(() -> NewLink.parse(List.of("a", "b"))).hasMessageContaining("users");
    }
}

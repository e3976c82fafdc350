package kontor.resets;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.PlainBrowser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.mail.SmtpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a mail server people are invited and come back by mail, and nobody else sees a link. */
class MailStoryTest {

    private static final String PASSWORD = "vier grüne Stühle";
    private static final Pattern LINK = Pattern.compile("http://[^/]*(/\\S+)");

    private final TestKontor kontor = TestKontor.shared();
    private final GreenMail smtp =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final TestKontor.Node node = node();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final String email = "anna+" + Ids.next() + "@example.com";

    private TestKontor.Node node() {
        smtp.start();
        return kontor.nodeWithMail(
                new SmtpServer(
                        "127.0.0.1",
                        smtp.getSmtp().getPort(),
                        SmtpServer.Security.LOCAL,
                        Optional.empty(),
                        "kontor@example.com",
                        Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        node.close();
        smtp.stop();
    }

    private List<MimeMessage> mails() throws Exception {
        node.post();
        var mine = new ArrayList<MimeMessage>();
        for (MimeMessage one : smtp.getReceivedMessages()) {
            if (one.getAllRecipients()[0].toString().equals(email)) {
                mine.add(one);
            }
        }
        return mine;
    }

    private static String link(MimeMessage mail) throws Exception {
        var found = LINK.matcher(mail.getContent().toString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void person_isInvitedAndComesBackByMail() throws Exception {
        String role =
                sandbox.owner().get("/iam/v2beta/roles").items().getFirst().path("id").asText();
        var invited =
                node.as(sandbox.owner())
                        .post(
                                "/iam/v2beta/users",
                                """
                                {"kind": "PERSON", "email": "%s", "name": "Anna", "roleId": "%s"}
                                """
                                        .formatted(email, role));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.body()).doesNotContain("invitation\"", "/invitations/");
        String join = link(mails().getLast());
        assertThat(mails().getLast().getSubject()).isEqualTo("Invitation to Sandbox");
        var inviter = new PlainBrowser(node.port());
        inviter.signIn(sandbox.keys().email(), sandbox.keys().password());
        assertThat(inviter.open("/users/" + invited.at("/id")).body())
                .contains("The mail was taken by the mail server on");
        var anna = new PlainBrowser(node.port());
        anna.open(join);
        anna.submit(join, "password", PASSWORD, "repeated", PASSWORD);
        assertThat(anna.open("/settings/profile").body()).doesNotContain("not confirmed");
        assertThat(inviter.open("/test-data/outbox").body())
                .as("what is sent is not shown")
                .contains("To " + email)
                .doesNotContain("/invitations/");
        new PlainBrowser(node.port()).submit("/login/forgotten", "email", email);
        String reset = link(mails().getLast());
        assertThat(reset).startsWith("/reset/");
        String other = "fünf rote Tische";
        var browser = new PlainBrowser(node.port());
        browser.open(reset);
        assertThat(browser.submit(reset, "password", other, "repeated", other).status())
                .isEqualTo(303);
        assertThat(mails().getLast().getSubject()).contains("password for Kontor was changed");
        assertThat(mails()).as("each once").hasSize(3);
        assertThat(new PlainBrowser(node.port()).signIn(email, other).status()).isEqualTo(303);
    }
}

package kontor.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.vault.SealedTexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into the outbox arrives, whatever the mail server does. */
class PostmanTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static GreenMail smtp;

    private final Database database = TestKontor.shared().database();
    private final Outbox outbox =
            new Outbox(true, SealedTexts.with(database, TestKontor.VAULT, "mails"));
    private final String anna = "anna+" + Ids.next() + "@example.com";
    private final List<String> givenUp = new ArrayList<>();

    private void write(String recipient, String subject, String text) {
        var now = Instant.now(database.clock());
        var end = now.plus(Duration.ofDays(7));
        var mail = new NewMail(MailKind.RESET, Optional.empty(), recipient, subject, text, end);
        database.systemDo(sql -> outbox.write(sql, now, Outbox.Way.SENT, mail));
    }

    private Postman postman(SmtpServer server) {
        return new Postman(
                database, outbox, server, "pay.example.com", (mail, why) -> givenUp.add(why));
    }

    /** One round of one node. */
    private void round(SmtpServer server) {
        var postman = postman(server);
        postman.due().forEach(postman::send);
    }

    /** Everything that waits may be tried now. */
    private void passTime(String interval) {
        database.systemDo(
                sql ->
                        sql.createUpdate(
                                        """
                                        UPDATE mails SET created = created - :past::interval, next_try = :now,
                                            expires = expires
                                        WHERE state = 'WAITING'
                                        """)
                                .bind("past", interval)
                                .bind("now", Instant.now(database.clock()))
                                .execute());
    }

    private String state(String recipient) {
        return database.system(
                sql ->
                        sql.createQuery(
                                        """
                                        SELECT state || ' ' || tries || coalesce(' ' || problem, '')
                                            || CASE WHEN text IS NULL THEN '' ELSE ' with text' END
                                        FROM mails WHERE recipient = :recipient
                                        """)
                                .bind("recipient", recipient)
                                .mapTo(String.class)
                                .one());
    }

    /** Nothing of other tests waits here, nor anything of these there. */
    @BeforeEach
    @AfterEach
    void forget() throws Exception {
        smtp.purgeEmailFromAllMailboxes();
        database.systemDo(
                sql -> sql.createUpdate("DELETE FROM mails WHERE state = 'WAITING'").execute());
    }

    private static GreenMail good(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }

    @BeforeAll
    static void start() {
        smtp = good(ServerSetup.PROTOCOL_SMTP);
    }

    @AfterAll
    static void stop() {
        smtp.stop();
    }

    private static SmtpServer at(int port, SmtpServer.Security security) {
        return new SmtpServer(
                "127.0.0.1", port, security, Optional.empty(), "kontor@example.com", PATIENCE);
    }

    @Test
    void mail_arrivesOnceAndItsTextIsErased() throws Exception {
        write(anna, "Grüße aus Malmö \uD83C\uDF0A", "Ein Link:\n\nhttp://x/y\n.\nnach dem Punkt\n");
        var server = at(smtp.getSmtp().getPort(), SmtpServer.Security.LOCAL);
        round(server);
        round(server);
        MimeMessage[] all = smtp.getReceivedMessages();
        assertThat(all).hasSize(1);
        assertThat(all[0].getSubject()).isEqualTo("Grüße aus Malmö \uD83C\uDF0A");
        assertThat(all[0].getAllRecipients()).hasSize(1);
        assertThat(all[0].getAllRecipients()[0].toString()).isEqualTo(anna);
        assertThat(all[0].getFrom()[0].toString()).isEqualTo("Kontor <kontor@example.com>");
        assertThat(all[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(all[0].getMessageID()).endsWith("@pay.example.com>");
        assertThat(all[0].getContent().toString().replace("\r\n", "\n"))
                .contains("http://x/y\n.\nnach dem Punkt");
        assertThat(state(anna)).isEqualTo("SENT 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line\r\nBcc: eve@example.com",
                "line\nBcc: eve@example.com",
                "line\rBcc: eve@example.com",
                "line\u2028Bcc: eve@example.com",
                "line\u0085Bcc: eve@example.com",
                "line\0\u000bBcc: eve@example.com",
                "=?UTF-8?Q?line=0ABcc:_eve@example.com?=",
                "a very long line, a very long line, a very long line, a very long line, a very"
                        + " long line, a very long line, a very long line,\r\n"
                        + " Bcc: eve@example.com",
            })
    void subject_makesNoOtherHeader(String subject) throws Exception {
        write(anna, subject, "text");
        round(at(smtp.getSmtp().getPort(), SmtpServer.Security.LOCAL));
        MimeMessage[] all = smtp.getReceivedMessages();
        assertThat(all).hasSize(1);
        assertThat(all[0].getHeader("Bcc")).isNull();
        assertThat(all[0].getAllRecipients()).hasSize(1);
        assertThat(all[0].getSubject()).contains("line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\r\nBcc:eve@example.com",
                "a@example.com,eve@example.com",
                "Eve<eve@example.com>",
                "friends:a@example.com;",
                "a b@example.com",
                "a@example.com>\r\nRCPT TO:<eve@example.com",
                "\"a@example.com",
                "a@",
            })
    void recipientThatIsNotOneAddress_isGivenUp(String recipient) throws Exception {
        write(recipient, "x", "text");
        round(at(smtp.getSmtp().getPort(), SmtpServer.Security.LOCAL));
        assertThat(smtp.getReceivedMessages()).isEmpty();
        assertThat(givenUp).hasSize(1);
    }

    /** What the server does; what becomes of the mail. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    RCPT  | 550 no such mailbox     | GIVEN_UP 1 550 no such mailbox
                    RCPT  | 552 mailbox is full     | GIVEN_UP 1 552 mailbox is full
                    END   | 554 this is spam        | GIVEN_UP 1 554 this is spam
                    DATA  | 554 no                  | GIVEN_UP 1 554 no
                    RCPT  | 451 greylisted          | WAITING 1 451 greylisted with text
                    END   | 452 no room             | WAITING 1 452 no room with text
                    MAIL  | 550 sender refused      | WAITING 1
                    HELLO | 554 go away             | WAITING 1
                    HELLO | 421 busy                | WAITING 1
                    HELLO | silent                  | WAITING 1
                    RCPT  | silent                  | WAITING 1
                    END   | silent                  | WAITING 1
                    HELLO | gone                    | WAITING 1
                    MAIL  | gone                    | WAITING 1
                    DATA  | gone                    | WAITING 1
                    END   | gone                    | WAITING 1
                    """)
    void serverThatTakesNothing_isTriedAgainUnlessItRefuses(
            String command, String answer, String state) throws Exception {
        try (var rude = new RudeServer(Map.of(command, answer))) {
            write(anna, "x", "text");
            round(rude.address(SmtpServer.Security.LOCAL, SHORT));
        }
        assertThat(state(anna)).startsWith(state);
        assertThat(givenUp.isEmpty()).isEqualTo(state.startsWith("WAITING"));
    }

    /** As one does that asks the server of the recipient, and waits for it. */
    @ParameterizedTest
    @ValueSource(strings = {RudeServer.SILENT, RudeServer.GONE})
    void serverThatHangsAtOneRecipient_keepsNoOtherMailBack(String answer) throws Exception {
        String bert = "bert+" + Ids.next() + "@example.com";
        write(anna, "x", "text");
        write(bert, "x", "text");
        try (var rude = new RudeServer(Map.of("RCPT TO:<" + anna + ">", answer))) {
            round(rude.address(SmtpServer.Security.LOCAL, SHORT));
        }
        assertThat(state(anna)).startsWith("WAITING 1");
        assertThat(state(bert)).isEqualTo("SENT 1");
    }

    @Test
    void serverThatDiesAfterTheEnd_getsTheSameMailAgain() throws Exception {
        write(anna, "x", "text");
        try (var dying = new RudeServer(Map.of("END", RudeServer.GONE));
                var good = new RudeServer(Map.of())) {
            round(dying.address(SmtpServer.Security.LOCAL, PATIENCE));
            round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(good.mails()).as("not before its time").isEmpty();
            passTime("0 seconds");
            round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(dying.mails()).hasSize(1);
            assertThat(good.mails()).hasSize(1);
            assertThat(id(good)).isEqualTo(id(dying));
        }
        assertThat(state(anna)).isEqualTo("SENT 2");
    }

    private static String id(RudeServer server) {
        return server.mails()
                .getFirst()
                .lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nodes_sendEachMailOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            write(i + anna, "x", "text");
        }
        try (var good = new RudeServer(Map.of())) {
            var nodes = new ArrayList<Thread>();
            for (int i = 0; i < 3; i++) {
                var address = good.address(SmtpServer.Security.LOCAL, PATIENCE);
                nodes.add(Thread.ofVirtual().start(() -> round(address)));
            }
            for (var node : nodes) {
                node.join();
            }
            assertThat(good.mails()).hasSize(20);
        }
    }

    /** A node that died while it sent leaves the mail to others, after a while. */
    @Test
    void mailOfANodeThatDied_isSentByAnother() throws Exception {
        write(anna, "x", "text");
        try (var good = new RudeServer(Map.of())) {
            var address = good.address(SmtpServer.Security.LOCAL, PATIENCE);
            var now = Instant.now(database.clock());
            for (var id : postman(address).due()) {
                database.system(sql -> outbox.table().begin(sql, id, now, Duration.ofMinutes(1)));
            }
            round(address);
            assertThat(good.mails()).isEmpty();
            passTime("0 seconds");
            round(address);
            assertThat(good.mails()).hasSize(1);
        }
        assertThat(state(anna)).isEqualTo("SENT 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 days", "3 days"})
    void mailThatNobodyTakes_isGivenUp(String late) throws Exception {
        write(anna, "x", "text");
        try (var busy = new RudeServer(Map.of("RCPT", "451 not now"))) {
            round(busy.address(SmtpServer.Security.LOCAL, PATIENCE));
            passTime(late);
            round(busy.address(SmtpServer.Security.LOCAL, PATIENCE));
        }
        assertThat(state(anna)).isEqualTo("GIVEN_UP 2 451 not now");
        assertThat(givenUp).containsExactly("451 not now");
    }

    /** However often somebody is invited anew, the mailbox is not flooded; the last link counts. */
    @Test
    void invitationsAnew_areFiveAnHour() throws Exception {
        var organization = Optional.of(TestKontor.shared().organization());
        var other = Optional.of(TestKontor.shared().organization());
        try (var good = new RudeServer(Map.of())) {
            for (int i = 1; i <= 8; i++) {
                invite(organization, "link " + i);
                round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            }
            assertThat(good.mails()).hasSize(5);
            invite(other, "of another");
            round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(good.mails()).as("nobody uses up what others have").hasSize(6);
            passTime("1 hour");
            round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(good.mails()).hasSize(7);
            assertThat(good.mails().getLast()).contains("link 8");
        }
    }

    /** One that tells its many payers something keeps nobody else's mail back, nor its own. */
    @Test
    void organizationWithManyNotices_keepsNoOtherMailBack() {
        var busy = Optional.of(TestKontor.shared().organization());
        var quiet = Optional.of(TestKontor.shared().organization());
        writeAll(busy, MailKind.PRE_NOTIFICATION, "payer", 200);
        writeAll(busy, MailKind.INVITATION, "colleague", 1);
        writeAll(quiet, MailKind.PRE_NOTIFICATION, "other payer", 3);
        writeAll(quiet, MailKind.CHANGE_REQUEST, "other colleague", 1);
        write(anna, "forgotten", "text");
        var first = subjects(postman(at(1, SmtpServer.Security.LOCAL)).due());
        assertThat(first).hasSize(50);
        assertThat(first.subList(0, 3))
                .containsExactlyInAnyOrder("colleague", "other colleague", "forgotten");
        assertThat(first.subList(3, 8)).contains("other payer").contains("payer");
        assertThat(first).filteredOn("other payer"::equals).hasSize(3);
    }

    private void writeAll(
            Optional<OrganizationId> organization, MailKind kind, String subject, int count) {
        var now = Instant.now(database.clock());
        var end = now.plus(Duration.ofDays(3));
        var mails =
                IntStream.range(0, count)
                        .mapToObj(i -> new NewMail(kind, organization, i + anna, subject, "x", end))
                        .toList();
        database.systemDo(sql -> outbox.write(sql, now, Outbox.Way.SENT, mails));
    }

    private List<String> subjects(List<UUID> mails) {
        return mails.stream()
                .map(
                        id ->
                                database.system(
                                        sql ->
                                                sql.createQuery(
                                                                "SELECT subject FROM mails WHERE id"
                                                                        + " = :id")
                                                        .bind("id", id)
                                                        .mapTo(String.class)
                                                        .one()))
                .toList();
    }

    private void wasSent(String recipient, Duration ago) {
        database.systemDo(
                sql ->
                        sql.createUpdate(
                                        """
                                        UPDATE mails SET state = 'SENT', text = NULL, next_try = NULL, ended = created,
                                            created = :created
                                        WHERE recipient = :recipient
                                        """)
                                .bind("created", Instant.now().minus(ago))
                                .bind("recipient", recipient)
                                .execute());
    }

    @Test
    void mailThatWasOverLongAgo_isForgotten() {
        write("old" + anna, "x", "text");
        write("new" + anna, "x", "text");
        wasSent("old" + anna, Duration.ofDays(31));
        wasSent("new" + anna, Duration.ofDays(29));
        outbox.forgetOld(database);
        assertThat(state("new" + anna)).startsWith("SENT");
        assertThatThrownBy(() -> state("old" + anna)).isInstanceOf(IllegalStateException.class);
    }

    private void invite(Optional<OrganizationId> organization, String text) {
        var now = Instant.now(database.clock());
        var mail =
                new NewMail(
                        MailKind.INVITATION,
                        organization,
                        anna,
                        "x",
                        text,
                        now.plus(Duration.ofDays(7)));
        database.systemDo(sql -> outbox.write(sql, now, Outbox.Way.SENT, mail));
    }

    @Test
    void mailThatIsOutOfDate_isNotSent() throws Exception {
        write(anna, "x", "text");
        database.systemDo(
                sql ->
                        sql.createUpdate(
                                        """
                                        UPDATE mails SET expires = created WHERE recipient = :recipient
                                        """)
                                .bind("recipient", anna)
                                .execute());
        try (var good = new RudeServer(Map.of())) {
            round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(good.mails()).isEmpty();
        }
        assertThat(state(anna)).isEqualTo("GIVEN_UP 1 it is out of date");
    }

    /** A server in whose middle somebody sits is told nothing. */
    @Test
    void serverWithoutTls_isToldNothing() throws Exception {
        try (var plain = new RudeServer(Map.of())) {
            write(anna, "x", "text");
            round(plain.address(SmtpServer.Security.STARTTLS, PATIENCE));
            assertThat(plain.mails()).isEmpty();
        }
        assertThat(state(anna)).startsWith("WAITING 1").contains("STARTTLS");
    }

    @Test
    void serverWithACertificateOfNobody_isToldNothing() throws Exception {
        var smtps = good(ServerSetup.PROTOCOL_SMTPS);
        write(anna, "x", "text");
        round(at(smtps.getSmtps().getPort(), SmtpServer.Security.TLS));
        assertThat(smtps.getReceivedMessages()).isEmpty();
        assertThat(state(anna)).startsWith("WAITING 1");
        smtps.stop();
    }

    @Test
    void login_isReadFromItsFileEachTime(@TempDir Path folder) throws Exception {
        var smtp = good(ServerSetup.PROTOCOL_SMTP);
        smtp.setUser("kontor@example.com", "kontor", "right");
        var file = folder.resolve("password");
        var login = Optional.of(new SmtpServer.Login("kontor", file));
        var server =
                new SmtpServer(
                        "127.0.0.1",
                        smtp.getSmtp().getPort(),
                        SmtpServer.Security.LOCAL,
                        login,
                        "kontor@example.com",
                        PATIENCE);
        write(anna, "x", "text");
        round(server);
        assertThat(state(anna)).as("no file").startsWith("WAITING 1 the password file");
        for (String password : new String[] {"wrong\n", "right\n"}) {
            Files.writeString(file, password);
            passTime("0 seconds");
            round(server);
        }
        assertThat(state(anna)).isEqualTo("SENT 3");
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        smtp.stop();
    }

    /** Where Kontor is known by a number only, it greets as the standard has it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    127.0.0.1       | [127.0.0.1]
                    [::1]           | [IPv6:::1]
                    pay.example.com | pay.example.com
                    """)
    void name_isThatOfAHostOrAnAddressInBrackets(String host, String name) throws Exception {
        write(anna, "x", "text");
        try (var good = new RudeServer(Map.of())) {
            var address = good.address(SmtpServer.Security.LOCAL, PATIENCE);
            var postman = new Postman(database, outbox, address, host, (mail, why) -> {});
            postman.due().forEach(postman::send);
            assertThat(good.commands().getFirst()).isEqualTo("EHLO " + name);
            assertThat(id(good)).endsWith("@" + name + ">");
        }
    }

    /** An address in other letters goes to servers that can take it, and is given up at others. */
    @Test
    void recipientInOtherLetters_isGivenUpWhereTheServerTakesNone() throws Exception {
        String other = "grüße" + anna;
        write(other, "x", "text");
        try (var old = new RudeServer(Map.of("RCPT", "553 only ascii"))) {
            round(old.address(SmtpServer.Security.LOCAL, PATIENCE));
        }
        assertThat(state(other)).startsWith("GIVEN_UP 1");
        write("b" + other, "x", "text");
        try (var able = new RudeServer(Map.of("EHLO", "250-rude\r\n250 SMTPUTF8"))) {
            round(able.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(able.mails()).hasSize(1);
            assertThat(able.mails().getFirst()).contains("To: b" + other);
        }
    }

    @Test
    void pause_growsToAnHour() {
        assertThat(Postman.pause(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Postman.pause(2)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Postman.pause(1_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void textAtRest_isSealedAndBoundToItsMail() {
        write(anna, "x", "http://secret");
        write("b" + anna, "x", "http://other");
        var texts =
                database.system(
                        sql ->
                                sql.createQuery(
                                                """
                                                SELECT encode(text, 'escape') FROM mails WHERE recipient LIKE :like
                                                """)
                                        .bind("like", "%" + anna)
                                        .mapTo(String.class)
                                        .list());
        assertThat(texts).hasSize(2).noneMatch(text -> text.contains("secret"));
        database.systemDo(
                sql ->
                        sql.createUpdate(
                                        """
                                        UPDATE mails SET text = (SELECT text FROM mails WHERE recipient = :other)
                                        WHERE recipient = :recipient
                                        """)
                                .bind("other", "b" + anna)
                                .bind("recipient", anna)
                                .execute());
        try (var good = new RudeServer(Map.of())) {
            round(good.address(SmtpServer.Security.LOCAL, PATIENCE));
            assertThat(good.mails()).hasSize(1);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        assertThat(state(anna)).startsWith("GIVEN_UP 1 its text was altered");
    }
}

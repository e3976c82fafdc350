package kontor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.TestKontor;
import kontor.addresses.Network;
import kontor.logs.LogForm;
import kontor.mail.SmtpServer;
import kontor.openid.Provider;
import kontor.postgres.DatabaseUrl;
import kontor.retention.Keep;
import kontor.secrets.Secret;
import kontor.server.Edge;
import kontor.sessions.SessionLimits;
import kontor.shares.Allowance;
import kontor.vault.KeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

    @Test
    void nothingSet_givesTheDefaults() throws WrongSetting {
        assertThat(Config.read(Map.of("PATH", "/bin", "KONTOR_PORT", " ")))
                .isEqualTo(
                        new Config(
                                8080,
                                InetAddress.ofLiteral("127.0.0.1"),
                                Path.of("data").toAbsolutePath(),
                                Optional.of(Path.of("data/bank-files").toAbsolutePath()),
                                1L << 30,
                                false,
                                true,
                                Optional.empty(),
                                new KeySource.InFile(
                                        Path.of("data/secret.key").toAbsolutePath(), true),
                                Duration.ofSeconds(60),
                                Keep.STANDARD,
                                Allowance.STANDARD.on(Path.of("data").toAbsolutePath()),
                                true,
                                Optional.empty(),
                                new Edge(
                                        List.of(),
                                        List.of("http://localhost:*", "http://127.0.0.1:*")),
                                Config.People.STANDARD,
                                new Config.Told(LogForm.TEXT, Optional.empty(), Optional.empty())));
    }

    @Test
    void allSet_isTaken() throws WrongSetting {
        var config =
                Config.read(
                        Map.ofEntries(
                                Map.entry("KONTOR_DATABASE_WAIT", "5"),
                                Map.entry("KONTOR_KEEP_FILES", "400"),
                                Map.entry("KONTOR_KEEP_DELETED", "30"),
                                Map.entry("KONTOR_PORT", "0"),
                                Map.entry("KONTOR_BIND", "::"),
                                Map.entry("KONTOR_DATA", "/srv/kontor/"),
                                Map.entry("KONTOR_BANK_FILES", "/srv/banks"),
                                Map.entry("KONTOR_LARGEST_BANK_FILE", "5"),
                                Map.entry("KONTOR_SANDBOX", "off"),
                                Map.entry("KONTOR_HOLD_BANK_WORK", "on"),
                                Map.entry("KONTOR_DATABASE_URL", "postgresql://k:p@db/kontor"),
                                Map.entry("KONTOR_MOST_REQUESTS", "500"),
                                Map.entry("KONTOR_MOST_STORED", "7"),
                                Map.entry("KONTOR_RATE_LIMIT", "off"),
                                Map.entry("KONTOR_BASE_URL", "https://pay.example.com/"),
                                Map.entry("KONTOR_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                                Map.entry("KONTOR_ORIGINS", "https://app.example.com"),
                                Map.entry("KONTOR_SECRET_KEY", TestKontor.SECRET_KEY),
                                Map.entry("KONTOR_SESSION_IDLE", "5"),
                                Map.entry("KONTOR_SESSION_LONGEST", "8"),
                                Map.entry("KONTOR_SMTP_URL", "smtps://mail.example.com"),
                                Map.entry("KONTOR_MAIL_FROM", "kontor@example.com"),
                                Map.entry("KONTOR_SMTP_TIMEOUT", "7"),
                                Map.entry("KONTOR_LOG", "json"),
                                Map.entry("KONTOR_JAVA_OPTIONS", "-Xmx1g")));

        assertThat(config)
                .isEqualTo(
                        new Config(
                                0,
                                InetAddress.ofLiteral("::"),
                                Path.of("/srv/kontor"),
                                Optional.of(Path.of("/srv/banks")),
                                5L << 20,
                                true,
                                false,
                                Optional.of(
                                        new DatabaseUrl(
                                                "jdbc:postgresql://db/kontor?user=k&password=p"
                                                        + "&targetServerType=primary")),
                                KeySource.given(TestKontor.SECRET_KEY),
                                Duration.ofSeconds(5),
                                new Keep(Duration.ofDays(400), Duration.ofDays(30)),
                                new Allowance(500, 7L << 30, Optional.empty()),
                                false,
                                Optional.of(URI.create("https://pay.example.com")),
                                new Edge(
                                        List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")),
                                        List.of("https://app.example.com")),
                                new Config.People(
                                        new SessionLimits(
                                                Duration.ofMinutes(5), Duration.ofHours(8)),
                                        Optional.of(
                                                new SmtpServer(
                                                        "mail.example.com",
                                                        465,
                                                        SmtpServer.Security.TLS,
                                                        Optional.empty(),
                                                        "kontor@example.com",
                                                        Duration.ofSeconds(7))),
                                        Optional.empty()),
                                new Config.Told(LogForm.JSON, Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://db/kontor | jdbc:postgresql://db/kontor?targetServerType=primary
                    postgres://u@db/kontor | jdbc:postgresql://db/kontor?user=u&targetServerType=primary
                    postgresql://u:p%40%2B@[::1]:5433/k | jdbc:postgresql://[::1]:5433/k?user=u&password=p%40%2B&targetServerType=primary
                    postgresql://u:a+b:c@db/k?ssl=true | jdbc:postgresql://db/k?user=u&password=a%2Bb%3Ac&ssl=true&targetServerType=primary
                    postgresql://db/k?sslmode=require | jdbc:postgresql://db/k?sslmode=require&targetServerType=primary
                    postgresql://u:p@a:1,b:2,[::1]:3,c/k | jdbc:postgresql://a:1,b:2,[::1]:3,c/k?user=u&password=p&targetServerType=primary
                    postgresql://u:%25%2F%3F%23%20@kontor_db_1/k%20x | jdbc:postgresql://kontor_db_1/k%20x?user=u&password=%25%2F%3F%23+&targetServerType=primary
                    postgresql://a,b/k?target_session_attrs=read-write | jdbc:postgresql://a,b/k?targetServerType=primary
                    postgresql://a,b/k?target_session_attrs=any&connect_timeout=2 | jdbc:postgresql://a,b/k?targetServerType=any&connectTimeout=2
                    jdbc:postgresql://a:1,b:2/k?user=u | jdbc:postgresql://a:1,b:2/k?user=u&targetServerType=primary
                    jdbc:postgresql://a:1/k | jdbc:postgresql://a:1/k?targetServerType=primary
                    jdbc:postgresql://a:1/k?targetServerType=any | jdbc:postgresql://a:1/k?targetServerType=any
                    """)
    void databaseUrl_becomesAJdbcAddress(String given, String jdbc) throws WrongSetting {
        assertThat(Config.read(Map.of("KONTOR_DATABASE_URL", given)).database())
                .map(DatabaseUrl::jdbc)
                .hasValue(jdbc);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    KONTOR_PORT         | 65536             | must be a whole number from 0 to 65535
                    KONTOR_PORT         | -1                | must be a whole number from 0 to 65535
                    KONTOR_PORT         | eighty            | must be a whole number from 0 to 65535
                    KONTOR_BIND         | pay.example.com   | must be a numeric address
                    KONTOR_BIND         | 1.2.3.4.5         | must be a numeric address
                    KONTOR_DATABASE_WAIT| 3601              | must be a whole number of seconds
                    KONTOR_KEEP_FILES   | 0                 | must be a whole number of days
                    KONTOR_KEEP_DELETED | ever              | must be a whole number of days
                    KONTOR_DATABASE_WAIT| soon              | must be a whole number of seconds
                    KONTOR_SESSION_IDLE | 0                 | must be a whole number of minutes from 1 to 1440
                    KONTOR_SESSION_IDLE | 15 min            | must be a whole number of minutes from 1 to 1440
                    KONTOR_SMTP_URL     | mail.example.com  | must look like smtps://mail.example.com:465
                    KONTOR_SMTP_URL     | smtp://mail/x     | must look like smtps://mail.example.com:465
                    KONTOR_SMTP_URL     | http://mail       | must look like smtps://mail.example.com:465
                    KONTOR_MAIL_FROM    | Kontor            | must be one e-mail address
                    KONTOR_SMTP_TIMEOUT | 0                 | must be a whole number of seconds from 1 to 300
                    KONTOR_SESSION_LONGEST | 0              | must be a whole number of hours from 1 to 168
                    KONTOR_SESSION_LONGEST | 169            | must be a whole number of hours from 1 to 168
                    KONTOR_SANDBOX      | yes               | must be on or off
                    KONTOR_SANDBOX      | true              | must be on or off
                    KONTOR_SANDBOX      | false             | must be on or off
                    KONTOR_SANDBOX      | ON                | must be on or off
                    KONTOR_SANDBOX      | 0                 | must be on or off
                    KONTOR_HOLD_BANK_WORK | true            | must be on or off
                    KONTOR_HOLD_BANK_WORK | On              | must be on or off
                    KONTOR_RATE_LIMIT   | false             | must be on or off
                    KONTOR_RATE_LIMIT   | yes               | must be on or off
                    KONTOR_PORT         | 08080             | must be a whole number from 0 to 65535
                    KONTOR_PORT         | +8080             | must be a whole number from 0 to 65535
                    KONTOR_DATABASE_WAIT| 10s               | must be a whole number of seconds from 0 to 3600
                    KONTOR_DATABASE_WAIT| 1.5               | must be a whole number of seconds from 0 to 3600
                    KONTOR_KEEP_FILES   | 10 years          | must be a whole number of days from 1 to 36525
                    KONTOR_KEEP_FILES   | 99999999999       | must be a whole number of days from 1 to 36525
                    KONTOR_LARGEST_BANK_FILE | 1 GB        | must be a whole number of megabytes from 1 to 1024
                    KONTOR_LARGEST_BANK_FILE | 0           | must be a whole number of megabytes from 1 to 1024
                    KONTOR_LARGEST_BANK_FILE | 1025        | must be a whole number of megabytes from 1 to 1024
                    KONTOR_DATA         | ~/kontor          | must be the path of a folder
                    KONTOR_BANK_FILES   | ~                 | must be the path of a folder
                    KONTOR_TRUSTED_PROXIES | proxy.local    | must be addresses or networks
                    KONTOR_TRUSTED_PROXIES | 10.0.0.0/33    | must be addresses or networks
                    KONTOR_ORIGINS      | app.example.com   | must be origins
                    KONTOR_ORIGINS      | *                 | must be origins
                    KONTOR_BASE_URL     | pay.example.com   | must look like https://
                    KONTOR_BASE_URL     | ftp://example.com | must look like https://
                    KONTOR_BASE_URL     | https://a.com?x=1 | must look like https://
                    KONTOR_BASE_URL     | https://:8080     | must look like https://
                    KONTOR_OPENID_ISSUER | http://id.example | must be an https:// address
                    KONTOR_OPENID_ISSUER | no address        | must be an https:// address
                    KONTOR_OPENID_SECRET_FILE | /nowhere     | must be a file with the secret
                    KONTOR_OPENID_SECOND_FACTOR | perhaps    | must be on or off
                    """)
    void wrongValue_isNamedWithValueAndCure(String name, String value, String cure) {
        assertThatThrownBy(() -> Config.read(Map.of(name, value)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageStartingWith(name + " is \"" + value + "\" but " + cure);
    }

    @Test
    void provider_isSetAsAWhole(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "hush\n");
        var all =
                Map.of(
                        "KONTOR_OPENID_ISSUER", "https://id.example.com/",
                        "KONTOR_OPENID_CLIENT", "kontor",
                        "KONTOR_OPENID_SECRET_FILE", secret.toString(),
                        "KONTOR_OPENID_SECOND_FACTOR", "on");
        var config = Config.read(all);
        assertThat(config.people().provider())
                .contains(
                        new Provider(
                                URI.create("https://id.example.com/"),
                                "kontor",
                                new Secret("hush"),
                                "single sign-on",
                                true));
        assertThat(config.toString()).doesNotContain("hush");
        for (String missing : List.of("ISSUER", "CLIENT", "SECRET_FILE")) {
            var some = new HashMap<>(all);
            some.remove("KONTOR_OPENID_" + missing);
            assertThatThrownBy(() -> Config.read(some))
                    .isInstanceOf(WrongSetting.class)
                    .hasMessageContaining("set all of them");
        }
    }

    @Test
    void plainHttpForOtherMachines_isRefused() throws WrongSetting {
        assertThatThrownBy(() -> Config.read(Map.of("KONTOR_BIND", "0.0.0.0")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("plain HTTP")
                .hasMessageContaining("KONTOR_BASE_URL");
        assertThatThrownBy(
                        () ->
                                Config.read(
                                        Map.of(
                                                "KONTOR_BIND", "::",
                                                "KONTOR_BASE_URL", "http://pay.example.com")))
                .isInstanceOf(WrongSetting.class);
        for (var safe :
                List.of(
                        Map.of("KONTOR_BIND", "::1"),
                        Map.of("KONTOR_BIND", "0.0.0.0", "KONTOR_BASE_URL", "https://a.example"),
                        Map.of("KONTOR_BIND", "0.0.0.0", "KONTOR_TRUSTED_PROXIES", "10.0.0.7"))) {
            assertThat(Config.read(safe).port()).isEqualTo(8080);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    KONTOR_DATABASE_URL | mysql://u:hush@db/k                  | mysql://***@db/k
                    KONTOR_DATABASE_URL | postgresql://u:hu@hush/?sh@db/k      | postgresql://***@db/k
                    KONTOR_DATABASE_URL | postgresql://u:hush@db               | postgresql://***@db
                    KONTOR_DATABASE_URL | postgresql:u:hush@db/k               | (not shown)
                    KONTOR_DATABASE_URL | jdbc:postgresql://db?password=hush&a | jdbc:postgresql://db?password=***&a
                    KONTOR_DATABASE_URL | postgresql://u:hush@a,,b/k           | postgresql://***@a,,b/k
                    KONTOR_DATABASE_URL | postgresql://u:hush@a:70000/k        | postgresql://***@a:70000/k
                    KONTOR_DATABASE_URL | postgresql://u:hush@::1/k            | postgresql://***@::1/k
                    KONTOR_DATABASE_URL | postgresql://u:h%ush@a/k             | postgresql://***@a/k
                    KONTOR_DATABASE_URL | jdbc:postgresql://u:hush@db/k        | jdbc:postgresql://***@db/k
                    KONTOR_BASE_URL     | https://u:hush@pay.example.com       | https://***@pay.example.com
                    """)
    void wrongUrl_isShownWithoutPassword(String name, String value, String shown) {
        assertThatThrownBy(() -> Config.read(Map.of(name, value)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageStartingWith(name + " is \"" + shown + "\" but ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void config_printsNoPassword() throws WrongSetting {
        var url = "jdbc:postgresql://db/k?user=u&password=hush&sslpassword=hush";

        assertThat(Config.read(Map.of("KONTOR_DATABASE_URL", url)).toString())
                .contains("jdbc:postgresql://db/k")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    KONTOR_PROT         | ; did you mean KONTOR_PORT?
                    KONTOR_DATABASE     | ; did you mean KONTOR_DATABASE_URL?
                    KONTOR_RATELIMIT    | ; did you mean KONTOR_RATE_LIMIT?
                    kontor_port         | ; did you mean KONTOR_PORT?
                    Kontor_Sandbox      | ; did you mean KONTOR_SANDBOX?
                    KONTOR_COLOUR_THEME | ; ./kontor settings lists them all.
                    """)
    void unknownName_isRefusedWithTheNearest(String name, String hint) {
        assertThatThrownBy(() -> Config.read(Map.of(name, "hush")))
                .isInstanceOf(WrongSetting.class)
                .hasMessage(name + " is not a setting of Kontor" + hint);
    }

    @Test
    void sessionThatIdlesLongerThanItLasts_isRefused() {
        var settings = Map.of("KONTOR_SESSION_IDLE", "120", "KONTOR_SESSION_LONGEST", "1");
        assertThatThrownBy(() -> Config.read(settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessage(
                        "KONTOR_SESSION_IDLE is 120 minutes but must be no longer than"
                                + " KONTOR_SESSION_LONGEST, which is 1 hours.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    smtps://mail.example.com     | mail.example.com | 465 | TLS
                    smtps://mail.example.com:25  | mail.example.com | 25  | TLS
                    smtp://mail.example.com      | mail.example.com | 587 | STARTTLS
                    smtp://localhost:2525        | localhost        | 2525 | LOCAL
                    smtp://127.0.0.1:25          | 127.0.0.1        | 25  | LOCAL
                    smtp://localhost.example.com | localhost.example.com | 587 | STARTTLS
                    smtps://localhost            | localhost        | 465 | TLS
                    smtp://[::1]:25              | ::1              | 25  | LOCAL
                    """)
    void mailServer_isUsedWithoutTlsOnThisMachineOnly(
            String url, String host, int port, SmtpServer.Security security) throws WrongSetting {
        var settings = Map.of("KONTOR_SMTP_URL", url, "KONTOR_MAIL_FROM", "k@example.com");
        var server = Config.read(settings).people().mail().orElseThrow();
        assertThat(server.host()).isEqualTo(host);
        assertThat(server.port()).isEqualTo(port);
        assertThat(server.security()).isEqualTo(security);
    }

    @Test
    void mailServer_isSetWholeOrNotAtAll() {
        var url = Map.entry("KONTOR_SMTP_URL", "smtps://mail.example.com");
        var from = Map.entry("KONTOR_MAIL_FROM", "k@example.com");
        var user = Map.entry("KONTOR_SMTP_USER", "k");
        var file = Map.entry("KONTOR_SMTP_PASSWORD_FILE", "/nowhere/password");
        for (var wrong :
                List.of(
                        Map.ofEntries(url),
                        Map.ofEntries(from),
                        Map.ofEntries(url, from, user),
                        Map.ofEntries(url, from, file),
                        Map.ofEntries(user, file),
                        Map.ofEntries(url, from, user, file))) {
            assertThatThrownBy(() -> Config.read(wrong))
                    .as(wrong.toString())
                    .isInstanceOf(WrongSetting.class);
        }
    }

    @Test
    void severalWrong_areNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                Config.read(
                                        Map.of(
                                                "KONTOR_PORT",
                                                "x",
                                                "KONTOR_RATE_LIMIT",
                                                "x",
                                                "KONTOR_PROT",
                                                "1")))
                .message()
                .hasLineCount(3);
    }

    @Test
    void baseUrl_isThePortInUseWhenNotGiven() throws WrongSetting {
        assertThat(Config.read(Map.of("KONTOR_PORT", "0")).baseUrl(4711))
                .isEqualTo(URI.create("http://127.0.0.1:4711"));
    }

    @Test
    void listing_isTheOneInTheDocumentation() throws Exception {
        assertThat(Files.readString(Path.of("docs/settings.md")))
                .contains("```text\n" + Setting.listing() + "```\n");
    }
}

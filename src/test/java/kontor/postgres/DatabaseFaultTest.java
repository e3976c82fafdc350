package kontor.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.stream.Stream;
import kontor.TestKontor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a database is told by its cause, at the start as while Kontor works. */
class DatabaseFaultTest {

    private static final TestKontor KONTOR = TestKontor.shared();
    private static final String URL = KONTOR.jdbcUrl();
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String READ_ONLY = "options=-c%20default_transaction_read_only%3Don";

    /** Takes connections, as a frozen server does, and says nothing. */
    private static ServerSocket mute;

    @BeforeAll
    static void prepare() throws Exception {
        mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        asSuperuser("DROP ROLE IF EXISTS kontor_crowded");
        asSuperuser("CREATE ROLE kontor_crowded LOGIN PASSWORD 'x' CONNECTION LIMIT 0");
    }

    @AfterAll
    static void end() throws Exception {
        mute.close();
        asSuperuser("DROP ROLE kontor_crowded");
    }

    private static void asSuperuser(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(KONTOR.asSuperuser(URL));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Fault(String name, String url, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        String silent = "&connectTimeout=1&loginTimeout=1&socketTimeout=1";
        return Stream.of(
                new Fault("read only", URL + "&" + READ_ONLY, "takes no changes"),
                new Fault(
                        "no primary among the hosts",
                        URL + "&targetServerType=primary&" + READ_ONLY,
                        "takes no changes"),
                new Fault(
                        "silent",
                        at("127.0.0.1:" + mute.getLocalPort()) + silent,
                        "gives no answer within 1 s"),
                new Fault("nobody there", at("127.0.0.1:1"), "refuses connections"),
                new Fault(
                        "too many connections",
                        URL.replaceFirst("user=[^&]*", "user=kontor_crowded")
                                .replaceFirst("password=[^&]*", "password=x"),
                        "has no connection free: too many connections for role"),
                new Fault(
                        "wrong password",
                        URL.replaceFirst("password=[^&]*", "password=wrong"),
                        "does not let Kontor in"),
                new Fault(
                        "unknown database",
                        URL.replaceFirst("/[a-z0-9_]+[?]", "/nowhere?"),
                        "no such database"),
                new Fault("unknown host", at("database.invalid:5432"), "is not known"));
    }

    private static String at(String host) {
        return URL.replaceFirst("//[^/]*/", "//" + host + "/");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isToldByItsCause_inTheSameWordsAtTheStart(Fault fault) {
        try (var probe = Postgres.at(fault.url).probe(LIMIT)) {
            String told = probe.trouble().orElseThrow();
            assertThat(told).contains(fault.says).doesNotContain("\n", "password=", "Exception");
            assertThat(probe.trouble()).hasValue(told);
            assertThatThrownBy(() -> start(fault.url)).hasMessage(told);
        }
    }

    private static void start(String url) {
        Postgres.at(url).await(Duration.ZERO, () -> false, _ -> {});
        Postgres.at(url).prepare();
    }

    @Test
    void well_isAskedOverOneConnection_andAnewWhenItsSessionEnded() throws Exception {
        try (var probe = Postgres.at(URL + "&ApplicationName=probe").probe(LIMIT)) {
            assertThat(probe.trouble()).isEmpty();
            assertThat(probe.trouble()).isEmpty();
            asSuperuser(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name = 'probe'
                    """);
            assertThat(probe.trouble()).isEmpty();
        }
    }
}

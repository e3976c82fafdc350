package kontor.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import kontor.logs.LogForm;
import kontor.mail.SmtpServer;
import kontor.openid.Provider;
import kontor.postgres.DatabaseUrl;
import kontor.retention.Keep;
import kontor.server.Edge;
import kontor.sessions.SessionLimits;
import kontor.shares.Allowance;
import kontor.vault.KeySource;
import org.jspecify.annotations.Nullable;

/**
 * How this Kontor is set up; what each setting means stands in {@link Setting}.
 *
 * @param port 0 to 65535, 0 for any free one
 * @param bind the address to listen on
 * @param data folder, absolute
 * @param bankFiles folder, absolute, in which connections have theirs; empty where somebody must
 *     say which, since nodes that share a database must share it
 * @param largestBankFile bytes that a file from a bank may have
 * @param holdBankWork whether bank work is held until an operator releases it
 * @param sandbox whether a first start makes a sandbox
 * @param database empty when Kontor runs its own PostgreSQL
 * @param masterKeys what encrypts the secrets in the database
 * @param databaseWait how long a start waits for such a database that is not there yet
 * @param keep how long old things stay
 * @param allowance what each organization may use at most
 * @param rateLimit whether callers are slowed down
 * @param baseUrl as given, without a slash at its end
 * @param edge what stands in front of the server
 * @param people how people come in
 * @param told how others learn how this node is
 */
public record Config(
        int port,
        InetAddress bind,
        Path data,
        Optional<Path> bankFiles,
        long largestBankFile,
        boolean holdBankWork,
        boolean sandbox,
        Optional<DatabaseUrl> database,
        KeySource masterKeys,
        Duration databaseWait,
        Keep keep,
        Allowance allowance,
        boolean rateLimit,
        Optional<URI> baseUrl,
        Edge edge,
        People people,
        Told told) {

    /** How others learn how this node is: by its log, and figures on a port of loopback. */
    public record Told(LogForm log, Optional<Integer> metricsPort, Optional<Path> anchors) {}

    /**
     * How people come in.
     *
     * @param sessions how long they stay signed in
     * @param mail what takes mail to them; empty where nothing does
     * @param provider by which they sign in, too; empty where none is set
     */
    public record People(
            SessionLimits sessions, Optional<SmtpServer> mail, Optional<Provider> provider) {

        /** Where nothing is set. */
        public static final People STANDARD =
                new People(SessionLimits.STANDARD, Optional.empty(), Optional.empty());
    }

    /**
     * @throws WrongSetting naming all settings that cannot be used or are not known
     */
    public static Config read(Map<String, String> environment) throws WrongSetting {
        var reader = new Reader(environment);
        var config = config(reader);
        reader.refuseUnknown();
        if (config == null || !reader.sentences().isEmpty()) {
            throw new WrongSetting(reader.sentences());
        }
        return config;
    }

    private static @Nullable Config config(Reader reader) {
        var reached = Reached.read(reader);
        var hold = reader.read(Setting.KONTOR_HOLD_BANK_WORK, Values::onOrOff);
        var sandbox = reader.read(Setting.KONTOR_SANDBOX, Values::onOrOff);
        var storage = Storage.read(reader);
        var rateLimit = reader.read(Setting.KONTOR_RATE_LIMIT, Values::onOrOff);
        var people = PeopleSettings.read(reader);
        var told = told(reader);
        if (reached == null
                || hold == null
                || sandbox == null
                || storage == null
                || rateLimit == null
                || people == null
                || told == null) {
            return null;
        }
        return new Config(
                reached.port(),
                reached.bind(),
                storage.data(),
                storage.folder(),
                storage.largestBankFile(),
                hold,
                sandbox,
                storage.database(),
                storage.keys(),
                storage.patience(),
                storage.keep(),
                storage.allowance(),
                rateLimit,
                reached.baseUrl(),
                reached.edge(sandbox),
                people,
                told);
    }

    private static @Nullable Told told(Reader reader) {
        var log = reader.read(Setting.KONTOR_LOG, Values::logForm);
        var metrics = reader.read(Setting.KONTOR_METRICS_PORT, Values.optional(Values::port));
        var anchors = reader.read(Setting.KONTOR_ANCHORS, Values.optional(Values::folder));
        return log == null || metrics == null || anchors == null
                ? null
                : new Told(log, metrics, anchors);
    }

    /** The folder for what this node knows of the feeds. */
    public Path history() {
        return data.resolve("history");
    }

    /**
     * The address that clients use.
     *
     * @param listeningOn the port in use, which the settings do not know when they say 0
     */
    public URI baseUrl(int listeningOn) {
        return baseUrl.orElseGet(() -> URI.create("http://127.0.0.1:" + listeningOn));
    }
}

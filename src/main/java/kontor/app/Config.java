package kontor.app;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import kontor.logs.LogForm;
import kontor.postgres.DatabaseUrl;
import kontor.retention.Keep;
import kontor.server.Edge;
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
        Told told) {

    /** How others learn how this node is: by its log, and figures on a port of loopback. */
    public record Told(LogForm log, Optional<Integer> metricsPort, Optional<Path> anchors) {}

    /** Pages that developers have on their own machine. */
    private static final List<String> OF_SANDBOX =
            List.of("http://localhost:*", "http://127.0.0.1:*");

    /**
     * @throws WrongSetting naming all settings that cannot be used or are not known
     */
    public static Config read(Map<String, String> environment) throws WrongSetting {
        var reader = new Reader(environment);
        var config = config(reader);
        reader.refuseUnknown();
        if (config == null || !reader.sentences.isEmpty()) {
            throw new WrongSetting(reader.sentences);
        }
        return config;
    }

    private static @Nullable Config config(Reader reader) {
        var port = reader.read(Setting.KONTOR_PORT, Setting::port);
        var bind = reader.read(Setting.KONTOR_BIND, Setting::address);
        var hold = reader.read(Setting.KONTOR_HOLD_BANK_WORK, Setting::onOrOff);
        var sandbox = reader.read(Setting.KONTOR_SANDBOX, Setting::onOrOff);
        var storage = storage(reader);
        var rateLimit = reader.read(Setting.KONTOR_RATE_LIMIT, Setting::onOrOff);
        var baseUrl = reader.read(Setting.KONTOR_BASE_URL, optional(Edge::webAddress));
        var edge = edge(reader, Boolean.TRUE.equals(sandbox));
        var told = told(reader);
        refusePlain(reader, bind, baseUrl, edge);
        if (port == null
                || bind == null
                || hold == null
                || sandbox == null
                || storage == null
                || rateLimit == null
                || baseUrl == null
                || edge == null
                || told == null) {
            return null;
        }
        return new Config(
                port,
                bind,
                storage.data,
                storage.folder(),
                storage.largestBankFile,
                hold,
                sandbox,
                storage.database,
                storage.keys(),
                storage.patience,
                storage.keep,
                storage.allowance,
                rateLimit,
                baseUrl,
                edge,
                told);
    }

    private static @Nullable Told told(Reader reader) {
        var log = reader.read(Setting.KONTOR_LOG, Setting::logForm);
        var metrics = reader.read(Setting.KONTOR_METRICS_PORT, optional(Setting::port));
        var anchors = reader.read(Setting.KONTOR_ANCHORS, optional(Setting::folder));
        return log == null || metrics == null || anchors == null
                ? null
                : new Told(log, metrics, anchors);
    }

    /** Where everything is kept, how much of it, and how long. */
    private record Storage(
            Path data,
            Optional<Path> bankFiles,
            long largestBankFile,
            Optional<DatabaseUrl> database,
            Optional<KeySource> given,
            Duration patience,
            Keep keep,
            Allowance allowance) {

        KeySource keys() {
            return given.orElseGet(() -> KeySource.usual(data, database.isEmpty()));
        }

        /** A folder that no other node needs; none where there may be other nodes. */
        Optional<Path> folder() {
            return bankFiles.or(
                    () ->
                            database.isPresent()
                                    ? Optional.empty()
                                    : Optional.of(data.resolve("bank-files")));
        }
    }

    private static @Nullable Storage storage(Reader reader) {
        var data = reader.read(Setting.KONTOR_DATA, Setting::folder);
        var bankFiles = reader.read(Setting.KONTOR_BANK_FILES, optional(Setting::folder));
        var largest = reader.read(Setting.KONTOR_LARGEST_BANK_FILE, Setting::megabytes);
        var database = database(reader);
        var wait = reader.read(Setting.KONTOR_DATABASE_WAIT, Setting::wait);
        var keep = keep(reader);
        var keys = keys(reader);
        var allowance = allowance(reader);
        if (data == null
                || bankFiles == null
                || largest == null
                || database == null
                || keys == null
                || wait == null
                || keep == null
                || allowance == null) {
            return null;
        }
        // Kontor's own PostgreSQL has its files in the data folder.
        var known = database.isPresent() ? allowance : allowance.on(data);
        return new Storage(data, bankFiles, largest, database, keys, wait, keep, known);
    }

    private static @Nullable Allowance allowance(Reader reader) {
        var requests = reader.read(Setting.KONTOR_MOST_REQUESTS, Setting::requests);
        var stored = reader.read(Setting.KONTOR_MOST_STORED, Setting::gigabytes);
        return requests == null || stored == null ? null : Allowance.of(requests, stored);
    }

    private static @Nullable Optional<DatabaseUrl> database(Reader reader) {
        var url = reader.read(Setting.KONTOR_DATABASE_URL, optional(DatabaseUrl::parse));
        var owner = reader.read(Setting.KONTOR_DATABASE_OWNER_URL, optional(DatabaseUrl::parse));
        return url == null || owner == null ? null : url.map(one -> one.ownedBy(owner));
    }

    private static @Nullable Optional<KeySource> keys(Reader reader) {
        var given = reader.read(Setting.KONTOR_SECRET_KEY, optional(KeySource::given));
        var file = reader.read(Setting.KONTOR_SECRET_KEY_FILE, optional(Setting::folder));
        if (given == null || file == null) {
            return null;
        }
        if (given.isPresent() && file.isPresent()) {
            reader.sentences.add("KONTOR_SECRET_KEY and KONTOR_SECRET_KEY_FILE: set one of them.");
        }
        return given.or(() -> file.map(path -> new KeySource.InFile(path, false)));
    }

    private static @Nullable Edge edge(Reader reader, boolean sandbox) {
        var proxies = reader.read(Setting.KONTOR_TRUSTED_PROXIES, Setting::networks);
        var origins = reader.read(Setting.KONTOR_ORIGINS, Setting::origins);
        return proxies == null || origins == null
                ? null
                : new Edge(proxies, origins.isEmpty() && sandbox ? OF_SANDBOX : origins);
    }

    /**
     * Secrets are in every request: where others than this machine can send one, it must be known
     * that they come over TLS.
     */
    private static void refusePlain(
            Reader reader,
            @Nullable InetAddress bind,
            @Nullable Optional<URI> baseUrl,
            @Nullable Edge edge) {
        if (bind == null || baseUrl == null || edge == null) {
            return;
        }
        boolean isSafe =
                bind.isLoopbackAddress()
                        || !edge.proxies().isEmpty()
                        || baseUrl.filter(uri -> uri.getScheme().equals("https")).isPresent();
        if (!isSafe) {
            reader.sentences.add(
                    Setting.KONTOR_BIND
                            + " is \""
                            + bind.getHostAddress()
                            + "\", where other machines would send secrets over plain HTTP: put a"
                            + " proxy with TLS in front and set "
                            + Setting.KONTOR_BASE_URL
                            + " to its https:// address, or "
                            + Setting.KONTOR_TRUSTED_PROXIES
                            + " to its address.");
        }
    }

    /** The folder for what this node knows of the feeds. */
    Path history() {
        return data.resolve("history");
    }

    private static @Nullable Keep keep(Reader reader) {
        var files = reader.read(Setting.KONTOR_KEEP_FILES, Setting::days);
        var deleted = reader.read(Setting.KONTOR_KEEP_DELETED, Setting::days);
        return files == null || deleted == null ? null : new Keep(files, deleted);
    }

    /**
     * The address that clients use.
     *
     * @param listeningOn the port in use, which the settings do not know when they say 0
     */
    public URI baseUrl(int listeningOn) {
        return baseUrl.orElseGet(() -> URI.create("http://127.0.0.1:" + listeningOn));
    }

    private static <T> Function<String, Optional<T>> optional(Function<String, T> parse) {
        return text -> text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text));
    }

    /** Reads one setting after the other and collects what is wrong. */
    private record Reader(Map<String, String> environment, List<String> sentences) {

        Reader(Map<String, String> environment) {
            this(environment, new ArrayList<>());
        }

        /** Null when the value cannot be used; the sentence about it is kept. */
        <T> @Nullable T read(Setting setting, Function<String, T> parse) {
            var text = setting.in(environment);
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException wrong) {
                var shown =
                        text.contains("@") || setting.isSecret() ? DatabaseUrl.masked(text) : text;
                sentences.add(setting + " is \"" + shown + "\" but " + wrong.getMessage() + ".");
                return null;
            }
        }

        /** Values of unknown variables are never shown: one may be a secret with a typing error. */
        void refuseUnknown() {
            for (var name : new TreeSet<>(environment.keySet())) {
                if (name.toUpperCase(Locale.ROOT).startsWith("KONTOR_") && !Setting.known(name)) {
                    sentences.add(
                            name
                                    + " is not a setting of Kontor"
                                    + Setting.near(name.toUpperCase(Locale.ROOT))
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse("; ./kontor settings lists them all."));
                }
            }
        }
    }
}

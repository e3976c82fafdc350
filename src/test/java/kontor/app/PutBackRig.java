package kontor.app;

import static kontor.Jsons.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kontor.Await;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.config.Config;
import kontor.config.WrongSetting;
import kontor.folders.FolderChannel;
import kontor.history.BankDesk;
import kontor.history.KeptPositions;
import kontor.iam.Users;

/**
 * An installation whose database can be put back: real starts on a folder of its own, a sandbox
 * with a connection through a folder, and a bank that takes what it finds there.
 */
final class PutBackRig {

    private static final String TRANSFERS = "/payments/v2/credit-transfers";
    private static final Pattern END_TO_END = Pattern.compile("<EndToEndId>([^<]+)</EndToEndId>");

    private final TestKontor kontor = TestKontor.shared();
    private final Path folder;
    private Path banks;
    private final Map<String, Path> atTheBank = new TreeMap<>();
    private String database = kontor.freshDatabase();
    private LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
    private Sandbox.Keys keys;
    private String account;

    /**
     * @param folder for data folders and bank files
     */
    PutBackRig(Path folder) {
        this.folder = folder;
        this.banks = folder.resolve("banks");
    }

    Path data(String node) {
        return folder.resolve(node);
    }

    /** A node with a data folder of its own, on the database as it is now. */
    Node start(String node, String... more) {
        var environment = new HashMap<String, String>();
        environment.put("KONTOR_PORT", "0");
        environment.put("KONTOR_DATA", data(node).toString());
        environment.put("KONTOR_BANK_FILES", banks.toString());
        environment.put("KONTOR_DATABASE_URL", database);
        environment.put("KONTOR_SECRET_KEY", TestKontor.SECRET_KEY);
        environment.put("KONTOR_RATE_LIMIT", "off");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        try {
            return Node.start(Config.read(environment));
        } catch (IOException | WrongSetting broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The first start makes the sandbox; then it gets a real bank. */
    Node first(String node) {
        var started = start(node);
        keys = started.made().orElseThrow();
        var owner = owner(started);
        String connection =
                owner.post(
                                "/connectivity/v2beta/connections",
                                json(
                                        "{'name': 'Bank', 'bic': 'COBADEFFXXX', 'channel':"
                                                + " 'FOLDER', 'folder': 'bank'}"))
                        .created()
                        .at("/id");
        account =
                owner.post(
                                "/financial-data/v2beta/accounts",
                                json(
                                        """
                                        {'connectionId': '%s', 'entityId': '%s', 'market': 'DE', 'currency': 'EUR',
                                         'name': 'Main', 'identifiers': [{'type': 'IBAN', 'number': 'DE89370400440532013000'}],
                                         'routing': [{'type': 'BIC', 'number': 'COBADEFFXXX'}]}
                                        """
                                                .formatted(
                                                        connection,
                                                        owner.get("/financial-data/v2/entities")
                                                                .at("/items/0/id"))))
                        .created()
                        .at("/id");
        return started;
    }

    private Client client(Node node, Users.NewKey key) {
        return kontor.keyHolder(key).at(node.address().getPort());
    }

    Client owner(Node node) {
        return client(node, keys.owner());
    }

    Client developer(Node node) {
        return client(node, keys.developer());
    }

    /** Approved, due in two days. */
    String payment(Node node, int amount) {
        Reply made =
                developer(node)
                        .post(
                                TRANSFERS,
                                json(
                                        """
                                        {'amount': {'currency': 'EUR', 'value': %d}, 'date': '%s', 'scheme': 'SCT',
                                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'reference': 'r',
                                         'destination': {'type': 'INLINE', 'market': 'DE', 'holder': {'legalName': 'Payee'},
                                           'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}]}}
                                        """
                                                .formatted(amount, today.plusDays(2), account)))
                        .created();
        owner(node)
                .post(
                        TRANSFERS + "/" + made.at("/id") + ":approve",
                        json("{'approvalStepId': '" + made.at("/approvalSteps/0/id") + "'}"))
                .accepted();
        return made.at("/id");
    }

    List<String> payments(Node node, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> payment(node, 100 * i)).toList();
    }

    String status(Node node, String payment) {
        return developer(node).get(TRANSFERS + "/" + payment).ok().at("/status");
    }

    /** The bank's days go by, and what falls due leaves, if it may. */
    void days(Node node, int days) {
        var advanced =
                owner(node).post("/v1/testbank/clock:advance", "{\"days\": " + days + "}").ok();
        today = LocalDate.parse(advanced.at("/date"));
    }

    private Path bank(String part) {
        return banks.resolve(keys.organization().toString()).resolve("bank").resolve(part);
    }

    /** Takes what waits for the bank; each payment must come once, in one file. */
    List<String> taken() {
        try {
            Files.createDirectories(folder.resolve("taken"));
            var payments = new ArrayList<String>();
            for (Path file : files(bank("out"))) {
                Path taken = folder.resolve("taken").resolve(file.getFileName());
                Files.move(file, taken);
                for (String id : endToEndIds(taken)) {
                    if (atTheBank.put(id, taken) != null) {
                        throw new AssertionError("the bank has " + id + " twice");
                    }
                    payments.add(id);
                }
            }
            return payments.stream().sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> endToEndIds(Path file) throws IOException {
        return END_TO_END
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<Path> files(Path in) throws IOException {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (var all = Files.list(in)) {
            return all.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
        }
    }

    /** The file in which the bank got a payment. */
    Path fileOf(String payment) {
        return atTheBank.get(payment.replace("-", ""));
    }

    static List<String> ids(List<String> payments) {
        return payments.stream().map(id -> id.replace("-", "")).sorted().toList();
    }

    /** A copy of the database, and its day. */
    record Backup(String database, LocalDate today) {}

    void putBack(Backup backup) {
        database = backup.database;
        today = backup.today;
    }

    /** Another database, which must have another folder. */
    Backup empty() {
        banks = folder.resolve("other-banks");
        return new Backup(kontor.freshDatabase(), LocalDate.now(ZoneId.of("Europe/Berlin")));
    }

    /** Copies the database; nobody may be connected. */
    Backup backup() {
        var copy = new AtomicReference<String>();
        Await.until(
                () -> {
                    try {
                        copy.set(kontor.copyOf(database));
                        return true;
                    } catch (IllegalStateException stillConnected) {
                        return false;
                    }
                });
        return new Backup(copy.get(), today);
    }

    /** {@code ./kontor bank ...} on the database and a data folder. */
    String desk(String node, String... words) throws IOException, BankDesk.Wrong {
        var said = new StringBuilder();
        desk(said, node, words);
        return said.toString();
    }

    /** The same; what it says is also known when it refuses. */
    void desk(StringBuilder said, String node, String... words) throws IOException, BankDesk.Wrong {
        var out = new ByteArrayOutputStream();
        try (var open = TestKontor.open(database, 2, Clock.systemUTC())) {
            new Wiring(
                            open,
                            TestKontor.VAULT,
                            "http://127.0.0.1",
                            false,
                            FolderChannel.forCommands(open, banks),
                            KeptPositions.look(data(node).resolve("history")))
                    .banking()
                    .bankDesk()
                    .run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8));
        } finally {
            said.append(out.toString(StandardCharsets.UTF_8));
        }
    }

    /** What {@code bank release} names before it refuses, when these never left. */
    String refusedRelease(List<String> neverLeft) throws IOException {
        var words = new ArrayList<>(List.of("release", "--reason", "compared"));
        neverLeft.forEach(message -> words.addAll(List.of("--never-left", message)));
        var said = new StringBuilder();
        try {
            desk(said, "a", words.toArray(String[]::new));
            throw new AssertionError("released: " + said);
        } catch (BankDesk.Wrong refused) {
            return said.toString();
        }
    }

    /** The message id of the file in which the bank got a payment. */
    String messageOf(String payment) {
        return message(fileOf(payment));
    }

    private static String message(Path file) {
        return file.getFileName().toString().replaceAll(".*_|\\.xml", "");
    }

    List<String> messagesInOut() throws IOException {
        return files(bank("out")).stream().map(PutBackRig::message).toList();
    }

    /** What the bank takes although it may have it. */
    List<String> takenAgain() {
        atTheBank.clear();
        return taken();
    }

    /** An empty folder is where the bank folders were. */
    void unmount() throws IOException {
        Files.move(banks, folder.resolve("unmounted"));
        Files.createDirectories(banks);
    }

    void mount() throws IOException {
        Files.delete(banks);
        Files.move(folder.resolve("unmounted"), banks);
    }

    String ready(Node node) {
        return kontor.stranger().at(node.address().getPort()).get("/health/ready").body();
    }

    boolean isHeld(Node node) {
        return ready(node).contains("bank work is held");
    }
}

package kontor;

import static kontor.Jsons.json;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import kontor.app.Sandbox;
import kontor.app.Wiring;
import kontor.folders.FolderChannel;
import kontor.iam.Users;

/**
 * An organization of the story whose bank is behind a folder: it pays, and afterwards every payment
 * must be in exactly one whole file, and every booking there once.
 */
final class StoryHouse implements Runnable {

    private static final String TRANSFERS = "/payments/v2/credit-transfers";

    private final StoryRecord record;
    private final RandomGenerator random;
    private final BooleanSupplier goesOn;
    private final String jdbcUrl;
    private final String organization;
    private final StoryClient developer;
    private final StoryClient owner;
    private final StoryBank bank;
    private final String account;

    /** Ids of approved payments, with their amounts in cents. */
    private final Map<String, Integer> approved = new ConcurrentHashMap<>();

    private volatile LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
    private int deeds;

    StoryHouse(
            String jdbcUrl,
            Path banks,
            StoryRecord record,
            RandomGenerator random,
            BooleanSupplier goesOn,
            Function<Users.NewKey, StoryClient> clients) {
        this.jdbcUrl = jdbcUrl;
        this.record = record;
        this.random = random;
        this.goesOn = goesOn;
        var keys = made(jdbcUrl, banks);
        organization = keys.organization().toString();
        developer = clients.apply(keys.developer());
        owner = clients.apply(keys.owner());
        account = account();
        bank = new StoryBank(banks.resolve(organization).resolve("bank"), this);
    }

    /** An organization made as an operator makes it, beside the nodes. */
    static Sandbox.Keys made(String jdbcUrl, Path banks) {
        try (var database = TestKontor.open(jdbcUrl, 2, Clock.systemUTC())) {
            return new Sandbox(
                            new Wiring(
                                    database,
                                    TestKontor.VAULT,
                                    "http://127.0.0.1",
                                    false,
                                    new FolderChannel(banks)))
                    .create();
        }
    }

    private String account() {
        String connection =
                owner.post(
                                "/connectivity/v2beta/connections",
                                json(
                                        "{'name': 'Bank', 'bic': 'COBADEFFXXX', 'channel':"
                                                + " 'FOLDER', 'folder': 'bank'}"),
                                "house-connection")
                        .created()
                        .at("/id");
        String entity = owner.get("/financial-data/v2/entities").at("/items/0/id");
        return owner.post(
                        "/financial-data/v2beta/accounts",
                        json(
                                """
                                {'connectionId': '%s', 'entityId': '%s', 'market': 'DE', 'currency': 'EUR',
                                 'name': 'Main', 'identifiers': [{'type': 'IBAN', 'number': '%s'}],
                                 'routing': [{'type': 'BIC', 'number': 'COBADEFFXXX'}]}
                                """
                                        .formatted(connection, entity, StoryBank.IBAN)),
                        "house-account")
                .created()
                .at("/id");
    }

    StoryBank bank() {
        return bank;
    }

    LocalDate today() {
        return today;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            try {
                if (++deeds % 8 == 0) {
                    advance("house-day-" + deeds, 1);
                } else {
                    pay("house-" + deeds);
                }
            } catch (RuntimeException | AssertionError fault) {
                record.fault(fault);
            }
        }
    }

    private void pay(String name) {
        int amount = random.nextInt(1, 100_000);
        Reply made =
                developer.post(
                        TRANSFERS,
                        json(
                                """
                                {'amount': {'currency': 'EUR', 'value': %d}, 'date': '%s', 'scheme': 'SCT',
                                 'source': {'type': 'ACCOUNT', 'id': '%s'}, 'reference': '%s',
                                 'destination': {'type': 'INLINE', 'market': 'DE', 'holder': {'legalName': 'Payee'},
                                   'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}]}}
                                """
                                        .formatted(amount, today.plusDays(1), account, name)),
                        name);
        if (made.status() != 201) {
            throw new AssertionError("not made: " + made.body());
        }
        String step = json("{'approvalStepId': '" + made.at("/approvalSteps/0/id") + "'}");
        Reply decided =
                owner.post(TRANSFERS + "/" + made.at("/id") + ":approve", step, name + "-a");
        if (decided.status() != 202) {
            throw new AssertionError("not approved: " + decided.body());
        }
        approved.put(made.at("/id"), amount);
        record.count("HOUSE paid");
    }

    private void advance(String name, int days) {
        Reply reply = owner.post("/v1/testbank/clock:advance", "{\"days\": " + days + "}", name);
        if (reply.status() == 200) {
            var day = LocalDate.parse(reply.at("/date"));
            today = day.isAfter(today) ? day : today;
        }
    }

    /** The bank's days go by until every payment is done, and all is told. */
    void settle() {
        for (int day = 1; day <= 6; day++) {
            advance("house-end-" + day, 1);
        }
        Await.until(() -> undone().isEmpty() && bank.hasAnswered());
    }

    private Set<String> undone() {
        var open = new HashSet<>(approved.keySet());
        rows(
                "SELECT id::text, status FROM credit_transfers WHERE status = 'EXECUTED'",
                (id, _) -> open.remove(id));
        return open;
    }

    private interface Row {
        void of(String first, String second);
    }

    private void rows(String sql, Row row) {
        try (var session = DriverManager.getConnection(jdbcUrl);
                var statement = session.createStatement()) {
            statement.execute("SET kontor.organization = '" + organization + "'");
            try (var found = statement.executeQuery(sql)) {
                while (found.next()) {
                    row.of(found.getString(1), found.getString(2));
                }
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What is not as it must be, when all is settled. */
    List<String> broken() {
        var broken = new ArrayList<>(bank.faults());
        undone().forEach(id -> broken.add("payment " + id + " is stuck"));
        var atTheBank = bank.payments();
        approved.keySet().stream()
                .map(id -> id.replace("-", ""))
                .filter(id -> !atTheBank.containsKey(id))
                .forEach(id -> broken.add("payment " + id + " is in no file"));
        var digests = new HashMap<>(bank.digests());
        rows(
                "SELECT message_id, encode(sha256, 'hex') || ' ' || state FROM instructions",
                (message, file) -> {
                    String came = digests.remove(message);
                    if (!(came + " SENT").equals(file)) {
                        broken.add("file " + message + " is " + file + ", the bank has " + came);
                    }
                });
        digests.keySet().forEach(message -> broken.add("file " + message + " is nobody's"));
        rows(
                "SELECT count(*)::text, coalesce(-sum(amount_minor), 0)::text FROM transactions"
                        + " WHERE account_id = '%s'".formatted(account),
                (count, sum) -> {
                    if (!count.equals("" + bank.entries()) || !sum.equals("" + bank.booked())) {
                        broken.add(
                                "booked %s entries of %s, the bank told %d of %d"
                                        .formatted(count, sum, bank.entries(), bank.booked()));
                    }
                });
        rows(
                "SELECT cause, detail FROM bank_holds",
                (cause, detail) -> broken.add("held for nothing: " + cause + " " + detail));
        return broken.stream().map(one -> "NOT TRUE at the bank: " + one).toList();
    }
}

package kontor.expectations;

import static kontor.statements.StatementBuilder.aDetail;
import static kontor.statements.StatementBuilder.aStatement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import kontor.reconciliation.Matching;
import kontor.statements.StatementBuilder;
import kontor.statements.StatementFiles;
import kontor.statements.Statements;

/** An organization with one euro account, what it expects, and what its bank books. */
public final class ExpectedFixture {

    public static final String PATH = "/financial-data/v2beta/expected-transactions";
    public static final String TRANSACTIONS = "/financial-data/v2/transactions";

    public static final Set<String> ALL =
            Set.of(
                    "expected_transactions:create",
                    "expected_transactions:read",
                    "expected_transactions:update",
                    "expected_transaction_event:read",
                    "transactions:read",
                    "transactions:update",
                    "accounts:read",
                    "reconciliation:read",
                    "reconciliation:create",
                    "reconciliation:delete");

    private final TestKontor kontor = TestKontor.shared();
    public final OrganizationId organization = kontor.organization();
    public final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    public final Client client = kontor.client(organization, ALL);
    private final StatementFiles files = files();
    private LocalDate day = StatementBuilder.MONDAY;
    private long balance = 1_000;

    private StatementFiles files() {
        var wiring = kontor.wiring();
        var journal = wiring.ground().journal();
        var transactions = wiring.banking().transactions();
        var matching =
                new Matching(
                        List.of(),
                        (_, _) -> Map.of(),
                        transactions,
                        new ExpectedBookings(journal, transactions),
                        (_, _) -> true,
                        wiring.banking().cases());
        return new StatementFiles(
                kontor.database(),
                wiring.ground().changes(),
                wiring.parties().accounts(),
                new Statements(
                        journal,
                        wiring.banking().cases(),
                        wiring.parties().accounts(),
                        wiring.parties().balances(),
                        matching));
    }

    /** An entry of one payment with this structured reference, on a day of its own. */
    public Reply booked(long minor, String reference) {
        return booked(minor, detail(minor, "E2E", reference));
    }

    public static TransactionDetails detail(long minor, String endToEndId, String... references) {
        var remittance =
                references.length == 0
                        ? Remittance.ofText("Invoice 7")
                        : new Remittance(Optional.empty(), List.of(references));
        return aDetail(minor, endToEndId).remittance(Optional.of(remittance)).build();
    }

    public Reply booked(long minor, TransactionDetails... details) {
        String mark = "B" + day;
        var statement =
                aStatement()
                        .named("S" + day, 0)
                        .on(day)
                        .opening(balance)
                        .entry(minor, mark, details);
        files.read(organization, Ids.next(), statement.file());
        balance += minor;
        day = day.plusDays(1);
        var newest = client.get(TRANSACTIONS + "?limit=1");
        return transaction(newest.at("/items/0/id"));
    }

    public Reply transaction(String id) {
        return client.get(TRANSACTIONS + "/" + id).ok();
    }

    public Reply transaction(Reply again) {
        return transaction(again.at("/id"));
    }

    public Reply expected(long minor, String type, String reference, String... more) {
        return post(account.id(), minor, type, reference, more).created();
    }

    /**
     * @param more further members, as {@code 'endToEndId': 'X'}
     */
    public Reply post(UUID accountId, long minor, String type, String reference, String... more) {
        return client.post(PATH, body(accountId, minor, type, reference, more));
    }

    static String body(UUID accountId, long minor, String type, String value, String... more) {
        String rest = more.length == 0 ? "" : ", " + String.join(", ", more);
        return """
        {'accountId': '%s', 'amount': {'currency': 'EUR', 'value': %d}, 'date': '2026-12-15',
         'remittanceInformation': {'type': '%s', 'value': '%s'}%s}
        """
                .formatted(accountId, minor, type, value, rest)
                .replace('\'', '"');
    }

    public Reply now(Reply expected) {
        return client.get(PATH + "/" + expected.at("/id")).ok();
    }

    public Reply verb(Reply expected, String verb, String body, String... headers) {
        return client.post(PATH + "/" + expected.at("/id") + ":" + verb, body, headers);
    }

    public Reply reconcile(Reply expected, Reply transaction) {
        return verb(expected, "reconcile", naming(transaction));
    }

    public Reply unreconcile(Reply expected, Reply transaction) {
        return verb(expected, "unreconcile", naming(transaction));
    }

    static String naming(Reply transaction) {
        return "{\"transactionId\": \"%s\"}".formatted(transaction.at("/id"));
    }

    public List<String> events(String path, Reply one) {
        return client.get(path + "/" + one.at("/id") + "/events").ok().values("name");
    }
}

package kontor.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kontor.Browser;
import kontor.Client;
import kontor.Jsons;
import kontor.PagePaths;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.db.Tx;
import kontor.http.Route;
import org.junit.jupiter.api.Test;

/** Payers who went and were erased, after money was collected from them and paid back. */
class ErasedPayerTest {

    private static final Keep A_DAY = new Keep(Duration.ofDays(1), Duration.ofDays(1));

    private static final String IBAN = "DE02120300000000202051";
    private static final String MAIL = "gone@payer.example";

    /** Things of which all pages and answers are looked at. */
    private static final List<String> KINDS =
            List.of("mandates", "direct-debits", "credit-transfers", "transactions");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client developer = sandbox.developer();
    private final LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 2);

    @Test
    void erasedPayer_staysInTheBooks_andBreaksNoPageAndNoAnswer() {
        Reply mandate = mandateOfWhoeverIsToldByMail();
        var ids = paidAndPaidBack(mandate);
        erased(mandate);
        everything(route -> KINDS.stream().anyMatch(kind -> isOf(route, kind)), ids)
                .forEach(path -> assertThat(status(path)).as(path).isIn(200, 303));
        everything(_ -> true, ids)
                .forEach(path -> assertThat(status(path)).as(path).isLessThan(500));
        Stream.of("direct-debits", "credit-transfers", "mandates")
                .map(kind -> Browser.of(sandbox.owner()).open("/" + kind + ".csv"))
                .forEach(file -> assertThat(file.html()).contains("Payer 997703"));
        assertThat(Browser.of(sandbox.owner()).open("/counterparties.csv").html())
                .doesNotContain("Payer 997703");
        assertThat(placesOf(MAIL)).isEmpty();
    }

    /** Nobody was ever told of it by a bank file, so that no book has to keep it. */
    @Test
    void payeeThatWasReviewedAndNeverPaid_leavesNothing() {
        String fourEyes = Jsons.json("[{'op': 'replace', 'path': '/fourEyes', 'value': true}]");
        sandbox.owner().patch("/iam/v2beta/organization", fourEyes).ok();
        Reply payee =
                sandbox.aCounterparty()
                        .named("Quentin Unusual")
                        .withIban(IBAN)
                        .with("email", MAIL)
                        .made();
        String requests = "/iam/v2beta/change-requests";
        Reply review = sandbox.owner().get(requests + "?area=PAYEE_ACCOUNTS").ok();
        String reviewed = review.values("id").getFirst();
        sandbox.owner().post(requests + "/" + reviewed + ":approve", "").ok();
        String path = "/payments/v2/counterparties/" + payee.at("/id");
        developer
                .patch(
                        path,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/legalName', 'value': 'Quentin"
                                        + " Unusual II'}]"))
                .ok();
        assertThat(placesOf("Unusual")).isNotEmpty();
        erased(path);
        assertThat(Stream.of("Unusual", IBAN, MAIL).flatMap(one -> placesOf(one).stream()))
                .isEmpty();
        assertThat(sandbox.owner().get(requests + "/" + reviewed).ok().at("/status"))
                .isEqualTo("APPROVED");
        everything(_ -> true, Map.of("change-requests", reviewed))
                .filter(address -> address.contains("/change-requests"))
                .forEach(address -> assertThat(status(address)).as(address).isIn(200, 303, 404));
        var proof = sandbox.owner().get("/iam/v2beta/audit-log:verify").ok();
        assertThat(proof.json().path("ok").asBoolean()).as(proof.body()).isTrue();
    }

    private Reply mandateOfWhoeverIsToldByMail() {
        String byMail = Jsons.json("[{'op': 'replace', 'path': '/byMail', 'value': true}]");
        sandbox.owner().patch("/payments/v2beta/pre-notification-settings", byMail).ok();
        String payer =
                sandbox.aCounterparty()
                        .named("Payer 997703")
                        .swedish()
                        .with("email", MAIL)
                        .accountId();
        return sandbox.aMandate().byAutogiro("997703").active().of(payer).made();
    }

    /** Columns in which a text stands, but for the outbox, which forgets by itself. */
    private List<String> placesOf(String text) {
        return kontor.database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx
                                        .query(
                                                """
                                                SELECT c.table_name || '.' || c.column_name
                                                FROM information_schema.columns c
                                                JOIN information_schema.columns o USING (table_schema, table_name)
                                                WHERE :org IS NOT NULL
                                                    AND c.table_schema = 'public' AND c.data_type IN ('text', 'json', 'jsonb')
                                                    AND c.table_name <> 'mails' AND o.column_name = 'organization_id'
                                                """)
                                        .mapTo(String.class)
                                        .list()
                                        .stream()
                                        .filter(place -> stands(tx, text, place.split("\\.")))
                                        .toList());
    }

    private static boolean stands(Tx tx, String text, String... place) {
        String sql =
                """
                SELECT EXISTS (SELECT FROM %s WHERE organization_id = :org AND strpos(%s::text, :text) > 0)
                """;
        return tx.query(sql.formatted(place[0], place[1]))
                .bind("text", text)
                .mapTo(Boolean.class)
                .one();
    }

    private Map<String, String> paidAndPaidBack(Reply mandate) {
        String account = sandbox.bankgiroAccount();
        Reply debit =
                sandbox.aDirectDebit()
                        .byAutogiro(mandate.at("/id"), 700)
                        .into(account)
                        .on(day)
                        .approved();
        Reply credit =
                sandbox.aCreditTransfer()
                        .underMandate(mandate.at("/id"), 500)
                        .from(account)
                        .on(day)
                        .approved();
        assertThat(placesOf(MAIL)).contains("counterparties.email", "pre_notifications.recipient");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 4));
        assertThat(sandbox.directDebits().get(debit).at("/status")).isEqualTo("RETURNED");
        Reply paid = sandbox.creditTransfers().get(credit);
        assertThat(paid.at("/status")).isEqualTo("EXECUTED");
        var ids = new HashMap<String, String>();
        ids.put("mandates", mandate.at("/id"));
        ids.put("counterparties", mandate.at("/counterpartyId"));
        ids.put("external-accounts", mandate.at("/externalAccountId"));
        ids.put("direct-debits", debit.at("/id"));
        ids.put("credit-transfers", credit.at("/id"));
        ids.put("transactions", paid.at("/attachedTransactions/0/id"));
        ids.put("accounts", account);
        return ids;
    }

    private void erased(Reply mandate) {
        developer.post("/payments/v2/mandates/" + mandate.at("/id") + ":cancel", "{}").accepted();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 8));
        erased("/payments/v2/counterparties/" + mandate.at("/counterpartyId"));
    }

    private void erased(String path) {
        assertThat(developer.delete(path).status()).isEqualTo(204);
        sandbox.execute(
                """
                UPDATE counterparties SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
        sandbox.execute(
                """
                UPDATE external_accounts SET updated = updated - interval '2 days' WHERE organization_id = :org
                """);
        kontor.wiring().housekeeping(A_DAY).round(sandbox.organization());
        assertThat(erasedOnes()).isEqualTo(2);
    }

    private long erasedOnes() {
        return kontor.database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.query(
                                                """
                                                SELECT (SELECT count(*) FROM counterparties
                                                        WHERE organization_id = :org AND erased IS NOT NULL)
                                                    + (SELECT count(*) FROM external_accounts
                                                        WHERE organization_id = :org AND erased IS NOT NULL)
                                                """)
                                        .mapTo(Long.class)
                                        .one());
    }

    /** The addresses of what can be read. */
    private Stream<String> everything(Predicate<Route> which, Map<String, String> ids) {
        return kontor.routes().stream()
                .filter(PagePaths::isPage)
                .filter(route -> !PagePaths.isOfSession(route))
                .filter(which)
                .map(route -> PagePaths.filled(route, ids))
                .filter(path -> !path.contains("{"));
    }

    private static boolean isOf(Route route, String kind) {
        return route.path().contains("/" + kind + "/{id}") && !isForm(route);
    }

    /** What can be done only while the payer is there. */
    private static boolean isForm(Route route) {
        return route.path().matches(".*/(edit|cancel)");
    }

    private int status(String path) {
        return path.matches("/[a-z-]+/v\\d.*|/v\\d.*")
                ? sandbox.owner().get(path).status()
                : Browser.of(sandbox.owner()).open(path).status();
    }
}

package kontor.previews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kontor.Client;
import kontor.Reply;
import kontor.RequestBuilder;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.directdebits.MoneyBack;
import kontor.mandates.MandateScheme;
import org.junit.jupiter.api.Test;

/** Previews of payments over HTTP: what a creation answers, and nothing left of it. */
class PreviewsTest {

    private static final String DEBITS = "/payments/v2beta/direct-debits:preview";
    private static final String TRANSFERS = "/payments/v2beta/credit-transfers:preview";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String payer = sandbox.aCounterparty().named("Anna Larsson").accountId();
    private final String mandate = sandbox.aMandate().of(payer).id();

    private Reply preview(String path, RequestBuilder<?> request) {
        return developer.post(path, request.json());
    }

    /** How many rows of this organization each table has. */
    private Map<String, Long> rows() {
        return TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx -> {
                            var counts = new TreeMap<String, Long>();
                            var tables =
                                    tx.sql()
                                            .createQuery(
                                                    "SELECT polrelid::regclass::text FROM"
                                                            + " pg_policy WHERE polname ="
                                                            + " 'tenant'")
                                            .mapTo(String.class)
                                            .list();
                            for (String table : tables) {
                                var count = tx.sql().createQuery("SELECT count(*) FROM " + table);
                                counts.put(table, count.mapTo(Long.class).one());
                            }
                            return counts;
                        });
    }

    /** A mandate does not make a collection of it. */
    @Test
    void creditToAPayer_isPreviewedAsATransfer() {
        String account = sandbox.bankgiroAccount();
        String agreed =
                sandbox.aMandate()
                        .of(sandbox.aCounterparty().named("Nils Berg").swedish().accountId())
                        .byAutogiro("1001")
                        .id();
        var preview =
                preview(
                                TRANSFERS,
                                sandbox.aCreditTransfer()
                                        .underMandate(agreed, 100)
                                        .from(account)
                                        .on(sandbox.today().plusDays(9)))
                        .ok();
        assertThat(preview.at("/partyName")).isEqualTo("Nils Berg");
        assertThat(preview.at("/mandateId")).isEqualTo(agreed);
        assertThat(preview.at("/waitsFor")).isEqualTo("MANDATE");
        assertThat(preview.json().has("moneyBack")).isFalse();
    }

    @Test
    void preview_isWhatTheCreationAnswers() {
        var asked = sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(9));
        var preview = preview(DEBITS, asked).ok();
        var made = asked.made();
        for (String same :
                new String[] {
                    "/amount",
                    "/scheme",
                    "/date",
                    "/effectiveDate",
                    "/submissionDeadline",
                    "/status",
                    "/reference"
                }) {
            assertThat(preview.json().at(same)).as(same).isEqualTo(made.json().at(same));
        }
        assertThat(preview.at("/mandateId")).isEqualTo(mandate);
        assertThat(preview.at("/partyName")).isEqualTo("Anna Larsson");
        ObjectNode step = made.json().at("/approvalSteps/0").deepCopy();
        step.remove("id");
        ObjectNode previewed = preview.json().at("/approvalSteps/0").deepCopy();
        previewed.remove("deciders");
        assertThat(previewed).isEqualTo(step);
        var settled = LocalDate.parse(made.at("/effectiveDate"));
        assertThat(preview.at("/moneyBack/refundUntil")).isEqualTo(settled.plusWeeks(8).toString());
    }

    @Test
    void nothing_isLeft() {
        var inline =
                sandbox.aCreditTransfer()
                        .toNumber("DE", "IBAN", "DE89370400440532013000")
                        .payeeNamed("Nobody Yet")
                        .with("externalId", "p-1");
        var debit = sandbox.aDirectDebit().under(mandate).with("externalId", "p-2");
        // The builders make what they need before anything is counted.
        inline.json();
        debit.json();
        var before = rows();
        assertThat(before).hasSizeGreaterThan(30).containsKeys("events", "direct_debits");
        preview(TRANSFERS, inline).ok();
        var transfers = preview(TRANSFERS, inline).ok();
        preview(DEBITS, debit).ok();
        developer.post(DEBITS, debit.json(), "Idempotency-Key", "k").ok();
        developer.post(DEBITS, "{}");
        preview(DEBITS, debit.with("mandateId", "external:none"));
        assertThat(rows()).isEqualTo(before);
        assertThat(transfers.at("/partyName")).isEqualTo("Nobody Yet");
        assertThat(transfers.json().has("moneyBack")).isFalse();
        inline.made();
    }

    @Test
    void faults_areThoseOfTheCreation() {
        for (var row :
                Table.of(
                        """
                        'amount': {'currency': 'SEK', 'value': 1}
                        'date': '2020-01-01'
                        'mandateId': 'external:none'
                        'scheme': 'SDD_B2B'
                        'reference': ''
                        'amount': {'currency': 'EUR', 'value': -1}
                        """)) {
            var asked = sandbox.aDirectDebit().under(mandate).with(row[0]);
            var refused = asked.send();
            var preview = preview(DEBITS, asked);
            assertThat(preview.status()).as(row[0]).isEqualTo(400);
            assertThat(preview.refusal()).as(row[0]).isEqualTo(refused.refusal());
            assertThat(preview.json().at("/details")).isEqualTo(refused.json().at("/details"));
        }
    }

    @Test
    void steps_areThoseOfTheChains_namedToThoseWhoMayReadThem() {
        var clerk = sandbox.member(Set.of("direct_debits:read"));
        sandbox.anApprovalChain().with("name", "Large ones").step(clerk.roleId()).id();
        var asked = sandbox.aDirectDebit().under(mandate);
        var named = sandbox.owner().post(DEBITS, asked.json()).ok();
        assertThat(named.at("/approvalSteps/0/approvalChainName")).isEqualTo("Large ones");
        assertThat(named.at("/approvalSteps/0/requiredRoleIds/0")).isEqualTo(clerk.roleId());
        var blind =
                sandbox.member(
                        Set.of(
                                "direct_debits:create",
                                "accounts:read",
                                "external_accounts:read",
                                "counterparties:read"));
        var unnamed = blind.client().post(DEBITS, asked.json()).ok();
        assertThat(unnamed.json().at("/approvalSteps/0").has("approvalChainName")).isFalse();
        sandbox.anApprovalChain().with("name", "By itself").id();
        sandbox.owner().post(DEBITS, asked.json()).ok();
    }

    /** Who may not decide payments, acts for the maker, or is there twice, does not count. */
    @Test
    void whoCouldDecide_isCountedAsPeople_andToldWhereNobodyCould() {
        var asked = sandbox.aDirectDebit().under(mandate);
        var byOwner = sandbox.owner().post(DEBITS, asked.json()).ok();
        assertThat(byOwner.at("/approvable")).isEqualTo("true");
        assertThat(byOwner.at("/approvalSteps/0/deciders/people")).isEqualTo("1");
        assertThat(byOwner.at("/approvalSteps/0/deciders/names/0")).isEqualTo("Sandbox Owner");
        var reader = sandbox.member(Set.of("direct_debits:read"));
        var clerk = sandbox.member(Set.of("direct_debits:read", "direct_debits:update"));
        sandbox.anApprovalChain()
                .with("name", "Two")
                .step(clerk.roleId())
                .step(clerk.roleId(), reader.roleId())
                .id();
        var stuck = sandbox.owner().post(DEBITS, asked.json()).ok();
        assertThat(stuck.at("/approvable")).as("one program for two steps").isEqualTo("false");
        assertThat(stuck.at("/approvalSteps/1/deciders/programs")).isEqualTo("1");
        assertThat(stuck.at("/approvalSteps/0/deciders/people")).isEqualTo("0");
        sandbox.memberIn(clerk.roleId());
        var free = sandbox.owner().post(DEBITS, asked.json()).ok();
        assertThat(free.at("/approvable")).as("two programs").isEqualTo("true");
    }

    @Test
    void accountsBeyondTheLimit_areUnknown() {
        var limited =
                sandbox.aRole(
                                "direct_debits:create",
                                "accounts:read",
                                "external_accounts:read",
                                "counterparties:read")
                        .limitedTo(sandbox.bankgiroAccount())
                        .member();
        limited.client()
                .post(DEBITS, sandbox.aDirectDebit().under(mandate).json())
                .assertRefused("account_not_found", "source.id");
    }

    /** Of many at once each is answered or told to wait, and the last one alone is answered. */
    @Test
    void oneAtATime_ofEachUser() {
        String asked = sandbox.aDirectDebit().under(mandate).json();
        var statuses =
                IntStream.range(0, 12)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> developer.post(DEBITS, asked)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(
                                reply ->
                                        reply.status() == 429
                                                ? reply.at("/type")
                                                : "" + reply.status())
                        .toList();
        assertThat(statuses).contains("200").containsOnly("200", "/docs/errors#preview_running");
        developer.post(DEBITS, asked).ok();
    }

    @Test
    void moneyBack_isThatOfTheScheme() {
        var wanted =
                Table.of(
                        """
                        SDD_CORE | 2026-12-28 | 2027-01-05 | 2027-02-22 | 2028-01-28
                        SDD_CORE | 2027-03-30 | 2027-04-06 | 2027-05-25 | 2028-04-30
                        SDD_CORE | 2027-01-04 | 2027-01-11 | 2027-03-01 | 2028-02-04
                        SDD_B2B  | 2026-12-28 | 2026-12-31 |            |
                        SDD_B2B  | 2027-03-30 | 2027-04-02 |            |
                        """);
        for (var row : wanted) {
            var scheme = MandateScheme.valueOf(row[0]);
            var days = MoneyBack.of(scheme, LocalDate.parse(row[1]));
            var view = days.orElseThrow().view();
            assertThat(view.path("returnUntil").asText()).isEqualTo(row[2]);
            assertThat(view.path("refundUntil").asText()).isEqualTo(row[3]);
            assertThat(view.path("unauthorizedUntil").asText()).isEqualTo(row[4]);
        }
    }
}

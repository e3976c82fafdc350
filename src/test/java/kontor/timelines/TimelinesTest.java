package kontor.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** The way of payments over HTTP, in the time of the server and of the bank. */
class TimelinesTest {

    private static final String DEBITS = "/payments/v2beta/direct-debits/";
    private static final String TRANSFERS = "/payments/v2beta/credit-transfers/";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client owner = sandbox.owner();

    private static List<String> kinds(Reply timeline) {
        return timeline.json().path("upcoming").findValuesAsText("kind");
    }

    private static List<String> names(Reply timeline) {
        return timeline.json().path("steps").findValuesAsText("name");
    }

    @Test
    void timeline_saysWhatIsToCome_thenWhatCame() {
        var directDebits = sandbox.directDebits();
        var debit = sandbox.aDirectDebit().made("Idempotency-Key", "t");
        String path = DEBITS + debit.at("/id") + "/timeline";
        var made = owner.get(path).ok();
        assertThat(names(made)).containsExactly("CREATED");
        assertThat(kinds(made))
                .containsExactly(
                        "APPROVAL", "EXECUTION", "RETURN", "REFUND", "UNAUTHORIZED_REFUND");
        assertThat(made.at("/upcoming/0/timestamp")).isEqualTo(debit.at("/submissionDeadline"));
        assertThat(made.at("/upcoming/1/date")).isEqualTo(debit.at("/effectiveDate"));
        assertThat(made.at("/steps/0/bankDate")).isEqualTo(sandbox.today().toString());
        directDebits.approve(owner, debit).accepted();
        assertThat(kinds(owner.get(path))).startsWith("SUBMISSION", "EXECUTION");
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")).plusDays(1));
        var done = owner.get(path).ok();
        assertThat(names(done)).startsWith("CREATED", "FULLY_APPROVED").contains("EXECUTED");
        assertThat(kinds(done)).containsExactly("RETURN", "REFUND", "UNAUTHORIZED_REFUND");
        assertThat(done.at("/bookings/0/date")).isEqualTo(debit.at("/effectiveDate"));
        assertThat(done.at("/upcoming/1/date"))
                .isEqualTo(LocalDate.parse(debit.at("/effectiveDate")).plusWeeks(8).toString());
        assertThat(done.at("/instruction/id"))
                .isEqualTo(directDebits.get(debit).at("/connectionInstructionId"));
        assertThat(done.json().path("inboxFiles").findValuesAsText("date"))
                .containsExactly(debit.at("/effectiveDate"));
        // The sandbox's clock is days ahead: the bank's days go on while the server's day stays.
        var steps = done.json().path("steps");
        var first = LocalDate.parse(steps.get(0).path("bankDate").asText());
        var last = LocalDate.parse(steps.get(steps.size() - 1).path("bankDate").asText());
        assertThat(last).isAfterOrEqualTo(debit.at("/effectiveDate")).isAfter(first);
    }

    @Test
    void transferBetweenOwnAccounts_tellsEachSideToThoseWhoSeeIt() {
        String other =
                owner.get("/financial-data/v2/accounts?limit=500").ok().items().stream()
                        .filter(one -> one.path("currency").asText().equals("EUR"))
                        .map(one -> one.path("id").asText())
                        .filter(id -> !id.equals(sandbox.account()))
                        .findFirst()
                        .orElseThrow();
        var transfer = sandbox.aCreditTransfer().toOwn(other).executed();
        sandbox.advanceTo(LocalDate.parse(transfer.at("/effectiveDate")).plusDays(1));
        String path = TRANSFERS + transfer.at("/id") + "/timeline";
        assertThat(owner.get(path).ok().json().path("bookings")).hasSize(2);
        var limited = sandbox.aRole("credit_transfers:read").limitedTo(sandbox.account()).member();
        var seen = limited.client().get(path).ok().json().path("bookings");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).at("/amount/stringValue").asText()).startsWith("-");
    }

    @Test
    void rejected_hasNothingToCome() {
        var debit = sandbox.aDirectDebit().made();
        sandbox.directDebits().reject(owner, debit, "{\"message\": \"no\"}");
        var transfer = sandbox.aCreditTransfer().with("externalId", "t-1").made();
        assertThat(kinds(owner.get(TRANSFERS + transfer.at("/id") + "/timeline")))
                .containsExactly("APPROVAL", "EXECUTION");
        assertThat(owner.get(TRANSFERS + "external:t-1/timeline").ok().json().at("/bookings"))
                .isEmpty();
        var status = sandbox.directDebits().get(debit).at("/status");
        assertThat(kinds(owner.get(DEBITS + debit.at("/id") + "/timeline")).isEmpty())
                .isEqualTo(status.equals("REJECTED"));
    }

    @Test
    void timeline_isForThoseWhoSeeThePayment_andFilesForThoseWhoSeeFiles() {
        var debit = sandbox.aDirectDebit().executed();
        String path = DEBITS + debit.at("/id") + "/timeline";
        var reader = sandbox.member(Set.of("direct_debits:read")).client();
        assertThat(reader.get(path).ok().json().has("instruction")).isFalse();
        var limited =
                sandbox.aRole("direct_debits:read", "connection_instructions:read")
                        .limitedTo(sandbox.account())
                        .member();
        assertThat(limited.client().get(path).ok().json().has("instruction")).isFalse();
        var elsewhere =
                sandbox.aRole("direct_debits:read").limitedTo(sandbox.bankgiroAccount()).member();
        assertThat(elsewhere.client().get(path).status()).isEqualTo(404);
        assertThat(TestKontor.shared().sandbox().owner().get(path).status()).isEqualTo(404);
    }
}

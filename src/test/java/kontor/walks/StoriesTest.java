package kontor.walks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import kontor.TestKontor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do all day, in Chromium, each with a browser of their own. */
@Tag("browser")
class StoriesTest {

    /** Books, and returns two bank days later for lack of money. */
    private static final String RETURNING = "DE40 5001 0517 6499 9746 16";

    @Test
    void collection_isMadeRefusedCorrectedApprovedByAnotherSentReturnedAndUnderstood() {
        try (var team = new Team(TestKontor.shared().sandbox())) {
            var clerk = team.clerk();
            aPayerWithAMandate(clerk);
            clerk.follow("New direct debit");
            clerk.fill("Amount", "twelve")
                    .fill("Date", team.sandbox().today().plusDays(5).toString())
                    .choose("Into", "EUR")
                    .fill("Reference", "Invoice 4711")
                    .press("Create direct debit");
            clerk.sees("what you typed is kept");
            clerk.fill("Amount", "1.250,50").press("Create direct debit");
            clerk.sees("Created.").sees("1,250.50").sees("somebody else must approve it");
            String payment = clerk.path();

            var owner = team.owner();
            owner.open("/approvals");
            owner.page().locator(".pick").first().check();
            owner.sees("1 selected, 1,250.50 EUR");
            owner.press("Approve or reject…").press("Approve 1");
            owner.open(payment);
            owner.sees("Approved");
            moveOn(owner, team.sandbox().today().plusDays(12).toString());
            clerk.open(payment);
            clerk.sees("Returned").sees("AM04");
        }
    }

    private static void aPayerWithAMandate(Walker clerk) {
        clerk.open("/counterparties");
        clerk.follow("New counterparty");
        clerk.fill("Legal name", "Nordlicht Handel GmbH")
                .choose("Kind of number", "IBAN")
                .page()
                .locator("[name='accounts.0.identifiers.0.number']")
                .fill(RETURNING);
        clerk.press("Create counterparty").follow("New mandate");
        clerk.choose("Scheme", "SDD_CORE").fill("Mandate reference", "M-2026-1");
        clerk.press("Create mandate");
    }

    private static void moveOn(Walker owner, String day) {
        owner.open("/test-data");
        owner.page().locator("#f-to").fill(day);
        owner.press("Move on");
    }

    @Test
    void manyAreApprovedAtOnce_andTheOneThatSomebodyRejectedMeanwhileIsTold() {
        try (var team = new Team(TestKontor.shared().sandbox())) {
            var sandbox = team.sandbox();
            sandbox.aDirectDebit().of("EUR", 1_000).id();
            sandbox.aCreditTransfer().id();
            var rejected = sandbox.aDirectDebit().of("EUR", 2_000).made();
            var owner = team.owner();
            owner.open("/approvals");
            owner.page().locator(".pick-all").check();
            owner.press("Approve or reject…");
            sandbox.directDebits().reject(sandbox.owner(), rejected, "{}").accepted();
            owner.press("Approve 3");
            assertThat(owner.heading()).isEqualTo("2 approved, 1 refused");
        }
    }

    @Test
    void metadataKey_thatBecomesRequired_isMetInApiAndForm() {
        var sandbox = TestKontor.shared().sandbox();
        String mandate = sandbox.aMandate().id();
        try (var owner = Walker.owner(sandbox)) {
            owner.open("/metadata-keys/new");
            owner.fill("Key", "costCenter").fill("Allowed values", "4711\n4712");
            owner.page().locator("[name='resources.direct_debits'][value=required]").check();
            owner.press("Define the key").sees("costCenter is known from now on.");
            var refused = sandbox.aDirectDebit().under(mandate).send();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("metadata_key_required");

            owner.open("/direct-debits/new?mandateId=" + mandate);
            owner.fill("Amount", "10")
                    .fill("Date", sandbox.today().plusDays(5).toString())
                    .choose("Into", "EUR")
                    .fill("Reference", "r")
                    .press("Create direct debit");
            owner.sees("metadata_key_required");
            owner.page().getByLabel("Key 1").fill("costCenter");
            owner.page().getByLabel("Value 1").fill("4712");
            owner.press("Create direct debit").sees("Created.").sees("4712");
        }
    }

    @Test
    void whatHappened_isFoundByTheIdOfItsRequest() {
        var sandbox = TestKontor.shared().sandbox();
        var made = sandbox.aCreditTransfer().made();
        try (var owner = Walker.owner(sandbox)) {
            owner.open("/");
            owner.page().keyboard().press("/");
            owner.page().keyboard().type(made.header("request-id"));
            owner.page().keyboard().press("Enter");
            owner.sees("Credit transfers, by request id");
            owner.page().locator("a[href='/credit-transfers/" + made.at("/id") + "']").click();
            owner.sees("Approval steps");
        }
    }

    @Test
    void passkey_isMadeOnTheProfileAndSignsInAlone() {
        try (var owner = Walker.owner(TestKontor.shared().sandbox()).withFinger()) {
            owner.open("/settings/profile");
            owner.page().locator("#new-passkey input[name=name]").fill("Laptop");
            owner.press("Make a passkey").sees("On one device only");
            owner.context().clearCookies();
            owner.open("/login");
            owner.press("Sign in with a passkey");
            owner.page().waitForURL("**/");
            owner.sees("Sandbox Owner");
        }
    }

    /** One payment, then five at once: what is signed is what the page shows. */
    @Test
    void payments_areApprovedWithAPasskey_oneAndFive() {
        var sandbox = TestKontor.shared().sandbox();
        String one = sandbox.aCreditTransfer().of("EUR", 12_345).payeeNamed("Nordlicht AG").id();
        try (var owner = Walker.owner(sandbox).withFinger()) {
            owner.open("/settings/profile");
            owner.page().locator("#new-passkey input[name=name]").fill("Laptop");
            owner.press("Make a passkey").sees("On one device only");
            owner.open("/settings/organization");
            owner.page().locator("[name=approvalProof]").check();
            owner.press("Save").sees("The organization is changed.");
            owner.open("/credit-transfers/" + one).getByText("You sign:").waitFor();
            owner.sees("Nordlicht AG").press("Approve step 1 with your passkey");
            owner.sees("Approved.");
            for (int i = 0; i < 5; i++) {
                sandbox.aCreditTransfer().id();
            }
            owner.open("/approvals");
            owner.page().locator(".pick-all").check();
            owner.press("Approve or reject…").press("Approve 5 with your passkey");
            owner.sees("5 approved.");
        }
    }

    /**
     * Over a slow line too: page, style sheet, scripts, icons and fonts, as they are on the wire.
     */
    @Test
    void firstVisit_isSmall() {
        var sandbox = TestKontor.shared().sandbox();
        try (var owner = new Walker()) {
            var asked = new ArrayList<Request>();
            owner.page().onRequestFinished(asked::add);
            owner.signIn(sandbox.keys().email(), sandbox.keys().password());
            owner.page().waitForLoadState(LoadState.NETWORKIDLE);
            long bytes =
                    asked.stream()
                            .map(Request::sizes)
                            .mapToLong(one -> one.responseBodySize + one.responseHeadersSize)
                            .sum();
            assertThat(asked).hasSizeGreaterThan(6);
            assertThat(bytes).isLessThan(200_000);
        }
    }
}

package kontor.walks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Users;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Newcomers who have only the reference and the keys of a sandbox. */
@Tag("browser")
class ReferenceWalkTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    @Test
    void fromNothing_toAnApprovedDirectDebit() {
        try (var newcomer = new Walker()) {
            tryIt(newcomer, "listAccounts", sandbox.keys().developer(), "200 OK");
            tryIt(newcomer, "createCounterparty", sandbox.keys().developer(), "201 Created");
            tryIt(newcomer, "createMandate", sandbox.keys().developer(), "201 Created");
            String payer = newcomer.page().locator("[name='b[externalAccountId]']").inputValue();
            assertThat(sandbox.owner().get("/payments/v2/external-accounts/" + payer).status())
                    .as("the payer's account is that of the answer before")
                    .isEqualTo(200);
            newcomer.open("/reference/createDirectDebit?example=CreateDirectDebitRequest.mandate");
            send(newcomer, sandbox.keys().developer(), "201 Created");
            tryIt(newcomer, "approveDirectDebit", sandbox.keys().owner(), "202 Accepted");
            newcomer.sees("\"status\": \"APPROVED\"");
        }
    }

    private static void tryIt(Walker walker, String operation, Users.NewKey key, String status) {
        walker.open("/reference/" + operation);
        send(walker, key, status);
    }

    private static void send(Walker walker, Users.NewKey key, String status) {
        Page page = walker.page();
        page.locator(".access-key").fill(key.accessKey());
        page.locator(".secret").fill(key.secret().text());
        walker.sees("Connected to the sandbox");
        walker.press("Try it");
        page.locator("#answer .status", new Page.LocatorOptions().setHasText(status)).waitFor();
    }

    @Test
    void guide_isFollowedByItsButtons_andKeepsItsIds() {
        try (var newcomer = new Walker()) {
            newcomer.open("/reference/guides/etags");
            var page = newcomer.page();
            page.locator(".access-key").fill(sandbox.keys().developer().accessKey());
            page.locator(".secret").fill(sandbox.keys().developer().secret().text());
            var steps = page.locator(".step");
            sent(steps.nth(1), "Send the earlier requests first");
            sent(steps.nth(0), "201 Created");
            sent(steps.nth(1), "200 OK");
            sent(steps.nth(2), "412");
            newcomer.sees("Saved from earlier steps: CHANGED_ID, CHANGED_ETAG");
            assertThat(page.locator("#saved dt").allInnerTexts()).contains("CHANGED_ID");
        }
    }

    private static void sent(Locator step, String status) {
        step.locator("[data-send]").click();
        step.locator(".status", new Locator.LocatorOptions().setHasText(status)).waitFor();
    }

    @Test
    void search_needsNoNetwork_onceItHasItsIndex() {
        try (var reader = new Walker()) {
            reader.open("/reference");
            var page = reader.page();
            page.waitForResponse(
                    response -> response.url().contains("/reference/index/"),
                    () -> page.keyboard().press("/"));
            reader.context().setOffline(true);
            page.keyboard().type("mandate_lapsed");
            var hit = page.locator("[role=option]").first();
            hit.waitFor();
            assertThat(hit.innerText()).contains("Unused for 36 months. Get a new mandate.");
            page.keyboard().press("ArrowDown");
            assertThat(hit.getAttribute("aria-selected")).isEqualTo("true");
            page.keyboard().press("Escape");
            hit.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
    }
}

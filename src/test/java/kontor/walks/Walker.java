package kontor.walks;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kontor.SandboxOrganization;
import org.assertj.core.api.Assertions;

/**
 * A person with a browser of their own. What no page may do is noted, whatever the person does, and
 * fails when the walk ends: errors in the console, reports of the content security policy, requests
 * to another host, parts of a page that are not served, and errors of Kontor.
 */
final class Walker implements AutoCloseable {

    /** Of a page that is asked for itself a no is a page too. */
    private static final Set<String> PAGES = Set.of("document", "xhr", "fetch");

    private final String base = PeopleServer.shared().base();
    private final BrowserContext context;
    private final Page page;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    Walker() {
        this(new Browser.NewContextOptions().setViewportSize(1440, 1000));
    }

    Walker(Browser.NewContextOptions options) {
        context = Chromium.shared().newContext(options.setLocale("en-GB"));
        // Long enough for a machine that has much else to do.
        context.setDefaultTimeout(30_000);
        context.onRequest(request -> requested(request.url()));
        context.onResponse(this::answered);
        context.onConsoleMessage(this::said);
        context.onWebError(error -> wrong.add("script: " + error.error()));
        context.addInitScript(
                """
                addEventListener("securitypolicyviolation", (event) =>
                  console.error("policy " + event.effectiveDirective + " " + event.blockedURI));
                """);
        page = context.newPage();
    }

    private void requested(String url) {
        if (!url.startsWith(base + "/")) {
            wrong.add("asked another host: " + url);
        }
    }

    private void answered(Response response) {
        boolean isPart = !PAGES.contains(response.request().resourceType());
        if (response.status() >= (isPart ? 400 : 500)) {
            wrong.add(response.status() + " " + response.url());
        }
    }

    private void said(ConsoleMessage message) {
        boolean isToldByAnswer = message.text().startsWith("Failed to load resource");
        if (message.type().equals("error") && !isToldByAnswer) {
            wrong.add("console at " + message.location() + ": " + message.text());
        }
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens a page by its path. */
    Page open(String path) {
        page.navigate(path.startsWith("http") ? path : base + path);
        return page;
    }

    /** Signs in with a password and stands on the first page. */
    Walker signIn(String email, String password) {
        open("/login");
        fill("Email", email).fill("Password", password).press("Sign in");
        page.waitForURL(base + "/");
        return this;
    }

    /** From now on the machine has a fingerprint reader, and the right finger on it. */
    Walker withFinger() {
        var devices = context.newCDPSession(page);
        devices.send("WebAuthn.enable");
        var reader = new JsonObject();
        reader.addProperty("protocol", "ctap2");
        reader.addProperty("transport", "internal");
        reader.addProperty("hasResidentKey", true);
        reader.addProperty("hasUserVerification", true);
        reader.addProperty("isUserVerified", true);
        reader.addProperty("automaticPresenceSimulation", true);
        var options = new JsonObject();
        options.add("options", reader);
        devices.send("WebAuthn.addVirtualAuthenticator", options);
        return this;
    }

    /** Types into the field whose label begins so. */
    Walker fill(String label, String text) {
        field(label).fill(text);
        return this;
    }

    /** Chooses what the list whose label begins so calls so, in part. */
    Walker choose(String label, String part) {
        var option = new Locator.LocatorOptions().setHasText(part);
        var list = field(label);
        list.selectOption(list.locator("option", option).first().getAttribute("value"));
        return this;
    }

    private Locator field(String label) {
        var begins = Pattern.compile("^\\s*" + label + "\\b");
        var labels = page.locator("label", new Page.LocatorOptions().setHasText(begins));
        return page.locator("[id='" + labels.first().getAttribute("for") + "']");
    }

    /** Presses the button with these words. */
    Walker press(String words) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
        return this;
    }

    /** Follows the link with these words. */
    Walker follow(String words) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words)).first().click();
        return this;
    }

    /** Waits until the page says this. */
    Walker sees(String text) {
        try {
            page.getByText(text).first().waitFor();
        } catch (TimeoutError unseen) {
            throw new AssertionError(text + " is not on " + path() + ":\n" + said(), unseen);
        }
        return this;
    }

    private String said() {
        return page.locator("body").innerText();
    }

    /** The heading of the page. */
    String heading() {
        return page.locator("h1").innerText();
    }

    /** The path at which the page is. */
    String path() {
        return page.url().substring(base.length());
    }

    /** The owner of a sandbox. */
    static Walker owner(SandboxOrganization sandbox) {
        return new Walker().signIn(sandbox.keys().email(), sandbox.keys().password());
    }

    /** What went wrong so far, and is said only once. */
    List<String> wrong() {
        synchronized (wrong) {
            var now = List.copyOf(wrong);
            wrong.clear();
            return now;
        }
    }

    @Override
    public void close() {
        var left = wrong();
        context.close();
        Assertions.assertThat(left).as("what no page may do").isEmpty();
    }
}

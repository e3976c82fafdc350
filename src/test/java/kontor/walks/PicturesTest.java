package kontor.walks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.TestKontor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of {@code docs/pictures} anew: {@code ./kontor test -Dtest=PicturesTest
 * -Dpictures.update=true}. Whoever does so looks at each before it is committed.
 */
@Tag("browser")
@EnabledIfSystemProperty(named = "pictures.update", matches = "true")
class PicturesTest {

    private static final Path FOLDER = Path.of("docs/pictures");

    /** So that whoever reads the papers on the road does not wait for them. */
    private static final long MOST_BYTES = 150_000;

    private Walker walker;

    @Test
    void mainPages_asACustomerSeesThem() throws IOException {
        Files.createDirectories(FOLDER);
        var sandbox = TestKontor.shared().sandbox();
        var showcase = new Showcase(sandbox);
        showcase.work();
        try (var stranger = new Walker(screen(1280, 800))) {
            walker = stranger;
            take("sign-in", "/login");
        }
        try (var owner = new Walker(screen(1280, 800))) {
            walker = owner;
            owner.signIn(sandbox.keys().email(), sandbox.keys().password());
            take("home", "/?currency=EUR");
            take("find", "/find?q=Invoice");
            take("approvals", "/approvals");
            take("direct-debits", "/direct-debits");
            take("direct-debit", "/direct-debits/" + showcase.returned());
            newDirectDebit(showcase);
            take("credit-transfers", "/credit-transfers");
            take("counterparties", "/counterparties");
            opened("counterparty", "/counterparties", "Nordlicht");
            take("mandates", "/mandates");
            take("accounts", "/accounts");
            take("account", "/accounts/" + sandbox.account());
            take("transactions", "/transactions");
            take("bank-files", "/files");
            take("test-bank", "/test-data");
            opened("approval-chain", "/approval-chains", "Large payments");
            opened("metadata-key", "/metadata-keys", "costCenter");
            opened("role", "/roles", "controller");
            take("audit-log", "/audit-log");
            take("reference", "/reference/createMandate");
            dark("home-dark", "/?currency=EUR");
        }
        try (var phone = new Walker(screen(390, 844))) {
            walker = phone;
            phone.signIn(sandbox.keys().email(), sandbox.keys().password());
            take("approvals-phone", "/approvals");
        }
    }

    private static Browser.NewContextOptions screen(int width, int height) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    private void newDirectDebit(Showcase showcase) throws IOException {
        walker.open("/direct-debits/new?mandateId=" + showcase.mandate());
        walker.fill("Amount", "1.250,50")
                .choose("Into", "EUR collections")
                .fill("Reference", "Invoice 4812");
        walker.fill("Date", TestKontor.shared().sandbox().today().plusDays(60).toString());
        walker.page().keyboard().press("Tab");
        walker.sees("May come back until");
        keep("new-direct-debit");
    }

    private void opened(String name, String list, String link) throws IOException {
        walker.open(list);
        walker.follow(link);
        keep(name);
    }

    private void dark(String name, String path) throws IOException {
        walker.open(path);
        walker.page().evaluate("() => { document.documentElement.dataset.theme = 'dark'; }");
        keep(name);
    }

    private void take(String name, String path) throws IOException {
        walker.open(path);
        keep(name);
    }

    private void keep(String name) throws IOException {
        walker.page().waitForLoadState();
        byte[] png = walker.page().screenshot(new Page.ScreenshotOptions());
        long bytes = new Picture(png).write(FOLDER.resolve(name + ".png"));
        assertThat(bytes).as(name).isLessThan(MOST_BYTES);
    }
}

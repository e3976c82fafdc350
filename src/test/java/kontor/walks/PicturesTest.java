package kontor.walks;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.SandboxOrganization;
import kontor.SwedishCompany;
import kontor.SwedishCompany.Old;
import kontor.TestKontor;
import kontor.core.BankCalendar;
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

    /** The pictures of {@code docs/swedish-company.md}. */
    @Test
    void swedishCompany_asItsAccountantSeesIt() throws IOException {
        var sandbox = TestKontor.shared().sandbox();
        var company = new SwedishCompany(sandbox);
        var imported =
                company.movesIn(
                        new Old("1001", "Astrid Berg", "A-17"),
                        new Old("998209", "Bo Dahl", "A-18"),
                        new Old("998302", "Cecilia Ek", "A-19"),
                        new Old("997703", "David Falk", "A-20"),
                        new Old("0815", "Elsa Frid", "A-21"));
        String returned = swedishMonth(sandbox, company);
        try (var owner = new Walker(screen(1280, 800))) {
            walker = owner;
            owner.signIn(sandbox.keys().email(), sandbox.keys().password());
            take("swedish-import", "/mandate-imports/" + imported.at("/id"));
            take("swedish-mandates", "/mandates?scheme=AUTOGIRO");
            take("swedish-collection", "/direct-debits/" + returned);
            take("swedish-returns", "/returns");
            take("swedish-work-list", "/reconciliation");
        }
    }

    /**
     * Customers pay, refuse, and want it back.
     *
     * @return the collection that was paid back
     */
    private static String swedishMonth(SandboxOrganization sandbox, SwedishCompany company) {
        company.mandate("2002");
        company.mandate("990405");
        company.mandate("995201");
        var day = BankCalendar.SWEDEN.plus(sandbox.today(), 5);
        company.collect(company.mandateOf("1001"), 24_900, day);
        company.collect(company.mandateOf("998209"), 10_000, day);
        company.collect(company.mandateOf("998302"), 4_400, day);
        String returned = company.collect(company.mandateOf("997703"), 7_700, day);
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(day, 3));
        var next = BankCalendar.SWEDEN.plus(sandbox.today(), 1);
        company.expect(150_000, "STRUCTURED", "1234567897", next);
        company.expect(80_000, "UNSTRUCTURED", "Invoice 4711", next);
        company.receives(150_000, "OCR", "1234567897", next);
        company.receives(80_000, "UNSTRUCTURED", "for 4711, thank you", next);
        sandbox.advanceTo(next);
        return returned;
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

package kontor.walks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of a test run. Where the machine has none the tests that want it are skipped; {@code
 * ./kontor test} says what is missing. It ends with this process, however that ends: its driver
 * goes when it loses us.
 */
final class Chromium {

    private static Browser shared;

    private Chromium() {}

    static synchronized Browser shared() {
        if (shared == null) {
            shared = launched();
        }
        return shared;
    }

    private static Browser launched() {
        var environment =
                Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        named("browser.node"),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1");
        named("playwright.cli.dir");
        var program = Path.of(named("browser.chromium"));
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(program));
    }

    private static String named(String property) {
        String value = System.getProperty(property, "");
        Assumptions.assumeFalse(
                value.isEmpty(),
                "-D" + property + " names none; ./kontor test finds it and says what is missing");
        return value;
    }
}

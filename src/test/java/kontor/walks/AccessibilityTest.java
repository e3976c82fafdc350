package kontor.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kontor.OneOfEach;
import kontor.PagePaths;
import kontor.TestKontor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every page with something in it keeps WCAG 2.2 AA as far as axe can tell, in the light and in the
 * dark, and on a phone 390 pixels wide, where nothing is wider than the screen and no cell lies
 * over another.
 */
@Tag("browser")
class AccessibilityTest {

    private static final List<String> ALL =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What another colour or another width can change; the rest is the same page. */
    private static final List<String> OF_COLOUR = List.of("color-contrast", "link-in-text-block");

    private static final List<String> OF_WIDTH =
            List.of("color-contrast", "target-size", "scrollable-region-focusable");

    private static final String ASK =
            """
            async ([type, values]) => (await axe.run({ runOnly: { type, values }, resultTypes: ["violations"] }))
              .violations.map((one) => one.id + ": " + one.help + one.nodes.slice(0, 3)
                .map((node) => "\\n  " + node.html.slice(0, 200) + "\\n  " + node.failureSummary).join(""))
            """;

    private static final String WIDER =
            """
            () => {
              const wide = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= wide) return [];
              return [...document.querySelectorAll("main *")]
                .filter((one) => one.getBoundingClientRect().right > wide + 1)
                .slice(0, 3).map((one) => "wider than the screen: " + one.outerHTML.slice(0, 200));
            }
            """;

    /** Texts of two cells of a row that lie over each other. */
    private static final String OVER =
            """
            () => {
              const boxes = (cell) => {
                const found = [];
                const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                  // What a closed detail holds has a place, and is not seen.
                  if (!texts.currentNode.parentElement.checkVisibility()) continue;
                  const range = document.createRange();
                  range.selectNodeContents(texts.currentNode);
                  found.push(...range.getClientRects());
                }
                return found.filter((box) => box.width > 1 && box.height > 1);
              };
              const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
                && a.top < b.bottom - 1 && b.top < a.bottom - 1;
              const found = [];
              for (const row of document.querySelectorAll("table.rows tbody tr")) {
                const cells = [...row.cells].map((cell) => [cell, boxes(cell)]);
                cells.forEach(([cell, mine], at) => cells.slice(at + 1).forEach(([other, its]) => {
                  if (mine.some((a) => its.some((b) => over(a, b))))
                    found.push(cell.outerHTML.slice(0, 150) + " is over " + other.outerHTML.slice(0, 150));
                }));
              }
              return found.slice(0, 3);
            }
            """;

    private static Walker walker;
    private static Map<String, String> ids;

    @BeforeAll
    static void open() {
        var sandbox = TestKontor.shared().sandbox();
        walker = Walker.owner(sandbox);
        ids = OneOfEach.idsIn(sandbox);
        walker.context().addInitScript(axe());
    }

    @AfterAll
    static void close() {
        if (walker != null) {
            walker.close();
        }
    }

    private static String axe() {
        try (var script = AccessibilityTest.class.getResourceAsStream("/axe/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPage_isForEverybody() {
        return PagePaths.of(TestKontor.shared().routes()).stream()
                .filter(PagePaths::isPage)
                .map(route -> PagePaths.filled(route, ids))
                .map(path -> dynamicTest(path, () -> isForEverybody(path)));
    }

    private static void isForEverybody(String path) {
        var page = walker.page();
        page.setViewportSize(1440, 1000);
        walker.open(path);
        assertThat(found(page, "tag", ALL)).as("in the light").isEmpty();
        page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }");
        assertThat(found(page, "rule", OF_COLOUR)).as("in the dark").isEmpty();
        page.setViewportSize(390, 844);
        assertThat(found(page, "rule", OF_WIDTH)).as("on a phone").isEmpty();
        assertThat(page.evaluate(WIDER)).as("on a phone").isEqualTo(List.of());
        assertThat(page.evaluate(OVER)).as("on a phone").isEqualTo(List.of());
        assertThat(walker.wrong()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> found(Page page, String type, List<String> values) {
        return (List<String>) page.evaluate(ASK, List.of(type, values));
    }
}

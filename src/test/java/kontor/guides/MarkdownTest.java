package kontor.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    private static final String HEAD = "# A guide\n\nFor `whom` it is.\n\n";

    private static Guide read(String text) {
        return new Markdown().read("a-guide", HEAD + text);
    }

    @Test
    void htmlAndScriptLinks_areText() {
        var guide =
                read(
                        """
                        <script>alert(1)</script>

                        See <b onclick="x()">this</b> and [that](javascript:alert(1)).

                        | a | b |
                        |---|---|
                        | <img src=x> | `<i>` |
                        """);
        assertThat(guide.lead()).isEqualTo("For whom it is.");
        assertThat(((Block.Prose) guide.blocks().getFirst()).html())
                .doesNotContain("<script", "<b ", "<img", "javascript:")
                .contains("&lt;script&gt;", "<table>", "<code>&lt;i&gt;</code>");
    }

    @Test
    void request_hasItsLinesAndBody() {
        var guide =
                read(
                        """
                        ## The step

                        ```request
                        POST /payments/v2/mandates
                        If-Match: version:1
                        > as owner
                        > answers 202
                        > keeps MANDATE_ID from /items/[name=a b]/id
                        > until /status is ACTIVE

                        {"a": "$MANDATE_ID"}
                        ```
                        """);
        assertThat(guide.sections()).containsExactly(new Block.Section("the-step", "The step"));
        var step = guide.steps().getFirst();
        assertThat(step.headers()).isEqualTo(Map.of("If-Match", "version:1"));
        assertThat(step.as()).isEqualTo("owner");
        assertThat(step.answers()).isEqualTo(202);
        assertThat(step.keeps())
                .containsExactly(new Step.Kept("MANDATE_ID", "/items/[name=a b]/id"));
        assertThat(step.until()).contains(new Step.Condition("/status", "ACTIVE"));
        assertThat(step.body()).isEqualTo("{\"a\": \"$MANDATE_ID\"}");
        assertThat(step.mediaType()).isEqualTo("application/json");
    }

    @Test
    void whatIsNoRequest_isRefusedAtOnce() {
        assertThatThrownBy(() -> read("```request\nGET /a\n> keep X\n```\n"))
                .hasMessageContaining("> keep X");
    }
}

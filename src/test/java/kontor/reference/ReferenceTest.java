package kontor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.manual.Book;
import kontor.manual.ErrorCode;
import kontor.manual.Operation;
import kontor.snippets.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference says what the document says, and its code runs as printed. */
class ReferenceTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Browser browser = Browser.of(sandbox.owner());
    private final Book book = new Book(kontor.documented().document());

    @TempDir private Path folder;

    @Test
    void everyOperation_hasAPageWithoutAnythingInline() {
        for (var group : book.groups().values()) {
            assertThat(group).isNotEmpty();
            for (Operation one : group) {
                var page = browser.open("/reference/" + one.id());
                assertThat(page.status()).as(one.id()).isEqualTo(200);
                assertThat(page.html())
                        .as(one.id())
                        .contains("<h1>", one.method())
                        .doesNotContain(" style=", "<style", "<script>", " onclick=");
            }
        }
        assertThat(browser.open("/reference/noSuchOperation").status()).isEqualTo(404);
    }

    @Test
    void createMandate_saysAllThatAReaderNeeds() {
        String page = browser.open("/reference/createMandate").html();
        assertThat(page)
                .contains(">externalAccountId<", ">mandateReference<", ">signatureDate<")
                .contains("1 to 35 characters", "SDD_CORE", "SEPA direct debit from anybody")
                .contains(">metadata<", "20 entries", "keys of 1 to 64 characters")
                .contains("values of 512 characters at most")
                .contains(
                        ">externalId<", "mandates:create", "required without type", "default false")
                .contains("mandate_reference_taken", "Choose another reference.", ">active<")
                .contains("Sweden, AUTOGIRO", "Bearer: a token", "base64", "Try it", "set by you")
                .contains("Click Try It! to start a request and see the response here!")
                .contains("JavaScript", "Python", ">201</b>", "set by Kontor", "^[a-zA-Z0-9._")
                .contains("name=\"b[scheme]\"", "name=\"h[Idempotency-Key]\"", "name=\"body\"");
    }

    @Test
    void inputs_areOfEveryPlace() {
        assertThat(browser.open("/reference/listDirectDebits").html())
                .contains("name=\"q[limit]\"", "name=\"q[date[gte]]\"", "name=\"q[status]\"");
        assertThat(browser.open("/reference/updateMandate").html())
                .contains("name=\"p[id]\"", "name=\"h[If-Match]\"", "name=\"b[0.value]\"")
                .contains("/signatureDate", "/mandateReference", "replace")
                .contains("depends on path", "A correction; no amendment tells it.")
                .contains("<dt><code>/creditorReference</code></dt><dd>Creditor identifier");
        assertThat(browser.open("/reference/createTestbankTransaction").html())
                .contains("name=\"h[X-Testbank-Authorization]\" value=\"Basic ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one field | b[scheme]=SDD_B2B | \"scheme\": \"SDD_B2B\"",
                "a truth | b[active]=true | \"active\": true",
                "an object | b[metadata]={\"a\":\"1\"} | \"a\": \"1\"",
                "no object | b[metadata]={\"a\": | \"metadata\": \"{",
                "the whole body | body={\"scheme\":\"AUTOGIRO\"} | {\"scheme\":\"AUTOGIRO\"}",
                "another example | example=CreateMandateRequest.b2b | MANDATE-002",
                "a header | h[Idempotency-Key]=mine | Idempotency-Key: mine",
                "the day of a bank | today=2027-03-01 | 2027-03-01",
                "no day | today=tomorrow | \"signatureDate\"",
            })
    void whatIsTyped_standsInTheCode(String kind, String typed, String code) {
        int cut = typed.indexOf('=');
        String query = encoded(typed.substring(0, cut)) + "=" + encoded(typed.substring(cut + 1));
        String page = browser.open("/reference/createMandate?" + query).html();
        assertThat(PrintedCode.of(page).getFirst()).as(kind).contains(code);
    }

    @Test
    void emptiedInput_takesTheMemberOut_andTheWholeBodyWins() {
        String page = browser.open("/reference/createMandate?b%5BsignatureDate%5D=").html();
        assertThat(PrintedCode.of(page).getFirst()).doesNotContain("signatureDate");
        String was =
                encoded(
                        browser.open("/reference/createMandate")
                                .find("name=\"was\" value=\"([^\"]*)"));
        String both = "&b%5Bscheme%5D=SDD_B2B&body=" + encoded("{\"scheme\": \"AUTOGIRO\"}");
        assertThat(code("/reference/createMandate?was=" + was + both)).contains("AUTOGIRO");
        String other = "&example=CreateMandateRequest.moved&b%5BmandateReference%5D=TYPED";
        assertThat(code("/reference/createMandate?was=" + was + other))
                .contains("OLD-4711")
                .doesNotContain("TYPED");
    }

    @Test
    void exampleOfAnAnswer_isShownWhenChosen() {
        assertThat(browser.open("/reference/createMandate").html())
                .contains(
                        "id=\"answer\" role=\"group\" aria-live=\"polite\" aria-label=\"Answer\""
                                + " hidden");
        assertThat(browser.open("/reference/createMandate?answer=Mandate").html())
                .contains("201 Mandate")
                .doesNotContain("aria-label=\"Answer\" hidden");
    }

    @Test
    void backticks_areCode_inPairs() {
        assertThat(Words.of("a `b` c `d"))
                .containsExactly(
                        new Words("a ", false),
                        new Words("b", true),
                        new Words(" c ", false),
                        new Words("`d", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/errors", "/reference/guides/errors"})
    void everyErrorCode_hasAHeading(String path) {
        String page = browser.open(path).html();
        assertThat(ErrorCode.all())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(page).contains("<h2 id=\"" + one.code() + "\">"));
    }

    @ParameterizedTest
    @CsvSource({
        "mandate_lapsed, /docs/errors#mandate_lapsed",
        "mandateReference, /reference/createMandate#b.mandateReference",
        "create mandate, /reference/createMandate",
        "425, /reference/guides/idempotency#425-too-early",
        "PAYMENTS/v2/mandates, /reference/createMandate",
    })
    void search_findsWhatThereIs_alsoWithoutScript(String words, String path) {
        assertThat(found(words)).contains("href=\"" + path + "\"");
        String index = browser.open("/reference").find("data-index=\"([^\"]*)\"");
        assertThat(browser.open(index).html()).contains('"' + path + '"');
        assertThat(browser.open("/reference/index/0.json").status()).isEqualTo(404);
    }

    private String found(String words) {
        String html = browser.open("/reference?q=" + encoded(words)).html();
        return html.substring(html.indexOf("<main"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void searchInVain_saysSo_howeverMuchIsAsked() {
        assertThat(found("no-such-thing")).contains("Nothing.");
        assertThat(found("x ".repeat(2000))).contains("<h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reference?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/reference/createMandate?body=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/reference/updateMandate?p%5Bid%5D=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E%25zz",
                "/reference/createMandate?h%5BIdempotency-Key%5D=%22%0d%0aX:%20%3Cscript%3E",
                "/reference/createMandate?b%5Bscheme%5D=%22%3E%3Cscript%3E&b%5Bnone%5D=1",
                "/reference/createMandate?example=%3Cscript%3E&language=x&credentials=%7B%7B7*7",
                "/reference/guides/paging?language=%3Cscript%3E&today=99999-01-01",
            })
    void hostileWords_stayWords(String path) {
        var page = browser.open(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reference/guides/no-such-guide",
                "/reference/guides/..%2F..%2Fapplication",
                "/reference/guides/%2e%2e%2fpaging",
                "/reference/guides/paging.md",
                "/reference/guides/paging/",
                "/reference/index/..%2F..%2Fkontor.css",
            })
    void whatIsNoGuide_isNotFound(String path) {
        assertThat(browser.open(path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "CURL, basic",
        "CURL, bearer",
        "PYTHON, basic",
        "PYTHON, bearer",
        "JAVASCRIPT, basic",
        "JAVASCRIPT, bearer",
        "JAVA, bearer",
    })
    void codeOfCreateMandate_runsAsPrinted(Language language, String credentials) {
        var payer = sandbox.anExternalAccount().id();
        String typed = "b%5BexternalAccountId%5D=" + payer + "&b%5Bmetadata%5D=";
        String hostile = "{\"note\": \"o'neil \\\"quoted\\\" it''s $HOME `x` ${y} \\\\ ü\"}";
        String code =
                code(
                        "/reference/createMandate?language=%s&credentials=%s&%s"
                                .formatted(language.word(), credentials, typed + encoded(hostile)));
        String told = PrintedCode.run(language, code, folder, PrintedCode.environment(sandbox));
        assertThat(told)
                .as(code)
                .contains(
                        "201", "MANDATE-001", "o'neil \\\"quoted\\\" it''s $HOME `x` ${y} \\\\ ü");
    }

    private String code(String path) {
        return PrintedCode.of(browser.open(path).html()).getFirst();
    }

    @Test
    void openOperation_needsNoEnvironment() {
        var code = code("/reference/getHealthLive?language=python");
        assertThat(PrintedCode.run(Language.PYTHON, code, folder, Map.of()))
                .contains("200")
                .contains("live");
    }

    /** With fonts, style sheets and scripts a first visit stays below 200 kB, compressed. */
    @Test
    void pages_areSmall() {
        for (String path : List.of("/reference/createMandate", "/reference/guides/ten-steps")) {
            assertThat(browser.open(path).html().length()).as(path).isLessThan(150_000);
        }
    }
}

package kontor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference says what the document says, and its code runs as printed. */
class ReferenceTest {

    private static final Map<Language, List<String>> RUN =
            Map.of(
                    Language.CURL, List.of("sh", "code.sh"),
                    Language.PYTHON, List.of("python3", "code.py"),
                    Language.JAVASCRIPT, List.of("node", "code.mjs"),
                    Language.JAVA,
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "code.java"));

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
                .contains(">metadata<", "20 entries", ">externalId<", "mandates:create")
                .contains("mandate_reference_taken", "Choose another reference.", ">active<")
                .contains("Sweden, AUTOGIRO", "Bearer: a token", "base64", "Try it")
                .contains("JavaScript", "Python", ">201</b>");
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

    @Test
    void everyErrorCode_hasAHeading() {
        String page = browser.open("/reference/guides/errors").html();
        assertThat(ErrorCode.all())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(page).contains("<h2 id=\"" + one.code() + "\">"));
    }

    @Test
    void search_findsOperationsFieldsAndCodes() {
        assertThat(found("mandate_lapsed"))
                .contains("/reference/createDirectDebit", "#mandate_lapsed");
        assertThat(found("mandateReference")).contains("/reference/createMandate");
        assertThat(found("no-such-thing")).contains("Nothing.");
    }

    private String found(String word) {
        String html = browser.open("/reference?q=" + word).html();
        return html.substring(html.indexOf("<main"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reference?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/reference/createMandate?body=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/reference/createMandate?path=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/reference/createMandate?example=%3Cscript%3E&language=x&credentials=%7B%7B7*7",
            })
    void hostileWords_stayWords(String path) {
        var page = browser.open(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "CURL, false",
        "CURL, true",
        "PYTHON, false",
        "PYTHON, true",
        "JAVASCRIPT, false",
        "JAVASCRIPT, true",
        "JAVA, true",
    })
    void code_runsAsPrinted(Language language, boolean bearer) throws Exception {
        var list = book.operation("listAccounts").orElseThrow();
        assertThat(run(language, sample(list, "", bearer))).contains("200").contains("nextToken");
        if (language == Language.JAVA) {
            return;
        }
        var create = book.operation("createCounterparty").orElseThrow();
        for (Example example : create.requests()) {
            String body = example.json().replace("customer-17", "o'neil-" + language + bearer);
            body = body.replace("'", "").replace("trial", "\\\"quoted\\\" it''s $HOME `x` ${y}");
            String told = run(language, sample(create, body, bearer));
            assertThat(told).contains("201").contains("legalName");
        }
    }

    private Sample sample(Operation operation, String body, boolean bearer) {
        return new Sample(
                "http://127.0.0.1:" + kontor.port(),
                operation.method(),
                operation.path(),
                operation.mediaType(),
                body,
                operation.isRepeatable(),
                operation.open(),
                bearer);
    }

    private String run(Language language, Sample sample) throws Exception {
        var command = RUN.get(language);
        Files.writeString(folder.resolve(command.getLast()), language.write(sample));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("KONTOR_KEY", sandbox.keys().developer().accessKey());
        builder.environment().put("KONTOR_SECRET", sandbox.keys().developer().secret().text());
        builder.environment().put("NO_PROXY", "127.0.0.1");
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException missing) {
            assumeTrue(false, "skipped: needs " + command.getFirst());
            return "";
        }
    }
}

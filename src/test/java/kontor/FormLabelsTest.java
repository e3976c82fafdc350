package kontor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Tables;
import kontor.forms.Labels;
import org.junit.jupiter.api.Test;

/** What people read of members of requests: the labels of fields, wherever they are named. */
class FormLabelsTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path SCHEMAS = Path.of("src/main/resources/openapi");

    private static final Pattern FIELD =
            Pattern.compile("name = \"([A-Za-z0-9.]+)\", label = \"([^\"]*)\"");

    private static final Pattern MEMBER = Pattern.compile("(?<![\\w./=?-])[a-z]+[A-Z]\\w*");

    /** Rows of files that move in name their columns, and programs read the others. */
    private static final Set<String> WITHOUT_FORMS =
            Set.of("portfolios", "openapi", "reference", "manual", "guides", "snippets");

    private static Stream<String> texts(Path root, String ending) {
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(ending)).toList().stream()
                    .map(FormLabelsTest::text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All members of all schemas that no word of English is. */
    private static Set<String> members() {
        var pattern = Pattern.compile("\\b([a-z]+[A-Z][A-Za-z0-9]*)\\s*:");
        return texts(SCHEMAS, ".yaml")
                .flatMap(text -> pattern.matcher(text).results().map(one -> one.group(1)))
                .collect(toSet());
    }

    private static Stream<String> sentences() {
        return Sources.of(Sources.MAIN).all().stream()
                .filter(source -> !WITHOUT_FORMS.contains(source.room()))
                .flatMap(source -> Sources.parts(source.tree(), LiteralTree.class))
                .map(LiteralTree::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.contains(" ") && !text.contains("\n"))
                .filter(text -> !text.contains("->>"));
    }

    @Test
    void membersInSentences_areCalledByLabels() {
        var members = members();
        assertThat(members).contains("externalAccountId", "chargeBearer");
        var left = new TreeSet<String>();
        sentences()
                .map(Labels::in)
                .flatMap(said -> MEMBER.matcher(said).results())
                .map(MatchResult::group)
                .filter(members::contains)
                .forEach(left::add);
        assertThat(left).as("in no row of form_labels.csv").isEmpty();
        assertThat(Labels.in("must not lie before signatureDate"))
                .isEqualTo("must not lie before \u201cSignature date\u201d");
        assertThat(Labels.in("see /v1/accounts?externalId=name, date.of or name"))
                .isEqualTo("see /v1/accounts?externalId=name, date.of or name");
    }

    /** Where a field stands on a page, the table calls it as a page does. */
    @Test
    void labelsOfTheTable_areThoseOfFields() {
        Map<String, Set<String>> fields =
                texts(TEMPLATES, ".jte")
                        .flatMap(text -> FIELD.matcher(text).results())
                        .collect(
                                groupingBy(
                                        one -> one.group(1),
                                        mapping(one -> one.group(2), toSet())));
        for (var row : Tables.rows("form_labels")) {
            String member = row.getField("member");
            String label = row.getField("label");
            assertThat(fields.getOrDefault(member, Set.of(label))).as(member).contains(label);
            assertThat(Labels.of(member)).isEqualTo(label);
        }
        assertThat(Labels.of("accounts.0.identifiers.1.number"))
                .isEqualTo("account 1, identifier 2, number");
        assertThat(Labels.words("date[gte]")).isEqualTo("date from");
    }
}

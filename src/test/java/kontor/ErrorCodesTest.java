package kontor;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import kontor.core.Refusal;
import kontor.core.RefusalCode;
import kontor.openapi.CodesOfStatuses;
import org.junit.jupiter.api.Test;

/**
 * Errors link to a page that explains their code; a new code without a line there is caught here.
 */
class ErrorCodesTest {

    private static final List<JavaClass> REFUSALS =
            ArchitectureTest.KONTOR.stream()
                    .filter(type -> type.isEnum() && type.isAssignableTo(RefusalCode.class))
                    .toList();

    /** Code and status of each line of the page, in order. */
    private final Map<String, String> explained = new LinkedHashMap<>();

    ErrorCodesTest() throws IOException {
        for (String line : Files.readAllLines(Path.of("src/main/resources/docs/errors.csv"))) {
            var cells = line.split(",");
            explained.put(cells[0], cells[1]);
        }
    }

    private static List<String> codes(JavaClass refusals) {
        return Arrays.stream(refusals.reflect().getEnumConstants())
                .map(constant -> ((RefusalCode) constant).code())
                .toList();
    }

    private static boolean isOfOneRoom(String code) {
        boolean general = code.equals("external_id_taken");
        return !general
                && REFUSALS.stream().filter(refusals -> codes(refusals).contains(code)).count()
                        == 1;
    }

    @Test
    void everyRefusal_isExplainedOnTheErrorPage() {
        assertThat(REFUSALS.stream().flatMap(refusals -> codes(refusals).stream()))
                .isNotEmpty()
                .allMatch(explained::containsKey);
    }

    /** A code that several rooms use stands once, and each status has its own part of the page. */
    @Test
    void everyRefusal_standsThereInTheOrderOfTheChecks() {
        var page = List.copyOf(explained.keySet());
        for (var refusals : REFUSALS) {
            codes(refusals).stream()
                    .filter(ErrorCodesTest::isOfOneRoom)
                    .collect(groupingBy(explained::get))
                    .forEach(
                            (status, codes) ->
                                    assertThat(codes)
                                            .as(refusals.getSimpleName() + " " + status)
                                            .isSortedAccordingTo(comparing(page::indexOf)));
        }
    }

    /**
     * Refusals of a rule that are about no member of the request and no resource of its path:
     * limits of an organization, or what depends on settings. Some enums are told at the place that
     * their doors name.
     */
    private static final Predicate<RefusalCode> WITHOUT_FIELD =
            one ->
                    one.name().startsWith("TOO_MANY_")
                            || Set.of(
                                            "FOUR_EYES_OFF",
                                            "ROLE_NOT_FOUND",
                                            "USER_NOT_FOUND",
                                            "ENTITY_NOT_FOUND",
                                            "ACCOUNT_NOT_FOUND",
                                            "STATEMENT_REFUSED",
                                            "CHANGED_SINCE_SHOWN")
                                    .contains(one.name())
                            || Set.of("CounterpartyRefusal", "EntityRefusal")
                                    .contains(((Enum<?>) one).getDeclaringClass().getSimpleName());

    @Test
    void refusalOfARule_namesItsField() {
        assertThat(
                        REFUSALS.stream()
                                .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                                .map(RefusalCode.class::cast)
                                .filter(one -> one.category() == Refusal.Category.RULE)
                                .filter(one -> one.field().isEmpty())
                                .filter(WITHOUT_FIELD.negate()))
                .isEmpty();
    }

    /**
     * Only a page asks what was shown before; that an account changed is told in the words of the
     * change request that it makes impossible.
     */
    private static final Set<String> OF_NO_OPERATION =
            Set.of("changed_since_shown", "payee_account_changed");

    /** What one operation refuses with and none lists, nobody handles. */
    @Test
    void everyRefusal_isListedByAnOperation() {
        var listed = new HashSet<String>();
        TestKontor.shared()
                .documented()
                .document()
                .findValues("x-errorCodes")
                .forEach(codes -> codes.forEach(code -> listed.add(code.textValue())));
        assertThat(explained.keySet())
                .filteredOn(code -> !CodesOfStatuses.ALL.contains(code))
                .filteredOn(code -> !OF_NO_OPERATION.contains(code) && !code.equals("code"))
                .filteredOn(code -> !listed.contains(code))
                .isEmpty();
    }

    /** Who sends what was done under another key does it twice. */
    @Test
    void noCure_isAnotherKey() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources/docs/errors.csv")))
                .noneMatch(line -> line.matches("(?i).*(new|another|other|fresh) key.*"));
    }

    @Test
    void thePage_isServedToEverybody() {
        var page = TestKontor.shared().stranger().get("/docs/errors");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"mandate_not_found\"");
    }
}

package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.InvalidRequest;
import kontor.wire.JsonPatch;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import org.junit.jupiter.api.Test;

/** What a JSON Patch can set it can take away, but for what a resource always has. */
class PatchRulesTest {

    /**
     * Members that are never absent, each by the patch that sets it; and the address of a
     * counterparty, which the Atlar API takes no removal of.
     */
    private static final String MANDATORY =
            """
            AccountPatch /entityId
            ApprovalSettings /evaluationCurrency
            ChainPatch /name
            ConnectionPatch /name
            CounterpartyPatch /address
            CounterpartyPatch /legalName
            CreditTransferPatch /date
            CreditTransferPatch /status
            EntityPatch /legalName
            ExpectedTransactionPatch /amount
            ExpectedTransactionPatch /date
            ExpectedTransactionPatch /remittanceInformation
            MandatePatch /creditorReference
            MandatePatch /externalAccountId
            MandatePatch /mandateReference
            MandatePatch /signatureDate
            MetadataKeyPatch /resources
            NoticePatch /byMail
            NoticePatch /language
            NoticePatch /sepaDays
            OrganizationPatch /approvalProof
            OrganizationPatch /changeRequestDays
            OrganizationPatch /fourEyes
            OrganizationPatch /name
            OrganizationPatch /payeeCoolingOffHours
            OrganizationPatch /programmaticOwnerApproval
            OrganizationPatch /requestsPerSecond
            OrganizationPatch /secondFactorRequired
            OrganizationPatch /zone
            RetryPolicyPatch /afterDays
            RetryPolicyPatch /attempts
            RetryPolicyPatch /daysOfMonth
            RolePatch /name
            RolePatch /permissions
            UserPatch /name
            UserPatch /roleId
            """;

    private static final Pattern PLACE = Pattern.compile("/(-|\\[0-9\\](\\{[^}]*\\})?)$");

    private record Rules(String patch, List<Rule> rules) {

        /** The paths that can be set; of an array they stand for its elements. */
        Stream<String> setOnly() {
            Predicate<Rule> removes = rule -> rule.ops().contains(Op.REMOVE);
            var removable = rules.stream().filter(removes).map(Rules::path).toList();
            return rules.stream()
                    .filter(removes.negate())
                    .map(Rules::path)
                    .filter(path -> !removable.contains(path))
                    .map(path -> patch + " " + path);
        }

        private static String path(Rule rule) {
            return PLACE.matcher(rule.path().pattern()).replaceFirst("/{n}");
        }
    }

    private static Stream<Rules> all() {
        return ArchitectureTest.KONTOR.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getName().equals("RULES"))
                .filter(field -> field.getRawType().isEquivalentTo(List.class))
                .map(field -> new Rules(field.getOwner().getSimpleName(), rules(field.reflect())));
    }

    private static List<Rule> rules(Field field) {
        try {
            field.setAccessible(true);
            return ((List<?>) field.get(null)).stream().map(Rule.class::cast).toList();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whatCanBeSet_canBeRemoved_unlessItIsMandatory() {
        var setOnly = all().flatMap(Rules::setOnly).collect(Collectors.toCollection(TreeSet::new));
        assertThat(setOnly).containsExactlyElementsOf(MANDATORY.lines().toList());
    }

    @Test
    void refusedRemoval_saysWhatThePathAllows() {
        for (var one : all().toList()) {
            one.setOnly()
                    .filter(line -> !line.endsWith("{n}"))
                    .forEach(
                            line -> {
                                String path = line.substring(line.indexOf(' ') + 1);
                                String body = "[{\"op\": \"remove\", \"path\": \"" + path + "\"}]";
                                assertThat(message(body, one.rules))
                                        .as(line)
                                        .contains("does not allow remove; it allows")
                                        .contains("add or replace");
                            });
        }
    }

    private static String message(String body, List<Rule> rules) {
        try {
            JsonPatch.parse(body.getBytes(StandardCharsets.UTF_8), rules);
            return "";
        } catch (InvalidRequest refused) {
            return refused.faults().getFirst().message();
        }
    }
}

package kontor.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.Jsons;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.exchangerates.Rates;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which steps a payment needs: the rules as a table. */
class EvaluationTest {

    private static final UUID ORGANIZATION = Ids.next();
    private static final UUID OWNER = Ids.next();
    private static final UUID MAKER = Ids.next();
    private static final UUID CLERKS = Ids.next();
    private static final UUID CHIEFS = Ids.next();
    private static final UUID ENTITY = Ids.next();
    private static final UUID ACCOUNT = Ids.next();
    private static final UUID OTHER = Ids.next();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    /** 1 EUR = 11 SEK, 1 EUR = 160 JPY; nothing leads to USD. */
    private static final Rates RATES =
            new Rates(
                    Map.of(
                            pair("EUR", "SEK"),
                            rate("11", DAY),
                            pair("EUR", "JPY"),
                            rate("160", DAY)),
                    List.of(Currency.EUR));

    private static Rates.Pair pair(String base, String quote) {
        return new Rates.Pair(Currency.known(base), Currency.known(quote));
    }

    private static Rates.Dated rate(String rate, LocalDate day) {
        return new Rates.Dated(new BigDecimal(rate), day);
    }

    private static ApprovalChain chain(String json) {
        var terms =
                ChainTerms.parse(JsonFields.of(Jsons.json(json).getBytes(StandardCharsets.UTF_8)));
        return ApprovalChain.made(Ids.next(), terms, Instant.EPOCH);
    }

    private static ApprovalChain clerks(String condition) {
        return chain(
                "{'name': 'n', 'approvalSteps': [{'requiredRoleIds': ['"
                        + CLERKS
                        + "']}], 'triggerCondition': "
                        + condition
                        + "}");
    }

    private static ApprovalChain automatic(String condition) {
        return chain("{'name': 'n', 'autoApprove': true, 'triggerCondition': " + condition + "}");
    }

    private static Subject payment(PaymentType type, long minor, String currency) {
        var maker =
                new Caller(
                        new OrganizationId(ORGANIZATION),
                        MAKER,
                        "u",
                        "U",
                        CLERKS,
                        false,
                        true,
                        Set.of(),
                        100);
        return new Subject(Ids.next(), type, Money.of(minor, currency), maker, ACCOUNT, ENTITY);
    }

    private static List<ApprovalStep> steps(Subject payment, ApprovalChain... chains) {
        return new Evaluation(
                        List.of(chains), RATES, new Evaluation.OwnerDecides(ORGANIZATION, OWNER))
                .steps(payment, Instant.EPOCH);
    }

    /** Whose steps: C the chain's, A the chain's own approval, O the owner's. */
    private static String asked(List<ApprovalStep> steps) {
        var words = new StringBuilder();
        for (ApprovalStep step : steps) {
            words.append(
                    step.autoApproved() ? 'A' : step.chainId().equals(ORGANIZATION) ? 'O' : 'C');
        }
        return words.toString();
    }

    private static Arguments direct(
            String condition, long minor, String currency, String manual, String auto) {
        return Arguments.of(condition, PaymentType.DIRECT_DEBIT, minor, currency, manual, auto);
    }

    /**
     * The condition, the payment, and what a chain with a step and an automatic chain make of it.
     */
    static Stream<Arguments> conditions() {
        String eur = "{'currency': 'EUR', 'value': 10000}";
        return Stream.of(
                direct("null", 1, "EUR", "C", "A"),
                direct("{}", 1, "EUR", "C", "A"),
                direct("{'amount': {'lt': " + eur + "}}", 9_999, "EUR", "C", "A"),
                direct("{'amount': {'lt': " + eur + "}}", 10_000, "EUR", "O", "O"),
                direct("{'amount': {'lte': " + eur + "}}", 10_000, "EUR", "C", "A"),
                direct("{'amount': {'lte': " + eur + "}}", 10_001, "EUR", "O", "O"),
                direct("{'amount': {'gt': " + eur + "}}", 10_000, "EUR", "O", "O"),
                direct("{'amount': {'gt': " + eur + "}}", 10_001, "EUR", "C", "A"),
                direct("{'amount': {'gte': " + eur + "}}", 9_999, "EUR", "O", "O"),
                direct("{'amount': {'gte': " + eur + "}}", 10_000, "EUR", "C", "A"),
                direct(
                        "{'amount': {'gte': "
                                + eur
                                + ", 'lt': {'currency': 'EUR', 'stringValue': '200.00'}}}",
                        19_999,
                        "EUR",
                        "C",
                        "A"),
                direct(
                        "{'amount': {'gte': "
                                + eur
                                + ", 'lt': {'currency': 'EUR', 'stringValue': '200.00'}}}",
                        20_000,
                        "EUR",
                        "O",
                        "O"),
                direct(
                        "{'amount': {'gte': "
                                + eur
                                + ", 'lt': {'currency': 'EUR', 'stringValue': '200.00'}}}",
                        9_999,
                        "EUR",
                        "O",
                        "O"),
                // Another currency is not meant unless it is to be converted.
                direct("{'amount': {'gte': " + eur + "}}", 999_999, "SEK", "O", "O"),
                direct(
                        "{'amount': {'lt': " + eur + ", 'convertCurrency': false}}",
                        1,
                        "SEK",
                        "O",
                        "O"),
                direct(
                        "{'amount': {'gte': " + eur + ", 'convertCurrency': true}}",
                        110_000,
                        "SEK",
                        "C",
                        "A"),
                direct(
                        "{'amount': {'gte': " + eur + ", 'convertCurrency': true}}",
                        109_999,
                        "SEK",
                        "O",
                        "O"),
                direct(
                        "{'amount': {'lt': " + eur + ", 'convertCurrency': true}}",
                        109_999,
                        "SEK",
                        "C",
                        "A"),
                direct(
                        "{'amount': {'gte': " + eur + ", 'convertCurrency': true}}",
                        16_000,
                        "JPY",
                        "C",
                        "A"),
                direct(
                        "{'amount': {'gte': " + eur + ", 'convertCurrency': true}}",
                        15_999,
                        "JPY",
                        "O",
                        "O"),
                // Both ways when no rate is stored: the chain's step and the owner's, never by
                // itself.
                direct(
                        "{'amount': {'gte': " + eur + ", 'convertCurrency': true}}",
                        1,
                        "USD",
                        "CO",
                        "O"),
                direct(
                        "{'amount': {'lt': " + eur + ", 'convertCurrency': true}}",
                        1,
                        "USD",
                        "CO",
                        "O"),
                // Not both ways when something else settles it.
                direct(
                        "{'amount': {'lt': "
                                + eur
                                + ", 'convertCurrency': true}, 'currency': {'notIn': ['USD']}}",
                        1,
                        "USD",
                        "O",
                        "O"),
                direct(
                        "{'amount': {'lt': "
                                + eur
                                + ", 'gt': {'currency': 'USD', 'value': 5}, 'convertCurrency':"
                                + " true}}",
                        1,
                        "USD",
                        "O",
                        "O"),
                Arguments.of(
                        "{'paymentType': {'in': ['CREDIT_TRANSFER']}}",
                        PaymentType.CREDIT_TRANSFER,
                        1L,
                        "EUR",
                        "C",
                        "A"),
                Arguments.of(
                        "{'paymentType': {'in': ['credit_transfer']}}",
                        PaymentType.DIRECT_DEBIT,
                        1L,
                        "EUR",
                        "O",
                        "O"),
                Arguments.of(
                        "{'paymentType': {'notIn': ['CREDIT_TRANSFER']}}",
                        PaymentType.CREDIT_TRANSFER,
                        1L,
                        "EUR",
                        "O",
                        "O"),
                direct("{'paymentType': {'notIn': ['CREDIT_TRANSFER']}}", 1, "EUR", "C", "A"),
                direct("{'currency': {'in': ['EUR', 'SEK']}}", 1, "SEK", "C", "A"),
                direct("{'currency': {'in': ['EUR', 'SEK']}}", 1, "USD", "O", "O"),
                direct("{'currency': {'notIn': ['USD']}}", 1, "USD", "O", "O"),
                direct(ids("creatorRoleId", "in", CLERKS), 1, "EUR", "C", "A"),
                direct(ids("creatorRoleId", "in", CHIEFS), 1, "EUR", "O", "O"),
                direct(ids("creatorRoleId", "notIn", CLERKS), 1, "EUR", "O", "O"),
                direct(ids("creatorRoleId", "notIn", CHIEFS), 1, "EUR", "C", "A"),
                direct(ids("creatorUserId", "in", MAKER), 1, "EUR", "C", "A"),
                direct(ids("creatorUserId", "notIn", MAKER), 1, "EUR", "O", "O"),
                direct(ids("initiatingEntityId", "in", ENTITY), 1, "EUR", "C", "A"),
                direct(ids("initiatingEntityId", "in", OTHER), 1, "EUR", "O", "O"),
                direct(ids("accountId", "in", ACCOUNT), 1, "EUR", "C", "A"),
                direct(ids("accountId", "notIn", ACCOUNT), 1, "EUR", "O", "O"),
                // In and not in: both must hold, and so must all parts.
                direct(
                        "{'accountId': {'in': ['" + ACCOUNT + "'], 'notIn': ['" + ACCOUNT + "']}}",
                        1,
                        "EUR",
                        "O",
                        "O"),
                direct(
                        "{'accountId': {'in': ['" + ACCOUNT + "']}, 'currency': {'in': ['SEK']}}",
                        1,
                        "EUR",
                        "O",
                        "O"),
                direct(
                        "{'accountId': {'in': ['" + ACCOUNT + "']}, 'currency': {'in': ['EUR']}}",
                        1,
                        "EUR",
                        "C",
                        "A"));
    }

    private static String ids(String part, String word, UUID id) {
        return "{'" + part + "': {'" + word + "': ['" + id + "']}}";
    }

    @ParameterizedTest(name = "{0} for {1} of {2} {3}")
    @MethodSource("conditions")
    void condition_decidesWhetherTheChainIsAsked(
            String condition,
            PaymentType type,
            long minor,
            String currency,
            String manual,
            String auto) {
        var payment = payment(type, minor, currency);
        assertThat(asked(steps(payment, clerks(condition)))).isEqualTo(manual);
        assertThat(asked(steps(payment, automatic(condition)))).isEqualTo(auto);
    }

    @Test
    void allChainsThatHold_addTheirStepsInOrder() {
        var two =
                chain(
                        "{'name': 'n', 'approvalSteps': [{'requiredRoleIds': ['"
                                + CLERKS
                                + "', '"
                                + CHIEFS
                                + "'], 'allowCreatorApproval': true}, {'requiredRoleIds': ['"
                                + CHIEFS
                                + "']}]}");
        var never = clerks("{'currency': {'in': ['SEK']}}");
        var one = clerks("null");
        var steps =
                steps(
                        payment(PaymentType.DIRECT_DEBIT, 1, "EUR"),
                        two,
                        never,
                        one,
                        automatic("null"));
        assertThat(asked(steps)).isEqualTo("CCCA");
        assertThat(steps).extracting(ApprovalStep::number).containsExactly(1, 2, 3, 4);
        assertThat(steps)
                .extracting(ApprovalStep::chainId)
                .startsWith(two.id(), two.id(), one.id());
        assertThat(steps)
                .extracting(ApprovalStep::allowCreator)
                .containsExactly(true, false, false, false);
        assertThat(steps)
                .extracting(ApprovalStep::requiredRoleIds)
                .containsExactly(
                        List.of(CLERKS, CHIEFS), List.of(CHIEFS), List.of(CLERKS), List.of());
        assertThat(steps.getLast().decided()).isPresent();
        assertThat(steps.getLast().approver()).isEmpty();
    }

    @Test
    void owner_isAskedTooUnlessSomeChainHoldsForSure() {
        var unknown =
                clerks(
                        "{'amount': {'lt': {'currency': 'EUR', 'value': 1}, 'convertCurrency':"
                                + " true}}");
        var payment = payment(PaymentType.DIRECT_DEBIT, 1, "USD");
        assertThat(asked(steps(payment, unknown))).isEqualTo("CO");
        assertThat(asked(steps(payment, unknown, clerks("null")))).isEqualTo("CC");
        assertThat(asked(steps(payment, unknown, automatic("null")))).isEqualTo("CA");
        assertThat(asked(steps(payment, unknown, clerks("{'currency': {'in': ['SEK']}}"))))
                .isEqualTo("CO");
    }

    @Test
    void roleLimit_keepsTheRoleOutOfLargerPayments() {
        var limited =
                chain(
                        "{'name': 'n', 'approvalSteps': [{'requiredRoleIds': ['"
                                + CLERKS
                                + "', '"
                                + CHIEFS
                                + "'], 'roleLimits': [{'roleId': '"
                                + CLERKS
                                + "', 'amount': {'currency': 'EUR', 'value': 10000}}]}]}");
        var both = List.of(CLERKS, CHIEFS);
        assertThat(roles(limited, 10_000, "EUR")).isEqualTo(both);
        assertThat(roles(limited, 10_001, "EUR")).containsExactly(CHIEFS);
        assertThat(roles(limited, 110_000, "SEK")).isEqualTo(both);
        assertThat(roles(limited, 110_001, "SEK")).containsExactly(CHIEFS);
        assertThat(roles(limited, 1, "USD")).as("no rate").containsExactly(CHIEFS);
    }

    private static List<UUID> roles(ApprovalChain chain, long minor, String currency) {
        return steps(payment(PaymentType.DIRECT_DEBIT, minor, currency), chain)
                .getFirst()
                .requiredRoleIds();
    }

    @Test
    void autoApproveLimit_letsSmallPaymentsThrough() {
        var chain =
                chain(
                        "{'name': 'n', 'autoApproveLimit': {'currency': 'EUR', 'value': 100}, "
                                + "'approvalSteps': [{'requiredRoleIds': ['"
                                + CLERKS
                                + "']}]}");
        assertThat(asked(steps(payment(PaymentType.DIRECT_DEBIT, 100, "EUR"), chain)))
                .isEqualTo("A");
        assertThat(asked(steps(payment(PaymentType.DIRECT_DEBIT, 101, "EUR"), chain)))
                .isEqualTo("C");
        assertThat(asked(steps(payment(PaymentType.DIRECT_DEBIT, 1_100, "SEK"), chain)))
                .isEqualTo("A");
        assertThat(asked(steps(payment(PaymentType.DIRECT_DEBIT, 1_101, "SEK"), chain)))
                .isEqualTo("C");
        assertThat(asked(steps(payment(PaymentType.DIRECT_DEBIT, 1, "USD"), chain)))
                .as("no rate")
                .isEqualTo("C");
    }

    @Test
    void conversions_areThoseThatSomePaymentNeeds() {
        var chains =
                List.of(
                        clerks(
                                "{'amount': {'lt': {'currency': 'EUR', 'value': 1},"
                                        + " 'convertCurrency': true}}"),
                        clerks("{'amount': {'lt': {'currency': 'NOK', 'value': 1}}}"),
                        chain(
                                "{'name': 'n', 'autoApproveLimit': {'currency': 'USD', 'value':"
                                        + " 100}, 'approvalSteps': [{'requiredRoleIds': ['"
                                        + CLERKS
                                        + "', '"
                                        + CHIEFS
                                        + "'], 'roleLimits': [{'roleId': '"
                                        + CLERKS
                                        + "', 'amount': {'currency': 'DKK', 'value': 10000}}]}]}"));
        assertThat(
                        Evaluation.conversions(
                                chains,
                                List.of(
                                        payment(PaymentType.DIRECT_DEBIT, 1, "EUR"),
                                        payment(PaymentType.DIRECT_DEBIT, 1, "SEK"))))
                .containsExactlyInAnyOrder(
                        pair("EUR", "SEK"),
                        pair("USD", "EUR"),
                        pair("USD", "SEK"),
                        pair("DKK", "EUR"),
                        pair("DKK", "SEK"));
        assertThat(
                        Evaluation.conversions(
                                List.of(), List.of(payment(PaymentType.DIRECT_DEBIT, 1, "EUR"))))
                .isEmpty();
    }
}

package kontor.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.warnings.History.Earlier;
import kontor.warnings.History.Facts;
import kontor.warnings.History.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final UUID BEFORE = Ids.next();

    /** Amounts are of 1.00 EUR; the last account is NONE where nothing was paid before. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # waits, minutes left, to a payee, amount, last, alike, most, warnings
                    true,     5, true,  100,   DE1, 3, 100, NONE
                    true,    -5, true,  100,   DE1, 3, 100, DATE_PASSED
                    false,   -5, true,  100,   DE1, 3, 100, NONE
                    true,     5, true,  100,   NONE, 0, 0,   FIRST_PAYMENT_TO_PAYEE
                    true,     5, true,  100,   DE2, 3, 100, PAYEE_ACCOUNT_CHANGED
                    true,     5, true,  299,   DE1, 3, 100, NONE
                    true,     5, true,  100,   DE01, 3, 100, NONE
                    true,     5, true,  300,   DE1, 3, 100, AMOUNT_UNUSUAL
                    true,     5, true,  300,   DE1, 2, 100, NONE
                    true,     5, true,  9223372036854775807, DE1, 3, 9223372036854775807, NONE
                    true,    -5, true,  300,   DE2, 3, 100, DATE_PASSED PAYEE_ACCOUNT_CHANGED AMOUNT_UNUSUAL
                    true,     5, false, 300,   NONE, 0, 0,   NONE
                    """)
    void facts_becomeWarnings(
            boolean waits,
            long minutes,
            boolean toPayee,
            long amount,
            String last,
            int alike,
            long most,
            String warnings) {
        var facts =
                new Facts(
                        Ids.next(),
                        waits,
                        NOW.plusSeconds(60 * minutes),
                        amount,
                        toPayee,
                        numbers("DE1"),
                        Optional.of(last)
                                .filter(text -> !text.equals("NONE"))
                                .map(account -> new Earlier(BEFORE, numbers(account))),
                        alike,
                        most,
                        "EUR");
        assertThat(History.warnings(facts, NOW).stream().map(Warning::code).toList())
                .isEqualTo(
                        warnings.equals("NONE") ? List.of() : Arrays.asList(warnings.split(" ")));
    }

    /** Known by its last digit. */
    private static Numbers numbers(String account) {
        return new Numbers(account, Set.of(account.substring(account.length() - 1)));
    }

    private final SandboxOrganization ours = TestKontor.shared().sandbox();

    @Test
    void payeeOnANewAccount_isWarnedOfBeforeTheDecision_onceAndAmongMany() {
        String payee = ours.aCounterparty().id();
        String first = ours.anExternalAccount().of(payee).id();
        String second =
                ours.anExternalAccount()
                        .of(payee)
                        .withNumber("FI", "IBAN", "FI2112345600000785")
                        .id();
        var before = ours.aCreditTransfer().to(first).made();
        var owner = Browser.of(ours.owner());
        assertThat(owner.open("/credit-transfers/" + before.at("/id")).html())
                .contains("Nothing was paid to this payee before");
        ours.creditTransfers().approve(ours.owner(), before).accepted();
        ours.advanceTo(ours.today().plusDays(7));
        String next = ours.aCreditTransfer().to(second).id();
        assertThat(owner.open("/credit-transfers/" + next).html())
                .contains("went to another account: DE", "/credit-transfers/" + before.at("/id"));
        var review = owner.submit("/approvals/review", "pick", "CREDIT_TRANSFER " + next);
        assertThat(review.html()).contains("went to another account: DE");
    }

    /** Whoever sees one account is told nothing of what left from another. */
    @Test
    void earlierPaymentsOnAccountsThatTheRoleDoesNotSee_areNotTold() {
        String payee = ours.aCounterparty().id();
        String account =
                ours.anExternalAccount()
                        .of(payee)
                        .withNumber("FI", "IBAN", "FI2112345600000785")
                        .id();
        ours.aCreditTransfer().to(account).approved();
        ours.advanceTo(ours.today().plusDays(7));
        String other = ours.anAccount().id();
        String next = ours.aCreditTransfer().from(other).to(account).id();
        var limited = ours.aRole("credit_transfers:read", "credit_transfers:update");
        var member = Browser.of(limited.limitedTo(other).member().client());
        String page = "/credit-transfers/" + next;
        assertThat(Browser.of(ours.owner()).open(page).html()).doesNotContain("Nothing was paid");
        assertThat(member.open(page).html()).contains("Nothing was paid to this payee before");
    }
}

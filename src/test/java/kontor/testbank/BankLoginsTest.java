package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.Iban;
import kontor.iso20022.OrderMessage;
import org.junit.jupiter.api.Test;

/** The accounts as the public guide describes them. */
class BankLoginsTest {

    @Test
    void logins_areTheDocumentedOnes() {
        assertThat(TestBank.logins())
                .extracting(BankLogin::header)
                .containsExactly(
                        "Basic dXNlcjE6cGFzczE=",
                        "Basic dXNlcjI6cGFzczI=",
                        "Basic dXNlcjM6cGFzczM=",
                        "Basic dXNlcjQ6cGFzczQ=");
        assertThat(TestBank.logins())
                .extracting(
                        login ->
                                login.accounts().stream()
                                        .map(
                                                account ->
                                                        account.market()
                                                                + " "
                                                                + account.currency().code())
                                        .toList()
                                        .toString())
                .containsExactly(
                        "[SE SEK, SE SEK, SE SEK, DK DKK, DK DKK]",
                        "[DE EUR, DE EUR, DE EUR]",
                        "[SE SEK]",
                        "[GB GBP, GB USD]");
    }

    @Test
    void accounts_haveOnlyValidNumbers() {
        var accounts =
                TestBank.logins().stream().flatMap(login -> login.accounts().stream()).toList();
        assertThat(accounts)
                .allSatisfy(
                        account -> {
                            assertThat(account.identifiers())
                                    .allSatisfy(number -> assertThat(number.faults()).isEmpty());
                            assertThat(account.routing())
                                    .allSatisfy(number -> assertThat(number.faults()).isEmpty());
                            assertThat(account.iban()).startsWith(account.market());
                        });
        assertThat(accounts).extracting(BankAccount::iban).doesNotHaveDuplicates();
        assertThat(accounts.getFirst().identifiers())
                .extracting(number -> number.type())
                .contains(AccountIdentifierType.SE_BANKGIRO);
    }

    @Test
    void scenarios_haveValidIbansOfTheirOwn() {
        assertThat(Scenario.values())
                .allSatisfy(one -> assertThat(Iban.problem(one.iban())).isEmpty());
        assertThat(Arrays.stream(Scenario.values()).map(Scenario::iban))
                .doesNotHaveDuplicates()
                .noneMatch(iban -> BankLogins.account(iban).isPresent());
    }

    @Test
    void scenarios_standOnThePageOfTheTestBank() throws IOException {
        String page = Files.readString(Path.of("docs/testbank.md"));
        assertThat(Scenario.values())
                .allSatisfy(
                        one -> {
                            String debits =
                                    one.appliesTo().contains(OrderMessage.DIRECT_DEBITS)
                                            ? "yes"
                                            : "-";
                            String transfers =
                                    one.appliesTo().contains(OrderMessage.CREDIT_TRANSFERS)
                                            ? "yes"
                                            : "-";
                            assertThat(page)
                                    .contains(
                                            "| `"
                                                    + one.iban()
                                                    + "` | "
                                                    + one.partyName()
                                                    + " | "
                                                    + debits
                                                    + " | "
                                                    + transfers
                                                    + " | "
                                                    + one.outcome()
                                                    + " |");
                        });
    }
}

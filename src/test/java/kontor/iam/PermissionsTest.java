package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import kontor.core.InvalidRequest;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void all_areResourceAndMethodWithAMeaning() {
        assertThat(Permissions.ALL)
                .hasSizeGreaterThan(80)
                .allSatisfy(
                        word -> {
                            assertThat(word)
                                    .matches("[a-z_]+:(create|read|approve|update|delete|force)");
                            assertThat(Permissions.meaning(word)).isNotBlank();
                        });
    }

    @Test
    void all_holdsEveryPublishedScope() {
        assertThat(Permissions.ALL)
                .contains(
                        "account_balances:read",
                        "accounts:read",
                        "accounts:update",
                        "counterparties:create",
                        "counterparties:delete",
                        "counterparties:read",
                        "counterparties:update",
                        "credit_transfers:create",
                        "credit_transfers:read",
                        "credit_transfers:update",
                        "direct_debits:create",
                        "direct_debits:read",
                        "direct_debits:update",
                        "entities:create",
                        "entities:delete",
                        "entities:read",
                        "entities:update",
                        "external_accounts:create",
                        "external_accounts:delete",
                        "external_accounts:read",
                        "external_accounts:update",
                        "mandates:create",
                        "mandates:read",
                        "mandates:update",
                        "pending_transactions:read",
                        "transactions:read",
                        "transactions:update",
                        "expected_transactions:read",
                        "expected_transaction_event:read",
                        "reconciliation:create",
                        "testbank_transactions:create",
                        "credit_transfers:force",
                        "testbank_clock:update",
                        "audit_log:read");
    }

    @Test
    void developer_mayPayButNotDecideWhoMay() {
        assertThat(Permissions.DEVELOPER)
                .contains("direct_debits:create", "users:read", "roles:read")
                .doesNotContain(
                        "users:create",
                        "users:delete",
                        "roles:update",
                        "organizations:update",
                        "approval_chains:delete");
    }

    @Test
    void role_refusesUnknownWordsAllAtOnce() {
        assertThatThrownBy(
                        () ->
                                new NewRole(
                                        " ",
                                        false,
                                        Set.of("accounts:read", "accounts:fly", "moon:read")))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        invalid ->
                                assertThat(invalid.faults())
                                        .extracting(fault -> fault.field() + " " + fault.message())
                                        .containsExactly(
                                                "name must have 1 to 255 characters",
                                                "permissions accounts:fly is no permission; GET"
                                                        + " /iam/v2beta/permissions lists them",
                                                "permissions moon:read is no permission; GET"
                                                        + " /iam/v2beta/permissions lists them"));
    }
}

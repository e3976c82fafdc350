package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules find what breaks them. */
class InvariantsTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();

    private List<String> broken() throws SQLException {
        try (var invariants = Invariants.of(kontor.jdbcUrl())) {
            return invariants.broken(sandbox.organization().value());
        }
    }

    private void change(String sql, Reply payment) {
        Invariants.spare(sandbox.organization());
        kontor.database()
                .write(
                        sandbox.organization(),
                        tx ->
                                tx.update(sql)
                                        .bind("id", UUID.fromString(payment.at("/id")))
                                        .execute());
    }

    @Test
    void brokenRule_isToldWithWhatBreaksIt() throws SQLException {
        var debit = sandbox.aDirectDebit().approved();
        assertThat(broken()).isEmpty();
        change(
                "UPDATE direct_debits SET version = 7 WHERE organization_id = :org AND id = :id",
                debit);
        assertThat(broken())
                .containsExactly(
                        "the newest event of a resource is its present version: "
                                + debit.at("/id")
                                + " has version 7, told 2");
    }

    @Test
    void severalRules_areToldTogether() throws SQLException {
        var debit = sandbox.aDirectDebit().executed();
        assertThat(broken()).isEmpty();
        change(
                """
                UPDATE direct_debits SET status = 'CREATED', attached_transactions = NULL
                WHERE organization_id = :org AND id = :id
                """,
                debit);
        assertThat(broken())
                .map(line -> line.replaceFirst(":.*", ""))
                .containsExactlyInAnyOrder(
                        "the newest event tells a payment as it is",
                        "a payment that waits for approval has a step that waits, and no other has",
                        "what is attached to a payment is what it says");
    }
}

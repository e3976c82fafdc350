package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;

/** Bookings of the test bank that people attach to payments by hand, over HTTP alone. */
class PaymentReconcilingTest {

    private static final String TRANSACTIONS = "/financial-data/v2/transactions";
    private static final String EXPECTED = "/financial-data/v2beta/expected-transactions";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();

    /** Booked by its bank, and taken off again. */
    private Reply takenOff(long minor) {
        var debit =
                sandbox.aDirectDebit()
                        .under(sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id())
                        .with("'metadata': {'order': '7'}")
                        .of("EUR", minor)
                        .executed();
        var booked = transaction(debit.at("/attachedTransactions/0/id"));
        assertThat(booked.at("/metadata/order")).isEqualTo("7");
        developer
                .patch(
                        "/payments/v2beta/direct-debits/" + debit.at("/id"),
                        "[{\"op\": \"replace\", \"path\": \"/metadata/order\", \"value\": \"8\"}]")
                .accepted();
        assertThat(transaction(booked.at("/id")).at("/metadata/order")).isEqualTo("8");
        var off = verb(debit, "unreconcile", booked).ok();
        assertThat(off.at("/status")).isEqualTo("EXECUTED");
        assertThat(transaction(booked.at("/id")).at("/reconciliationStatus"))
                .isEqualTo("NOT_RECONCILED");
        return off;
    }

    /** Booked by the test bank at the end of the day. */
    private Reply booked(long minor, String type, String reference) {
        developer.post(
                "/v1/testbank/transactions",
                """
                {"accountId": "%s", "date": "%s", "amount": {"currency": "EUR", "value": %d},
                 "remittanceInformation": {"type": "%s", "value": "%s"}}
                """
                        .formatted(sandbox.account(), sandbox.today(), minor, type, reference),
                "X-Testbank-Authorization",
                Client.basic("user2", "pass2"));
        sandbox.advanceTo(sandbox.today().plusDays(1));
        var found =
                developer.get(TRANSACTIONS + "?limit=500").items().stream()
                        .filter(one -> one.at("/amount/value").asLong() == minor)
                        .findFirst()
                        .orElseThrow();
        return transaction(found.path("id").asText());
    }

    private Reply transaction(String id) {
        return developer.get(TRANSACTIONS + "/" + id).ok();
    }

    private Reply verb(Reply debit, String verb, Reply booked) {
        return developer.post(
                "/payments/v2beta/direct-debits/" + debit.at("/id") + ":" + verb,
                "{\"transactionId\": \"%s\"}".formatted(booked.at("/id")));
    }

    private Reply expected(long minor, String type, String reference) {
        return developer
                .post(
                        EXPECTED,
                        """
                        {"accountId": "%s", "amount": {"currency": "EUR", "value": %d}, "date": "%s",
                         "remittanceInformation": {"type": "%s", "value": "%s"}}
                        """
                                .formatted(
                                        sandbox.account(), minor, sandbox.today(), type, reference))
                .created();
    }

    @Test
    void payment_isAttachedAndTakenOff_andNoMoneyIsTwoThings() {
        var debit = takenOff(12_300);
        var booked = booked(10_000, "UNSTRUCTURED", "what is this");
        var attached = verb(debit, "reconcile", booked).ok();
        assertThat(attached.at("/status")).isEqualTo("EXECUTED");
        assertThat(attached.at("/attachedTransactions/0/id")).isEqualTo(booked.at("/id"));
        var explained = transaction(booked.at("/id"));
        assertThat(explained.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(explained.at("/metadata/order")).isEqualTo("8");
        verb(debit, "reconcile", booked).assertRefused("already_attached", "transactionId");
        var expected = expected(10_000, "UNSTRUCTURED", "x");
        developer
                .post(
                        EXPECTED + "/" + expected.at("/id") + ":reconcile",
                        "{\"transactionId\": \"%s\"}".formatted(booked.at("/id")))
                .assertRefused("nothing_left", "transactionId");
        // The rest of the payment, of a booking that has more.
        var more = booked(5_000, "UNSTRUCTURED", "more");
        verb(debit, "reconcile", more).ok();
        assertThat(transaction(more.at("/id")).at("/reconciliationStatus"))
                .isEqualTo("PARTIALLY_RECONCILED");
        var third = booked(1, "UNSTRUCTURED", "third");
        verb(debit, "reconcile", third).assertRefused("payment_reconciled", "status");
        var off = verb(debit, "unreconcile", booked).ok();
        assertThat(off.json().at("/attachedTransactions")).hasSize(1);
        verb(debit, "unreconcile", booked).assertRefused("not_attached", "transactionId");
        var bare = transaction(booked.at("/id"));
        assertThat(bare.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        assertThat(bare.json().has("metadata")).isFalse();
        assertThat(events("/payments/v2/direct-debits/", debit))
                .endsWith("UNRECONCILED", "RECONCILED", "RECONCILED", "UNRECONCILED");
        assertThat(events(TRANSACTIONS + "/", booked))
                .containsExactly("CREATED", "RECONCILED", "UNRECONCILED");
    }

    private List<String> events(String path, Reply one) {
        return developer.get(path + one.at("/id") + "/events").ok().values("name");
    }

    @Test
    void whatCannotBeIt_isRefused() {
        var debit = takenOff(900);
        var debited = booked(-900, "UNSTRUCTURED", "the other way");
        verb(debit, "reconcile", debited).assertRefused("other_direction", "transactionId");
        var waiting =
                sandbox.aDirectDebit()
                        .under(sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id())
                        .made();
        verb(waiting, "reconcile", debited).assertRefused("payment_not_sent", "status");
        String unknown = "{\"transactionId\": \"%s\"}".formatted(Ids.next());
        developer
                .post("/payments/v2beta/direct-debits/" + debit.at("/id") + ":reconcile", unknown)
                .assertRefused("transaction_not_found", "transactionId");
    }

    /** The same guards stand before what was expected and before payments, each way. */
    @Test
    void strangersLimitedRolesStaleVersionsAndTwins_changeNothing() {
        var debit = takenOff(700);
        var expected = expected(700, "UNSTRUCTURED", "x");
        var booked = transaction(debited(debit));
        String body = "{\"transactionId\": \"%s\"}".formatted(booked.at("/id"));
        var paths =
                List.of(
                        "/payments/v2beta/direct-debits/" + debit.at("/id"),
                        EXPECTED + "/" + expected.at("/id"));
        var stranger = TestKontor.shared().sandbox().developer();
        var permissions =
                new String[] {
                    "direct_debits:read",
                    "expected_transactions:read",
                    "expected_transactions:update",
                    "transactions:read",
                    "transactions:update",
                    "reconciliation:create",
                    "reconciliation:delete"
                };
        var limited =
                sandbox.aRole(permissions).limitedTo(sandbox.accountIn("SEK")).member().client();
        var reader =
                sandbox.aRole("direct_debits:read", "expected_transactions:read").member().client();
        for (String path : paths) {
            for (String verb : List.of(":reconcile", ":unreconcile")) {
                assertThat(stranger.post(path + verb, body).status()).isEqualTo(404);
                assertThat(limited.post(path + verb, body).status()).isEqualTo(404);
                assertThat(reader.post(path + verb, body).status()).isEqualTo(403);
                assertThat(developer.post(path + verb, body, "If-Match", "version:99").status())
                        .isEqualTo(412);
            }
            var first = developer.post(path + ":reconcile", body, "Idempotency-Key", path).ok();
            var twin = developer.post(path + ":reconcile", body, "Idempotency-Key", path).ok();
            assertThat(twin.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(twin.at("/version")).isEqualTo(first.at("/version"));
            assertThat(developer.post(path + ":reconcile", body).status()).isEqualTo(400);
            assertThat(transaction(booked.at("/id")).json().at("/attachedTransactables"))
                    .hasSize(1);
            developer.post(path + ":unreconcile", body).ok();
            developer
                    .post(path + ":unreconcile", body)
                    .assertRefused("not_attached", "transactionId");
        }
    }

    /** The booking that was taken off it. */
    private String debited(Reply debit) {
        return developer.get(TRANSACTIONS + "?limit=500").items().stream()
                .filter(one -> one.at("/amount/value").asText().equals(debit.at("/amount/value")))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The whole way: what the test bank books finds what was expected, by its reference. */
    @Test
    void structuredReference_comesBackInTheStatement() {
        var expected = expected(4_700, "STRUCTURED", "RF18 5390 0754 7034");
        var booked = booked(4_700, "STRUCTURED", "RF18539007547034");
        assertThat(booked.at("/attachedTransactables/0/id")).isEqualTo(expected.at("/id"));
        assertThat(developer.get(EXPECTED + "/" + expected.at("/id")).at("/status"))
                .isEqualTo("RECONCILED");
    }
}

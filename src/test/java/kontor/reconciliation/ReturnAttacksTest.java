package kontor.reconciliation;

import static kontor.statements.StatementBuilder.aDetail;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.iso20022.TransactionDetails;
import kontor.statements.StatementBuilder;
import org.junit.jupiter.api.Test;

/** What an account file can say of payments that were paid, all over HTTP: brought as a file. */
class ReturnAttacksTest {

    private static final String TRANSACTIONS = "/financial-data/v2/transactions";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.account();
    private final JsonNode own = developer.get("/financial-data/v2/accounts/" + account).json();
    private LocalDate day = sandbox.today().minusDays(60);
    private long balance = 100_000;

    private Reply executed(long minor, String... more) {
        var debit =
                sandbox.aDirectDebit()
                        .under(sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id())
                        .of("EUR", minor);
        for (String one : more) {
            debit.with(one);
        }
        return debit.executed();
    }

    private static TransactionDetails back(Reply debit, long minor, String reason) {
        return aDetail(minor, endToEnd(debit)).returned(reason).build();
    }

    private static String endToEnd(Reply debit) {
        return debit.at("/id").replace("-", "");
    }

    /** A day of the account with these entries. */
    private void told(TransactionDetails... entries) {
        var statement =
                aStatement()
                        .named("S" + day, 0)
                        .on(day)
                        .made(day.atTime(20, 0))
                        .ofAccount(sandbox.iban(account))
                        .opening(balance);
        for (var one : entries) {
            long minor = one.amount().orElseThrow().amountMinor();
            statement.entry(minor, "B" + day + statement.entries().size(), one);
            balance += minor;
        }
        var brought =
                developer.sendBytes(
                        "POST",
                        "/connectivity/v2beta/connections/"
                                + own.path("connectionId").asText()
                                + "/reports",
                        bytes(statement),
                        "Content-Type",
                        "application/xml");
        assertThat(brought.status()).as(brought.body()).isEqualTo(201);
        day = day.plusDays(1);
        sandbox.advanceTo(sandbox.today().plusDays(1));
    }

    private static byte[] bytes(StatementBuilder statement) {
        try (var in = statement.file().apply(Ids.next())) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Reply booking(long minor) {
        var found =
                developer.get(TRANSACTIONS + "?limit=500").items().stream()
                        .filter(one -> one.at("/amount/value").asLong() == minor)
                        .findFirst()
                        .orElseThrow();
        return developer.get(TRANSACTIONS + "/" + found.path("id").asText()).ok();
    }

    private Reply now(Reply debit) {
        return sandbox.directDebits().get(debit);
    }

    private List<JsonNode> told(Reply debit) {
        return developer
                .get("/payments/v2beta/r-transactions?paymentId=" + debit.at("/id"))
                .items();
    }

    private List<String> cases() {
        return developer.get("/financial-data/v2beta/cases").values("kind");
    }

    @Test
    void returnToldTwiceInOneStatement_isOneAndACase() {
        var debit = executed(3_100);
        told(back(debit, -3_100, "AM04"), back(debit, -3_100, "AM04"));
        assertThat(now(debit).at("/status")).isEqualTo("RETURNED");
        assertThat(told(debit)).hasSize(1);
        assertThat(now(debit).at("/statusReason/amount/value")).isEqualTo("3100");
        assertThat(cases()).containsExactly("RETURN_IN_DOUBT");
    }

    @Test
    void returnOfMoreThanWasPaid_isThePaymentAndCharges_andNoMoreIsCollectedAgain() {
        var debit = executed(3_200);
        told(back(debit, -999_999, "AM04"));
        var reason = now(debit).json().path("statusReason");
        assertThat(reason.at("/amount/value").asLong()).isEqualTo(3_200);
        assertThat(reason.at("/charges/value").asLong()).isEqualTo(996_799);
        String again = "/payments/v2beta/direct-debits/" + debit.at("/id") + ":collect-again";
        var retry = developer.post(again, "").accepted();
        assertThat(retry.at("/amount/value")).isEqualTo("3200");
        assertThat(cases()).containsExactly("RETURN_IN_DOUBT");
    }

    @Test
    void transferThatComesBackAsMoreThanWasSent_isACase() {
        var transfer = sandbox.aCreditTransfer().of("EUR", 4_100).executed();
        told(back(transfer, 4_101, "AC04"));
        assertThat(sandbox.creditTransfers().get(transfer).at("/status")).isEqualTo("EXECUTED");
        assertThat(summaries())
                .singleElement()
                .asString()
                .contains("comes back as 41.01 EUR, which is more than its 41.00 EUR");
        told(back(transfer, 4_100, "AC04"));
        assertThat(sandbox.creditTransfers().get(transfer).at("/status")).isEqualTo("RETURNED");
        assertThat(cases()).hasSize(1);
    }

    @Test
    void partsThatTogetherAreMore_areACase() {
        var debit = executed(3_300);
        told(back(debit, -3_000, "AM04"));
        told(back(debit, -301, "AM04"));
        assertThat(now(debit).at("/statusReason/amount/value")).isEqualTo("3000");
        assertThat(summaries()).singleElement().asString().contains("came back again");
        told(back(debit, -300, "AM04"));
        assertThat(now(debit).at("/statusReason/amount/value")).isEqualTo("3300");
    }

    /** Of many it is only a part that nobody calls one. */
    @Test
    void transferOfWhichLittleComesBack_isAppliedAndTold() {
        var transfer = sandbox.aCreditTransfer().of("EUR", 90_000).executed();
        told(back(transfer, 1_000, "AC04"));
        assertThat(sandbox.creditTransfers().get(transfer).at("/status")).isEqualTo("RETURNED");
        assertThat(summaries())
                .singleElement()
                .asString()
                .contains("comes back as 10.00 EUR and was of 900.00 EUR");
    }

    @Test
    void returnOnAnotherOwnAccount_isACaseOfThat() {
        var transfer = sandbox.aCreditTransfer().of("EUR", 4_200).from(other()).executed();
        told(back(transfer, 4_200, "AC04"));
        assertThat(sandbox.creditTransfers().get(transfer).at("/status")).isEqualTo("EXECUTED");
        var one = developer.get("/financial-data/v2beta/cases").items().getFirst();
        assertThat(one.path("summary").asText()).contains("another account than it left");
        assertThat(one.path("accountId").asText()).isEqualTo(account);
    }

    private String other() {
        return developer.get("/financial-data/v2/accounts?limit=100").items().stream()
                .filter(one -> one.path("currency").asText().equals("EUR"))
                .map(one -> one.path("id").asText())
                .filter(id -> !id.equals(account))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void returnOfATransferBetweenOwnAccounts_isExplainedOnBoth() {
        var transfer =
                sandbox.aCreditTransfer().of("EUR", 4_300).from(other()).toOwn(account).executed();
        told(
                aDetail(4_300, endToEnd(transfer)).build(),
                aDetail(-4_300, endToEnd(transfer)).build());
        for (long minor : List.of(4_300L, -4_300L)) {
            var booked = booking(minor);
            assertThat(booked.at("/reconciliationStatus"))
                    .as(booked.body())
                    .isEqualTo("RECONCILED");
            assertThat(booked.body()).contains(transfer.at("/id"));
        }
        assertThat(sandbox.creditTransfers().get(transfer).at("/status")).isEqualTo("EXECUTED");
        told(aDetail(-4_300, endToEnd(transfer)).build());
        assertThat(developer.get(TRANSACTIONS + "?limit=500").body())
                .as("more than came goes back from there")
                .contains("NOT_RECONCILED");
    }

    private List<String> summaries() {
        return developer.get("/financial-data/v2beta/cases").values("summary");
    }

    @Test
    void returnAfterARetrySucceeded_movesOnlyWhatItNames() {
        var debit = executed(3_300);
        told(back(debit, -3_300, "AM04"));
        String again = "/payments/v2beta/direct-debits/" + debit.at("/id") + ":collect-again";
        var retry = developer.post(again, "").accepted();
        sandbox.directDebits().approve(sandbox.owner(), retry).accepted();
        sandbox.advanceTo(LocalDate.parse(now(retry).at("/effectiveDate")));
        assertThat(now(retry).at("/status")).isEqualTo("EXECUTED");
        told(back(debit, -3_300, "MD06"));
        assertThat(now(retry).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(debit)).hasSize(1);
        assertThat(cases()).containsExactly("RETURN_IN_DOUBT");
        told(back(retry, -3_300, "AM04"));
        assertThat(now(retry).at("/status")).isEqualTo("RETURNED");
        assertThat(now(debit).at("/retriedBy")).isEqualTo(retry.at("/id"));
        String more = "/payments/v2beta/direct-debits/" + retry.at("/id") + ":collect-again";
        assertThat(developer.post(more, "").accepted().at("/retryOf")).isEqualTo(retry.at("/id"));
    }

    @Test
    void returnOfAnotherAccountsOrOrganizationsPayment_movesNothing() {
        var other = TestKontor.shared().sandbox();
        var theirs =
                other.aDirectDebit()
                        .under(other.aMandate().of(other.aCounterparty().accountId()).id())
                        .of("EUR", 3_400)
                        .executed();
        told(back(theirs, -3_400, "AM04"));
        assertThat(other.directDebits().get(theirs).at("/status")).isEqualTo("EXECUTED");
        assertThat(developer.get("/payments/v2beta/r-transactions").items()).isEmpty();
        assertThat(booking(-3_400).at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
    }

    @Test
    void partOfAPayment_isSuggestedByItsEndToEndId_andAttachedWithTheMetadataOfItsMandate() {
        var payer = sandbox.aCounterparty().accountId();
        var mandate = sandbox.aMandate().of(payer).with("'metadata': {'shop': 'north'}").id();
        var debit = sandbox.aDirectDebit().under(mandate).of("EUR", 3_500).approved();
        told(
                aDetail(1_500, endToEnd(debit)).build(),
                aDetail(77, endToEnd(debit).toUpperCase(java.util.Locale.ROOT)).build());
        sandbox.advanceTo(LocalDate.parse(now(debit).at("/effectiveDate")));
        var whole = booking(3_500);
        unreconcile(debit, whole);
        var part = booking(1_500);
        var suggested = suggestions(part);
        assertThat(suggested).hasSize(1);
        assertThat(suggested.getFirst().at("/parts/0/id").asText()).isEqualTo(debit.at("/id"));
        assertThat(suggested.getFirst().at("/parts/0/openAmount/value").asLong()).isEqualTo(3_500);
        assertThat(suggested.getFirst().path("sure").asBoolean()).isFalse();
        assertThat(suggested.getFirst().path("reasons").toString())
                .contains("the booking is 20.00 EUR less", "end-to-end id is that of the payment");
        verb(debit, "reconcile", part).ok();
        assertThat(booking(1_500).at("/metadata/shop")).isEqualTo("north");
        var rest = suggestions(booking(77));
        assertThat(rest.getFirst().at("/parts/0/openAmount/value").asLong()).isEqualTo(2_000);
        verb(debit, "reconcile", booking(77)).ok();
        verb(debit, "reconcile", whole).ok();
        assertThat(booking(3_500).at("/reconciliationStatus")).isEqualTo("PARTIALLY_RECONCILED");
    }

    private List<JsonNode> suggestions(Reply booked) {
        return developer
                .get("/financial-data/v2beta/transactions/" + booked.at("/id") + "/suggestions")
                .ok()
                .items();
    }

    private void unreconcile(Reply debit, Reply booked) {
        verb(debit, "unreconcile", booked).ok();
        assertThat(booking(booked.json().at("/amount/value").asLong()).json().has("metadata"))
                .isFalse();
    }

    private Reply verb(Reply debit, String verb, Reply booked) {
        return developer.post(
                "/payments/v2beta/direct-debits/" + debit.at("/id") + ":" + verb,
                "{\"transactionId\": \"%s\"}".formatted(booked.at("/id")));
    }
}

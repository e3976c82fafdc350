package kontor.expectations;

import static kontor.expectations.ExpectedFixture.PATH;
import static kontor.expectations.ExpectedFixture.TRANSACTIONS;
import static kontor.expectations.ExpectedFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.Reply;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected transactions over HTTP, and what finds their bookings. */
class ExpectedTransactionsTest {

    private static final String RF = "RF18539007547034";

    private final ExpectedFixture room = new ExpectedFixture();

    private void assertMatched(Reply expected, Reply booked) {
        var now = room.now(expected);
        assertThat(now.at("/status")).isEqualTo("RECONCILED");
        assertThat(now.at("/openAmount/value")).isEqualTo("0");
        assertThat(now.at("/attachedTransactions/0/id")).isEqualTo(booked.at("/id"));
        assertThat(now.at("/reconciliation/status")).isEqualTo("RECONCILED");
        assertThat(now.at("/reconciliation/bookedTransactionId")).isEqualTo(booked.at("/id"));
        var transaction = room.transaction(booked);
        assertThat(transaction.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(transaction.at("/attachedTransactables/0/type"))
                .isEqualTo("EXPECTED_TRANSACTION");
        assertThat(transaction.at("/attachedTransactables/0/id")).isEqualTo(expected.at("/id"));
    }

    private void assertOpen(Reply expected) {
        assertThat(room.now(expected).at("/status")).isEqualTo("CREATED");
        assertThat(room.now(expected).json().at("/attachedTransactions")).isEmpty();
    }

    /** The reference as we expect it, and as banks write it, whichever comes first. */
    @ParameterizedTest
    @CsvSource({
        "STRUCTURED, RF18 5390 0754 7034, RF18539007547034",
        "STRUCTURED, RF18539007547034, rf18 5390 0754 7034",
        "OCR, 1234 5678 9012 3452, 1234567890123452",
        "OCR, 18, 000018",
        "STRUCTURED, +++090/9337/55493+++, 090933755493",
        "STRUCTURED, 210000000003139471430009017, 21 00000 00003 13947 14300 09017",
        "STRUCTURED, 000000000003139471430009011, 3139471430009011",
        "STRUCTURED, KID-0012345678, KID0012345678",
    })
    void structuredReference_findsItsBookingBothWays(String type, String ours, String theirs) {
        var before = room.expected(50_000, type, ours);
        assertMatched(before, room.booked(50_000, theirs));
        var early = room.booked(-7_000, theirs);
        var after = room.expected(-7_000, type, ours);
        assertThat(after.at("/status")).isEqualTo("RECONCILED");
        assertMatched(after, early);
        assertThat(room.events(PATH, after)).containsExactly("CREATED", "RECONCILED");
        assertThat(room.events(TRANSACTIONS, early)).containsExactly("CREATED", "RECONCILED");
    }

    @Test
    void endToEndId_findsItsBookingBothWays() {
        var before = room.expected(900, "UNSTRUCTURED", "rent", "'endToEndId': 'INV-418'");
        assertMatched(before, room.booked(900, detail(900, "INV-418")));
        var early = room.booked(901, detail(901, "INV-419"));
        assertMatched(room.expected(901, "UNSTRUCTURED", "rent", "'endToEndId': 'INV-419'"), early);
        room.booked(902, detail(902, "NOTPROVIDED"));
        assertOpen(room.expected(902, "UNSTRUCTURED", "rent", "'endToEndId': 'NOTPROVIDED'"));
    }

    @Test
    void metadata_reachesTheTransactionAndLeavesItAgain() {
        var expected = room.expected(800, "STRUCTURED", RF, "'externalMetadata': {'invoice': '7'}");
        assertThat(expected.at("/metadata/invoice")).isEqualTo("7");
        var booked = room.booked(800, RF);
        assertThat(booked.at("/metadata/invoice")).isEqualTo("7");
        var off = room.unreconcile(expected, booked).ok();
        assertThat(off.at("/status")).isEqualTo("CREATED");
        var bare = room.transaction(booked);
        assertThat(bare.json().has("metadata")).isFalse();
        assertThat(bare.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        assertThat(room.events(TRANSACTIONS, booked))
                .containsExactly("CREATED", "RECONCILED", "UNRECONCILED");
        room.reconcile(expected, booked).ok();
        assertMatched(expected, booked);
        assertThat(room.events(PATH, expected))
                .containsExactly("CREATED", "RECONCILED", "UNRECONCILED", "RECONCILED");
    }

    @Test
    void severalReferencesOfOneBooking_areTheirSumOrNothing() {
        var first = room.expected(300, "OCR", "18");
        var second = room.expected(200, "OCR", "26");
        room.booked(499, detail(499, "A", "18", "26"));
        assertOpen(first);
        var both = room.booked(500, detail(500, "B", "18", "26"));
        assertThat(room.now(first).at("/status")).isEqualTo("RECONCILED");
        assertThat(room.now(second).at("/status")).isEqualTo("RECONCILED");
        assertThat(both.json().at("/attachedTransactables")).hasSize(2);
        assertThat(both.at("/reconciliationStatus")).isEqualTo("RECONCILED");
    }

    @Test
    void batchOfPayments_isAttachedOneByOne() {
        var first = room.expected(300, "OCR", "18");
        var booked = room.booked(1_000, detail(300, "A", "18"), detail(700, "B", "26"));
        assertThat(room.now(first).at("/status")).isEqualTo("RECONCILED");
        assertThat(booked.at("/reconciliationStatus")).isEqualTo("PARTIALLY_RECONCILED");
        var second = room.expected(700, "OCR", "26");
        assertThat(second.at("/status")).isEqualTo("RECONCILED");
        assertThat(room.transaction(booked).at("/reconciliationStatus")).isEqualTo("RECONCILED");
    }

    @Test
    void whatIsNotCertain_isLeftToAPerson() {
        var twin = room.expected(100, "OCR", "18");
        var other = room.expected(100, "OCR", "18");
        room.booked(100, "18");
        assertOpen(twin);
        assertOpen(other);
        var expected = room.expected(5_000, "STRUCTURED", RF);
        room.booked(4_999, RF);
        room.booked(5_001, RF);
        room.booked(-5_000, RF);
        room.booked(5_000, "RF45G72UUR");
        assertOpen(expected);
        var archived = room.expected(600, "OCR", "34");
        room.verb(archived, "archive", "").ok();
        var meanwhile = room.booked(600, "34");
        assertThat(room.now(archived).at("/status")).isEqualTo("ARCHIVED");
        assertThat(room.verb(archived, "unarchive", "").ok().at("/status")).isEqualTo("RECONCILED");
        assertMatched(archived, meanwhile);
        assertThat(room.events(PATH, archived))
                .containsExactly("CREATED", "ARCHIVED", "UNARCHIVED", "RECONCILED");
    }

    @Test
    void whatAPersonTookOff_isNotAttachedByItselfAgain() {
        var expected = room.expected(100, "OCR", "18");
        var booked = room.booked(100, "18");
        room.unreconcile(expected, booked).ok();
        room.verb(expected, "archive", "").ok();
        room.verb(expected, "unarchive", "").ok();
        assertOpen(expected);
        assertMatched(expected, room.booked(100, "18"));
    }

    @Test
    void oneInParts_andSeveralForOneSum_byHand() {
        var expected = room.expected(1_000, "UNSTRUCTURED", "in two parts");
        var first = room.booked(400, detail(400, "A"));
        var part = room.reconcile(expected, first).ok();
        assertThat(part.at("/status")).isEqualTo("CREATED");
        assertThat(part.at("/openAmount/value")).isEqualTo("600");
        assertThat(part.at("/attachedTransactions/0/amount/value")).isEqualTo("400");
        var sum = room.booked(2_000, detail(2_000, "B"));
        assertThat(room.reconcile(expected, sum).ok().at("/status")).isEqualTo("RECONCILED");
        var another = room.expected(1_400, "UNSTRUCTURED", "the rest");
        String share =
                """
                {"transactionId": "%s", "amount": {"currency": "EUR", "stringValue": "13.99"}}
                """
                        .formatted(sum.at("/id"));
        assertThat(room.verb(another, "reconcile", share).ok().at("/openAmount/value"))
                .isEqualTo("1");
        assertThat(room.transaction(sum).at("/reconciliationStatus"))
                .isEqualTo("PARTIALLY_RECONCILED");
        room.unreconcile(expected, first).ok();
        assertThat(room.transaction(first).at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        assertThat(room.now(expected).at("/openAmount/value")).isEqualTo("400");
    }

    @Test
    void listsOfBothVersions_filterAndPage() {
        var debit = room.expected(-5, "UNSTRUCTURED", "a");
        var credit = room.expected(5, "UNSTRUCTURED", "b", "'externalId': 'invoice-1'");
        room.verb(debit, "archive", "").ok();
        assertThat(ids(PATH + "?status=ARCHIVED")).containsExactly(debit.at("/id"));
        assertThat(ids(PATH + "?date%5Bgte%5D=2026-12-16")).isEmpty();
        assertThat(ids("/v1/expected-transactions?fromDate=2026-12-15&toDate=2026-12-15"))
                .containsExactly(credit.at("/id"), debit.at("/id"));
        assertThat(ids("/v1/expected-transactions?toDate=2026-12-14")).isEmpty();
        assertThat(ids(PATH + "?accountId=" + Ids.next())).isEmpty();
        assertThat(ids(PATH + "?externalId=invoice-1&fromDate=2026-12-15"))
                .containsExactly(credit.at("/id"));
        assertThat(ids(PATH + "?status=ARCHIVED,created")).hasSize(2);
        var page = room.client.get(PATH + "?limit=1");
        assertThat(ids(PATH + "?limit=1&token=" + page.at("/nextToken")))
                .containsExactly(debit.at("/id"));
        assertThat(room.client.get(PATH + "/external:invoice-1").at("/id"))
                .isEqualTo(credit.at("/id"));
        var old =
                room.client.post(
                        "/v1/expected-transactions",
                        ExpectedFixture.body(room.account.id(), 5, "UNSTRUCTURED", "c"));
        assertThat(old.ok().at("/account/id")).isEqualTo(room.account.id().toString());
        room.client.post("/v1beta/expected-transactions/" + old.at("/id") + ":archive", "").ok();
    }

    private List<String> ids(String path) {
        return room.client.get(path).ok().values("id");
    }

    @Test
    void badInput_isToldWithItsField() {
        UUID account = room.account.id();
        room.post(account, 0, "OCR", "18").assertRefused("invalid_value", "amount.value");
        room.post(account, 1, "OCR", "19")
                .assertRefused("invalid_value", "remittanceInformation.value");
        room.post(account, 1, "STRUCTURED", "RF19539007547034")
                .assertRefused("invalid_value", "remittanceInformation.value");
        room.post(account, 1, "KID", "1")
                .assertRefused("invalid_value", "remittanceInformation.type");
        room.client.post(PATH, "{}").assertRefused("required", "accountId");
        var expected = room.expected(5, "UNSTRUCTURED", "a", "'externalId': 'x'");
        room.post(account, 5, "UNSTRUCTURED", "a", "'externalId': 'x'")
                .assertRefused("external_id_taken", "externalId");
        assertThat(room.verb(expected, "archive", "", "If-Match", "version:2").status())
                .isEqualTo(412);
        room.verb(expected, "reconcile", "{}").assertRefused("required", "transactionId");
        var stranger =
                TestKontor.shared().client(TestKontor.shared().organization(), ExpectedFixture.ALL);
        assertThat(stranger.get(PATH + "/" + expected.at("/id")).status()).isEqualTo(404);
        assertThat(stranger.get(PATH).items()).isEmpty();
        var reader =
                TestKontor.shared().client(room.organization, Set.of("expected_transactions:read"));
        assertThat(reader.post(PATH, "{}").status()).isEqualTo(403);
        assertThat(reader.get(PATH + "/" + expected.at("/id") + "/events").status()).isEqualTo(403);
    }
}

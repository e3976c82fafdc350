package kontor.expectations;

import static kontor.expectations.ExpectedFixture.PATH;
import static kontor.expectations.ExpectedFixture.TRANSACTIONS;
import static kontor.expectations.ExpectedFixture.detail;
import static kontor.statements.StatementBuilder.aDetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kontor.Reply;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was expected, booked, and went back; and what is changed of it afterwards. */
class ExpectedReturnsTest {

    private final ExpectedFixture room = new ExpectedFixture();

    private static TransactionDetails back(long minor, String endToEndId, String... references) {
        return aDetail(minor, endToEndId)
                .remittance(
                        Optional.of(
                                references.length == 0
                                        ? Remittance.ofText("back")
                                        : new Remittance(Optional.empty(), List.of(references))))
                .returned("AC04")
                .build();
    }

    private void assertReopened(Reply expected, Reply paid, Reply back) {
        var now = room.now(expected);
        assertThat(now.at("/status")).isEqualTo("CREATED");
        assertThat(now.at("/openAmount/value")).isEqualTo(now.at("/amount/value"));
        assertThat(now.at("/attachedTransactions/0/id")).isEqualTo(paid.at("/id"));
        assertThat(now.at("/attachedTransactions/1/id")).isEqualTo(back.at("/id"));
        assertThat(now.at("/attachedTransactions/1/returned")).isEqualTo("true");
        assertThat(now.json().at("/attachedTransactions/0").has("returned")).isFalse();
        assertThat(room.transaction(back).at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(room.events(PATH, expected)).endsWith("RECONCILED", "RETURNED");
        assertThat(room.events(TRANSACTIONS, back)).containsExactly("CREATED", "RECONCILED");
    }

    /** By the reference or the end-to-end id that the booking named; money in and money out. */
    @ParameterizedTest
    @CsvSource({"50000, RF18539007547034", "-7000, RF18539007547034", "900, ''"})
    void whatCameBack_isExpectedAgain(long minor, String reference) {
        String[] references = reference.isEmpty() ? new String[0] : new String[] {reference};
        String endToEndId = "INV" + minor;
        var expected =
                reference.isEmpty()
                        ? room.expected(
                                minor, "UNSTRUCTURED", "a", "'endToEndId': '" + endToEndId + "'")
                        : room.expected(minor, "STRUCTURED", reference);
        var paid = room.booked(minor, detail(minor, endToEndId, references));
        assertThat(room.now(expected).at("/status")).isEqualTo("RECONCILED");
        var back = room.booked(-minor, back(-minor, endToEndId, references));
        assertReopened(expected, paid, back);
        var again = room.booked(minor, detail(minor, endToEndId, references));
        assertThat(room.now(expected).at("/status")).isEqualTo("RECONCILED");
        room.unreconcile(expected, back).assertRefused("attached_after", "transactionId");
        room.unreconcile(expected, again).ok();
        room.unreconcile(expected, paid).assertRefused("attached_after", "transactionId");
        room.unreconcile(expected, back).ok();
        assertThat(room.now(expected).at("/status")).isEqualTo("RECONCILED");
    }

    @Test
    void bothInOneBatch_areToldApart() {
        var expected = room.expected(640, "OCR", "18");
        var both = room.booked(0, detail(640, "A", "18"), back(-640, "A", "18"));
        assertThat(room.now(expected).at("/status")).isEqualTo("CREATED");
        assertThat(both.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
    }

    @Test
    void anotherAmount_orTwoThatFit_waitForAPerson() {
        var first = room.expected(300, "OCR", "18");
        room.booked(300, detail(300, "A", "18"));
        var less = room.booked(-299, back(-299, "A", "18"));
        assertThat(room.now(first).at("/status")).isEqualTo("RECONCILED");
        assertThat(less.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        var part = room.reconcile(first, less).ok();
        assertThat(part.at("/status")).isEqualTo("CREATED");
        assertThat(part.at("/openAmount/value")).isEqualTo("299");
        room.unreconcile(first, less).ok();
        var second = room.expected(300, "UNSTRUCTURED", "b");
        var more = room.booked(300, detail(300, "A", "18"));
        room.reconcile(second, more).ok();
        var back = room.booked(-300, back(-300, "A", "18"));
        assertThat(room.now(first).at("/status")).isEqualTo("RECONCILED");
        assertThat(room.now(second).at("/status")).isEqualTo("RECONCILED");
        assertThat(room.reconcile(second, back).ok().at("/openAmount/value")).isEqualTo("300");
    }

    @Test
    void patch_changesWhatIsExpectedAndLooksAgain() {
        var expected = room.expected(100, "UNSTRUCTURED", "a", "'metadata': {'order': '7'}");
        var booked = room.booked(130, detail(130, "LATER"));
        patch(expected, 1, "[{'op': 'replace', 'path': '/date', 'value': '2026-12-16'}]").ok();
        var found =
                patch(
                                expected,
                                2,
                                """
                                [{'op': 'replace', 'path': '/amount', 'value': {'currency': 'EUR', 'value': 130}},
                                 {'op': 'add', 'path': '/endToEndId', 'value': 'LATER'}]
                                """)
                        .ok();
        assertThat(found.at("/status")).isEqualTo("RECONCILED");
        assertThat(room.transaction(booked).at("/metadata/order")).isEqualTo("7");
        patch(
                        expected,
                        4,
                        """
                        [{'op': 'replace', 'path': '/metadata/order', 'value': '8'},
                         {'op': 'add', 'path': '/metadata/team', 'value': 'x'}]
                        """)
                .ok();
        assertThat(room.transaction(booked).at("/metadata/order")).isEqualTo("8");
        assertThat(room.transaction(booked).at("/metadata/team")).isEqualTo("x");
        var more = patch(expected, 5, amount(150)).ok();
        assertThat(more.at("/status")).isEqualTo("CREATED");
        assertThat(more.at("/openAmount/value")).isEqualTo("20");
        patch(expected, 6, amount(129)).assertRefused("less_than_attached", "amount");
        patch(expected, 6, amount(-150)).assertRefused("less_than_attached", "amount");
        assertThat(patch(expected, 5, amount(130)).status()).isEqualTo(412);
        assertThat(room.client.patch(PATH + "/" + expected.at("/id"), "[]").status())
                .isEqualTo(428);
        room.unreconcile(expected, booked).ok();
        assertThat(room.transaction(booked).json().has("metadata")).isFalse();
    }

    private static String amount(long minor) {
        return "[{'op': 'replace', 'path': '/amount', 'value': {'currency': 'EUR', 'value': %d}}]"
                .formatted(minor);
    }

    private Reply patch(Reply expected, int version, String body) {
        return room.client.patch(
                PATH + "/" + expected.at("/id"),
                body.replace('\'', '"'),
                "If-Match",
                "version:" + version);
    }
}

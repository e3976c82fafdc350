package kontor.expectations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.function.Consumer;
import kontor.Reply;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;

/** Every refusal of expected transactions, and which of several is told. */
class ExpectedTransactionRefusalTest {

    private final ExpectedFixture room = new ExpectedFixture();
    private final EnumSet<ExpectedTransactionRefusal> seen =
            EnumSet.noneOf(ExpectedTransactionRefusal.class);

    private void assertRefused(Reply reply, ExpectedTransactionRefusal refusal) {
        reply.assertRefused(refusal.code(), refusal.field());
        seen.add(refusal);
    }

    @Test
    void everyRefusal_isToldInOrder() {
        var steps =
                java.util.List.<Consumer<ExpectedFixture>>of(
                        this::ofNewOnes, this::ofStates, this::ofBookings, this::ofAmounts);
        steps.forEach(step -> step.accept(room));
        assertThat(EnumSet.complementOf(seen))
                .containsExactly(
                        ExpectedTransactionRefusal.OTHER_ACCOUNT,
                        ExpectedTransactionRefusal.OTHER_CURRENCY);
    }

    private void ofNewOnes(ExpectedFixture here) {
        assertRefused(
                here.post(Ids.next(), 1, "UNSTRUCTURED", "a"),
                ExpectedTransactionRefusal.ACCOUNT_NOT_FOUND);
        var yen =
                ExpectedFixture.body(here.account.id(), 1, "UNSTRUCTURED", "a")
                        .replace("EUR", "JPY");
        assertRefused(
                here.client.post(ExpectedFixture.PATH, yen),
                ExpectedTransactionRefusal.CURRENCY_NOT_OF_ACCOUNT);
    }

    private void ofStates(ExpectedFixture here) {
        var expected = here.expected(100, "OCR", "18");
        assertRefused(
                here.verb(expected, "unarchive", ""),
                ExpectedTransactionRefusal.EXPECTATION_NOT_ARCHIVED);
        var booked = here.booked(100, "18");
        assertRefused(
                here.verb(expected, "archive", ""),
                ExpectedTransactionRefusal.EXPECTATION_RECONCILED);
        // The twin of what was done already, before anything about the booking.
        assertRefused(
                here.reconcile(expected, booked),
                ExpectedTransactionRefusal.EXPECTATION_RECONCILED);
        var archived = here.expected(100, "UNSTRUCTURED", "a");
        here.verb(archived, "archive", "").ok();
        assertRefused(
                here.verb(archived, "archive", ""),
                ExpectedTransactionRefusal.EXPECTATION_ARCHIVED);
        assertRefused(
                here.reconcile(archived, booked), ExpectedTransactionRefusal.EXPECTATION_ARCHIVED);
        assertRefused(
                here.unreconcile(archived, booked),
                ExpectedTransactionRefusal.EXPECTATION_ARCHIVED);
    }

    private void ofBookings(ExpectedFixture here) {
        var expected = here.expected(300, "UNSTRUCTURED", "a");
        for (String id : new String[] {Ids.next().toString(), "none"}) {
            assertRefused(
                    here.verb(expected, "reconcile", "{\"transactionId\": \"" + id + "\"}"),
                    ExpectedTransactionRefusal.TRANSACTION_NOT_FOUND);
        }
        var debit = here.booked(-300, ExpectedFixture.detail(-300, "A"));
        assertRefused(here.reconcile(expected, debit), ExpectedTransactionRefusal.OTHER_DIRECTION);
        assertRefused(here.unreconcile(expected, debit), ExpectedTransactionRefusal.NOT_ATTACHED);
        var part = here.booked(100, ExpectedFixture.detail(100, "B"));
        here.reconcile(expected, part).ok();
        assertRefused(here.reconcile(expected, part), ExpectedTransactionRefusal.ALREADY_ATTACHED);
        var another = here.expected(300, "UNSTRUCTURED", "b");
        assertRefused(here.reconcile(another, part), ExpectedTransactionRefusal.NOTHING_LEFT);
    }

    private void ofAmounts(ExpectedFixture here) {
        var expected = here.expected(300, "UNSTRUCTURED", "c");
        var booked = here.booked(200, ExpectedFixture.detail(200, "C"));
        for (String amount :
                new String[] {
                    "{\"currency\": \"EUR\", \"value\": 201}",
                    "{\"currency\": \"SEK\", \"value\": 1}"
                }) {
            String body =
                    "{\"transactionId\": \"%s\", \"amount\": %s}"
                            .formatted(booked.at("/id"), amount);
            assertRefused(
                    here.verb(expected, "reconcile", body),
                    ExpectedTransactionRefusal.MORE_THAN_LEFT);
        }
        assertThat(here.now(expected).at("/version")).isEqualTo("1");
        here.reconcile(expected, booked).ok();
        assertRefused(
                here.client.patch(
                        ExpectedFixture.PATH + "/" + expected.at("/id"),
                        "[{\"op\": \"replace\", \"path\": \"/amount\","
                                + " \"value\": {\"currency\": \"EUR\", \"value\": 199}}]",
                        "If-Match",
                        "version:2"),
                ExpectedTransactionRefusal.LESS_THAN_ATTACHED);
        here.reconcile(expected, here.booked(-200, ExpectedFixture.detail(-200, "D"))).ok();
        assertRefused(
                here.unreconcile(expected, booked), ExpectedTransactionRefusal.ATTACHED_AFTER);
    }
}

package kontor.expectations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import kontor.AtOnce;
import kontor.Await;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.db.Tx;
import org.junit.jupiter.api.Test;

/** One node reads a statement while somebody says at another what is expected. */
class BookedAtTheSameMomentTest {

    private static final int TIMES = 30;

    private final TestKontor kontor = TestKontor.shared();
    private final ExpectedFixture room = new ExpectedFixture();

    private static String reference(int i) {
        return "INV" + (1_000 + i);
    }

    @Test
    void expectedAndBookedAtTwoNodesAtOnce_areMatched() throws Exception {
        try (var other = kontor.anotherNode()) {
            var there = other.as(room.client);
            var missed = new ArrayList<String>();
            for (int i = 0; i < TIMES; i++) {
                String reference = reference(i);
                List<Callable<Reply>> both =
                        List.of(
                                () -> room.booked(500, reference),
                                () -> expected(there, reference));
                var replies = AtOnce.all(both);
                if (!room.now(replies.getLast()).at("/status").equals("RECONCILED")) {
                    missed.add(reference);
                }
            }
            assertThat(missed).isEmpty();
        }
    }

    /** Neither looks before the other has committed, so that one of both sees the other. */
    @Test
    void whoBooksAndWhoExpects_waitForEachOther() throws Exception {
        var open = new OpenBookingTable();
        var booked = whileHeld(open::lockForExpected, () -> room.booked(500, "INV1"));
        assertThat(booked.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        var expected = whileHeld(open::lockForBooked, () -> expected(room.client, "INV1"));
        assertThat(expected.at("/status")).isEqualTo("RECONCILED");
    }

    private Reply whileHeld(Consumer<Tx> lock, Callable<Reply> other) throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Reply> asked =
                    kontor.database()
                            .write(
                                    room.organization,
                                    tx -> {
                                        lock.accept(tx);
                                        var waiting = threads.submit(other);
                                        untilSomebodyWaits();
                                        return waiting;
                                    });
            return asked.get();
        }
    }

    private void untilSomebodyWaits() {
        Await.until(
                () ->
                        kontor.database()
                                        .system(
                                                sql ->
                                                        sql.createQuery(
                                                                        """
                                                                        SELECT count(*) FROM pg_locks
                                                                        WHERE locktype = 'advisory' AND NOT granted
                                                                        """)
                                                                .mapTo(Integer.class)
                                                                .one())
                                > 0);
    }

    private Reply expected(Client by, String reference) {
        String body = ExpectedFixture.body(room.account.id(), 500, "STRUCTURED", reference);
        return by.post(ExpectedFixture.PATH, body).created();
    }
}

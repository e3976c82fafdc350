package kontor.statements;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.changes.Changes;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.transactions.StatementEntry;

/** Who takes the entries of an account file: each slice in a transaction of its own in the lane. */
final class StatementConsumers {

    private final Changes changes;
    private final OrganizationId organization;
    private final Statements statements;

    StatementConsumers(Changes changes, OrganizationId organization, Statements statements) {
        this.changes = changes;
        this.organization = organization;
        this.statements = statements;
    }

    OrganizationId organization() {
        return organization;
    }

    <R> R inLane(Function<Tx, R> work) {
        return changes.inLane(organization, work);
    }

    private void untilNothingIsLeft(Function<Tx, Integer> step) {
        while (inLane(step) == PendingTransactions.MOST_DELETED) {
            // The next thousand.
        }
    }

    /** Details that found their entries move to them; the others are looked at once more. */
    private void join(UUID account) {
        var notifications = statements.notifications();
        int moved;
        do {
            moved = inLane(tx -> notifications.join(tx, account));
        } while (moved > 0);
        Optional<UUID> after = inLane(tx -> notifications.forgetNeedless(tx, account, null));
        while (after.isPresent()) {
            var last = after.get();
            after = inLane(tx -> notifications.forgetNeedless(tx, account, last));
        }
    }

    /** Books the entries of a proven statement. */
    final class Booking implements EntrySlices.Taker {

        private final NewStatement told;
        private final Statement statement;
        private final DaySums days = new DaySums();
        private StatementTotals totals = StatementTotals.NONE;
        private Optional<UUID> begun = Optional.empty();

        Booking(NewStatement told, Statement statement) {
            this.told = told;
            this.statement = statement;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            entries.forEach(
                    entry -> {
                        totals = totals.plus(entry.head());
                        days.add(entry.head());
                    });
            inLane(tx -> statements.book(tx, statement, entries));
        }

        @Override
        public void part(StatementEntry some, long before) {
            if (StatementEntry.isBooked(some.head())) {
                begun =
                        inLane(
                                tx -> {
                                    var id =
                                            before == 0
                                                    ? statements
                                                            .notifications()
                                                            .begin(tx, statement, some)
                                                    : begun;
                                    id.ifPresent(
                                            one ->
                                                    statements
                                                            .notifications()
                                                            .part(tx, one, some, before));
                                    return id;
                                });
            }
        }

        @Override
        public void end() {
            join(statement.accountId());
            inLane(tx -> statements.close(tx, told, statement, totals, days));
            if (statement.endOfDay()) {
                untilNothingIsLeft(tx -> statements.pending().forgetOver(tx, statement));
            }
        }
    }

    /** Takes the entries of an intraday report. */
    final class Announcing implements EntrySlices.Taker {

        private final IntradayReport report;

        Announcing(IntradayReport report) {
            this.report = report;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            inLane(tx -> statements.pending().announce(tx, report, entries));
        }

        @Override
        public void part(StatementEntry some, long before) {
            // Its sum is announced; what it consists of comes with the statement.
        }

        @Override
        public void end() {
            if (report.complete()) {
                untilNothingIsLeft(tx -> statements.pending().forgetUntold(tx, report));
            }
        }
    }

    /** Keeps the details that a notification tells. */
    final class Notifying implements EntrySlices.Taker {

        private final Notification notification;
        private Optional<UUID> begun = Optional.empty();

        Notifying(Notification notification) {
            this.notification = notification;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            inLane(
                    tx -> {
                        statements.notifications().keep(tx, notification, entries, begun);
                        return true;
                    });
        }

        @Override
        public void part(StatementEntry some, long before) {
            if (StatementEntry.isBooked(some.head())) {
                begun =
                        inLane(
                                tx -> {
                                    var id =
                                            before == 0
                                                    ? statements
                                                            .notifications()
                                                            .begin(tx, notification, some)
                                                    : begun;
                                    id.ifPresent(
                                            one ->
                                                    statements
                                                            .notifications()
                                                            .part(tx, one, some, before));
                                    return id;
                                });
            }
        }

        @Override
        public void end() {
            join(notification.accountId());
        }
    }
}

package kontor.statements;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.changes.Changes;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.ledger.Ledger;
import kontor.pending.IntradayReport;
import kontor.pending.PendingTransactions;
import kontor.proof.Carried;
import kontor.slices.EntryConsumer;
import kontor.transactions.StatementEntry;

/**
 * Those who take the entries of an account file: each slice is one transaction in the lane of the
 * organization.
 */
final class StatementConsumers {

    private final Changes changes;
    private final OrganizationId organization;
    private final Statements statements;

    /** Statements that nobody read before: none of their entries are booked. */
    private final Set<UUID> fresh = new HashSet<>();

    StatementConsumers(Changes changes, OrganizationId organization, Statements statements) {
        this.changes = changes;
        this.organization = organization;
        this.statements = statements;
    }

    OrganizationId organization() {
        return organization;
    }

    /** See {@link Statements#open}. */
    Statement open(NewStatement incoming, UUID inboxFile) {
        return inLane(
                tx -> {
                    var statement = statements.open(tx, incoming, inboxFile);
                    if (statement.created().equals(tx.now())) {
                        fresh.add(statement.id());
                    }
                    return statement;
                });
    }

    <R> R inLane(Function<Tx, R> work) {
        return changes.inLane(organization, work);
    }

    private void untilNothingIsLeft(Function<Tx, Integer> delete) {
        while (inLane(delete) == PendingTransactions.MOST_DELETED) {
            // The next thousand.
        }
    }

    /** Details that found their entries move to them; the others are looked at once more. */
    private void join(UUID account) {
        var lateDetails = statements.lateDetails();
        int moved;
        do {
            moved = inLane(tx -> lateDetails.join(tx, account));
        } while (moved > 0);
        Optional<UUID> after = inLane(tx -> lateDetails.forgetNeedless(tx, account, null));
        while (after.isPresent()) {
            var last = after.get();
            after = inLane(tx -> lateDetails.forgetNeedless(tx, account, last));
        }
    }

    /** Begins an entry that comes in parts. */
    private interface Beginning {

        /** Absent when all of it was read before. */
        Optional<UUID> begin(Tx tx, StatementEntry first);
    }

    /**
     * Keeps some details of an entry that comes in parts.
     *
     * @param begun its id, when these are not the first
     * @return its id; absent when all of it was read before
     */
    private Optional<UUID> keepPart(
            StatementEntry some, long before, Optional<UUID> begun, Beginning beginning) {
        return inLane(
                tx -> {
                    var id = before == 0 ? beginning.begin(tx, some) : begun;
                    id.ifPresent(one -> statements.lateDetails().part(tx, one, some, before));
                    return id;
                });
    }

    /** One that is made when the first entries come, or none then. */
    static final class Later implements EntryConsumer {

        private final Supplier<Optional<EntryConsumer>> made;
        private boolean isMade;
        private Optional<EntryConsumer> consumer = Optional.empty();

        Later(Supplier<Optional<EntryConsumer>> made) {
            this.made = made;
        }

        private Optional<EntryConsumer> consumer() {
            if (!isMade) {
                isMade = true;
                consumer = made.get();
            }
            return consumer;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            consumer().ifPresent(one -> one.slice(entries));
        }

        @Override
        public void part(StatementEntry some, long before) {
            consumer().ifPresent(one -> one.part(some, before));
        }

        @Override
        public void end() {
            consumer().ifPresent(EntryConsumer::end);
        }
    }

    /** Books the entries of a proven statement. */
    final class Booking implements EntryConsumer {

        private final NewStatement incoming;
        private final Statement statement;
        private final Ledger.Plan plan;
        private final DaySums days = new DaySums();
        private final DaySums own = new DaySums();
        private StatementTotals totals = StatementTotals.NONE;
        private final List<Carried> again;
        private Optional<UUID> begun = Optional.empty();

        Booking(NewStatement incoming, Statement statement) {
            this.incoming = incoming;
            this.again = new ArrayList<>(incoming.movement().again());
            this.statement = statement;
            this.plan = inLane(tx -> statements.plan(tx, incoming, statement));
        }

        /** All of it was booked when it was read before. */
        private boolean isBooked() {
            return statement.status() == Statement.Status.BOOKED;
        }

        /** On the day on which it was booked, where an earlier statement did. */
        private StatementEntry dated(StatementEntry entry) {
            for (int i = 0; i < again.size(); i++) {
                var one = again.get(i);
                boolean same =
                        one.amountMinor() == entry.head().amount().amountMinor()
                                && entry.date().filter(one.value()::equals).isPresent();
                if (same && one.entries() > 0 && StatementEntry.isBooked(entry.head())) {
                    again.set(i, one.times(one.entries() - 1));
                    return entry.bookedOn(one.booked());
                }
            }
            return entry;
        }

        @Override
        public void slice(List<StatementEntry> told) {
            if (isBooked() || told.isEmpty()) {
                return;
            }
            var entries = told.stream().map(this::dated).toList();
            // Once, not again when the transaction is repeated.
            var places = plan.places().of(entries);
            var before = inLane(tx -> book(tx, places, entries));
            for (StatementEntry entry : entries) {
                totals = totals.plus(entry.head());
                days.add(entry.head());
                if (!before.contains(entry.position())) {
                    own.add(entry.head());
                }
            }
        }

        private Set<Long> book(Tx tx, Map<Long, Long> places, List<StatementEntry> entries) {
            boolean isNew = fresh.contains(statement.id());
            return statements.book(tx, statement, isNew, plan.kinship(), places, entries);
        }

        @Override
        public void part(StatementEntry some, long before) {
            if (!isBooked() && StatementEntry.isBooked(some.head())) {
                begun = keepPart(some, before, begun, this::begin);
            }
        }

        private int forgetEndedDay(Tx tx) {
            return statements.pending().forgetEndedDay(tx, statement.accountId(), statement.asOf());
        }

        private Optional<UUID> begin(Tx tx, StatementEntry first) {
            return statements.lateDetails().begin(tx, statement, first);
        }

        @Override
        public void end() {
            join(statement.accountId());
            if (isBooked()) {
                inLane(
                        tx -> {
                            statements.again(tx, incoming, statement);
                            return true;
                        });
            } else {
                inLane(tx -> statements.close(tx, incoming, statement, totals, days, own));
            }
            if (statement.endOfDay()) {
                untilNothingIsLeft(tx -> forgetEndedDay(tx));
            }
        }
    }

    /** Announces the entries of an intraday report as pending transactions. */
    final class Announcing implements EntryConsumer {

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
                untilNothingIsLeft(tx -> statements.pending().forgetMissing(tx, report));
            }
        }
    }

    /** Keeps the details in a notification until a statement books their entries. */
    final class Notifying implements EntryConsumer {

        private final Notification notification;
        private Optional<UUID> begun = Optional.empty();

        Notifying(Notification notification) {
            this.notification = notification;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            inLane(
                    tx -> {
                        statements.lateDetails().keep(tx, notification, entries, begun);
                        return true;
                    });
        }

        @Override
        public void part(StatementEntry some, long before) {
            if (StatementEntry.isBooked(some.head())) {
                begun = keepPart(some, before, begun, this::begin);
            }
        }

        private Optional<UUID> begin(Tx tx, StatementEntry first) {
            return statements.lateDetails().begin(tx, notification, first);
        }

        @Override
        public void end() {
            join(notification.accountId());
        }
    }
}

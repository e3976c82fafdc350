package kontor.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.db.Tx;
import kontor.ledger.Kinship.Kind;
import kontor.transactions.EntryRow;
import kontor.transactions.StatementEntry;

/** The door to what statements prove; see the room's {@code package-info}. */
public final class Ledger {

    /** Days around a statement in which others may tell of the same. */
    static final int NEIGHBOURS = 40;

    private final LedgerCheck.Old old = new LedgerCheck.Old();

    /** Entries of a day that are compared place by place. */
    private static final int MOST_PLACED = 5_000;

    private final LedgerTable table = new LedgerTable();

    /**
     * A statement as far as it is compared with others.
     *
     * @param asOf the day of its closing balance
     * @param openingMinor in minor units, as the closing balance
     */
    public record Told(
            UUID id,
            UUID accountId,
            LocalDate asOf,
            StatementNumbers numbers,
            long openingMinor,
            long closingMinor,
            DayTotals.Days days) {}

    /**
     * How a statement stands to those that were read before.
     *
     * @param contradiction why it cannot be booked beside them
     * @param doubt what of it is taken for told again although it may be new
     * @param unplaced what of it may be told again in another order: only a statement before or
     *     behind it can prove its place
     */
    public record Judgement(
            Kinship kinship,
            Optional<String> contradiction,
            Optional<String> doubt,
            Optional<String> unplaced) {}

    /** Compares a statement with those read before. */
    public Judgement judge(Tx tx, Told told) {
        var days = told.days.list();
        if (!days.isEmpty()) {
            old.keep(
                    tx,
                    told.accountId,
                    days.getFirst().date().minusDays(NEIGHBOURS),
                    days.getLast().date().plusDays(NEIGHBOURS));
        }
        return judge(tx, told, true);
    }

    /**
     * @param asked whether it was not judged before, so that it may contradict others
     */
    private Judgement judge(Tx tx, Told told, boolean asked) {
        var kinship = new Kinship();
        var days = new LinkedHashMap<LocalDate, StatementDay>();
        for (StatementDay day : told.days.list()) {
            if (day.entries() > 0) {
                days.put(day.date(), day);
            }
        }
        var known = known(tx, told, days.keySet());
        Optional<String> contradiction = Optional.empty();
        Optional<String> doubt = Optional.empty();
        Optional<String> unplaced = Optional.empty();
        for (var date : known.entrySet()) {
            var one = new DayJudge(tx, told, Objects.requireNonNull(days.get(date.getKey())));
            one.judge(kinship, date.getValue(), asked);
            contradiction = contradiction.or(() -> one.contradiction);
            doubt = doubt.or(() -> one.doubt);
            unplaced = unplaced.or(() -> one.unplaced);
        }
        return new Judgement(kinship, contradiction, doubt, unplaced);
    }

    /** What others prove of these dates, by date. */
    private Map<LocalDate, List<KnownStatement>> known(Tx tx, Told told, Set<LocalDate> dates) {
        return table.known(tx, told.accountId, told.id, dates).stream()
                .filter(KnownStatement::isBooked)
                .collect(
                        Collectors.groupingBy(
                                one -> one.day().date(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Judges one date of a statement. */
    private final class DayJudge {

        private final Tx tx;
        private final Told told;
        private final StatementDay day;
        private Optional<String> contradiction = Optional.empty();
        private Optional<String> doubt = Optional.empty();
        private Optional<String> unplaced = Optional.empty();

        DayJudge(Tx tx, Told told, StatementDay day) {
            this.tx = tx;
            this.told = told;
            this.day = day;
        }

        void judge(Kinship kinship, List<KnownStatement> known, boolean asked) {
            var now =
                    new KnownStatement(
                            told.id, "", told.numbers, told.openingMinor, told.closingMinor, day);
            for (KnownStatement one : known) {
                var kind = Kinship.between(one, now, known);
                kinship.put(day.date(), one.id(), kind == Kind.UNCLEAR ? decided(one) : kind);
                if (asked && kind == Kind.PLACED && isInAnotherOrder(one)) {
                    unplaced = Optional.of(otherOrder(one));
                }
            }
            boolean sameAsOne = known.stream().anyMatch(one -> one.day().saysTheSame(day));
            var shared = kinship.of(day.date(), Kind.SHARED);
            if (asked && !shared.isEmpty() && !sameAsOne) {
                contradiction = contradiction(shared, words(shared, known));
            }
        }

        /**
         * Where balances allow both: the same day under another name is told again, and so is a day
         * whose entries are all among those of the new one.
         */
        private Kind decided(KnownStatement one) {
            if (one.day().saysTheSame(day)) {
                doubt = Optional.of(doubt(one));
                return Kind.SHARED;
            }
            var common = common(Set.of(one.id()));
            return common.booked > 0 && common.both == common.booked ? Kind.SHARED : Kind.APART;
        }

        /**
         * All its entries may be among those of the other one, or those among its own, but not at
         * the same places between balances.
         */
        private boolean isInAnotherOrder(KnownStatement one) {
            var known = table.placed(tx, told.accountId, day.date(), one.id(), MOST_PLACED);
            boolean all = known.size() < MOST_PLACED && one.day().entries() == known.size();
            if (!all || !told.days.counts().isWhole() || !told.days.places().isWhole()) {
                return false;
            }
            var common = told.days.common(day, known);
            boolean inside =
                    common.both() == day.entries() && day.mayLieInside(one.day(), common.others());
            boolean around = common.both() == known.size() && day.entries() > known.size();
            return common.placed() < common.both()
                    && (inside || around && common.both() > 1 && common.placed() == 0);
        }

        private String otherOrder(KnownStatement one) {
            return "its entries of %s may be those of %s in another order"
                    .formatted(day.date(), one.words());
        }

        private String doubt(KnownStatement one) {
            return "its entries of %s are those of %s, and the balances allow that they"
                            .formatted(day.date(), one.words())
                    + " are new";
        }

        private static String words(Set<UUID> statements, List<KnownStatement> known) {
            return known.stream()
                    .filter(one -> statements.contains(one.id()))
                    .map(KnownStatement::words)
                    .findFirst()
                    .orElseThrow();
        }

        private Optional<String> contradiction(Set<UUID> statements, String words) {
            if (!told.days.counts().isWhole()) {
                return Optional.empty();
            }
            var common = common(statements);
            boolean holds = common.both == common.booked || common.both == day.entries();
            return holds
                    ? Optional.empty()
                    : Optional.of(
                            "between the same balances it tells other entries of %s than %s"
                                    .formatted(day.date(), words));
        }

        private Common common(Set<UUID> statements) {
            long booked = 0;
            long both = 0;
            for (var one : table.booked(tx, told.accountId, day.date(), statements)) {
                booked += one.entries();
                int here = told.days.counts().of(day.date(), one.amountMinor());
                both += Math.min(here, one.entries());
            }
            return new Common(booked, both);
        }
    }

    private record Common(long booked, long both) {}

    /** Keeps what a statement proves of its days. */
    public void keep(Tx tx, Told told) {
        table.insert(tx, told.accountId, told.id, told.days.list());
    }

    /**
     * How the entries of a statement are told from those that are booked.
     *
     * @param places for its entries in their order; it remembers those that it was asked for
     */
    public record Plan(Kinship kinship, EntryPlaces places) {}

    /** For a statement that was kept. */
    public Plan plan(Tx tx, Told told) {
        return new Plan(
                judge(tx, told, false).kinship(), new EntryPlaces(told.asOf, told.days.list()));
    }

    /** Whether a statement that was kept proves the same; one of before days were kept may. */
    public boolean saysTheSame(Tx tx, UUID statement, Told told) {
        var kept = table.days(tx, statement);
        return kept.isEmpty() || kept.equals(told.days.list());
    }

    /**
     * Finds those of the rows that were booked before, by other statements, and notes that this one
     * tells them too.
     *
     * @return their transactions by their positions
     */
    public Map<Long, UUID> bookedBefore(
            Tx tx, UUID statement, Kinship kinship, List<EntryRow> rows) {
        var told = rows.stream().flatMap(row -> told(row).stream()).toList();
        var candidates = told.stream().filter(one -> kinship.mayKnow(one.date())).toList();
        if (candidates.isEmpty()) {
            return Map.of();
        }
        var account = rows.getFirst().transaction().accountId();
        var matches = new EntryMatches(statement, kinship);
        matches.atPlaces(candidates, table.atPlaces(tx, account, candidates));
        var left = matches.left(candidates);
        if (!left.isEmpty()) {
            matches.withAmounts(left, table.withAmounts(tx, account, statement, left));
        }
        var found = matches.found();
        var again = new ArrayList<LedgerTable.Again>();
        found.forEach((position, id) -> again.add(new LedgerTable.Again(id, position)));
        if (!again.isEmpty()) {
            table.tell(tx, statement, again);
        }
        return Map.copyOf(found);
    }

    private static Optional<ToldEntry> told(EntryRow row) {
        return row.placeMinor()
                .map(
                        place ->
                                new ToldEntry(
                                        row.position(),
                                        row.transaction().date(),
                                        row.transaction().amount().amountMinor(),
                                        place,
                                        StatementEntry.meant(row.servicerReference())));
    }
}

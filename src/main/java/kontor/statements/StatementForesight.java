package kontor.statements;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.changes.Changes;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.ledger.AmountCounts;
import kontor.statements.StatementFiles.Foreseen;
import kontor.statements.StatementSums.Draft;

/**
 * Looks at statements as they would be read, beside each other and beside those that wait to be
 * read, and keeps nothing.
 */
final class StatementForesight {

    /** A bank may date what it tells before a weekend or a holiday with the day after that. */
    private static final int MOST_DAYS_AHEAD = 7;

    /** Of one day of one account; no bank has more, and nobody waits long for an answer. */
    private static final int MOST_BESIDE = 200;

    private final Changes changes;
    private final Accounts accounts;
    private final StatementOpening opening;
    private final OrganizationId organization;
    private final ReportedAccounts reported;

    /**
     * @param reported the accounts of the connection over which they came
     */
    StatementForesight(
            Changes changes,
            Accounts accounts,
            StatementOpening opening,
            OrganizationId organization,
            ReportedAccounts reported) {
        this.changes = changes;
        this.accounts = accounts;
        this.opening = opening;
        this.organization = organization;
        this.reported = reported;
    }

    /** What one statement may contradict that is told of the same day. */
    private record OfDay(UUID account, LocalDate day) {

        static OfDay of(NewStatement one) {
            return new OfDay(one.accountId(), one.day());
        }
    }

    /** One that is not kept yet, and where it stands. */
    private record Beside(NewStatement told, String place) {

        private Statement statement() {
            return Statement.of(told, Optional.empty(), told.reported());
        }

        private boolean goesOnWith(Statement other) {
            var own = statement();
            return own.closingMinor().equals(other.openingMinor())
                    || other.closingMinor().equals(own.openingMinor());
        }

        /** It has the name of the other, and neither holds the entries of the other. */
        private boolean contradicts(Statement other, NewStatement tells) {
            if (!statement().hasNameOf(other)) {
                return false;
            }
            var own = counts(told);
            var its = counts(tells);
            return !own.holds(its) && !its.holds(own);
        }

        private static AmountCounts counts(NewStatement one) {
            return one.days().days(one.day(), 0).counts();
        }
    }

    /**
     * What would become of the statements of a file, in its order.
     *
     * @param unread files that are read before it
     */
    List<Foreseen> of(StatementSums file, List<StatementSums> unread) {
        var beside = new HashMap<OfDay, List<Beside>>();
        for (var one : unread) {
            one.drafts().stream()
                    .flatMap(draft -> told(one, draft).statement().stream())
                    .forEach(told -> put(beside, told, "in a report that is not read yet"));
        }
        var judged = new ArrayList<Foreseen>();
        for (var draft : file.drafts()) {
            var one = judged(told(file, draft), beside);
            one.statement()
                    .filter(_ -> one.problem().isEmpty())
                    .ifPresent(told -> put(beside, told, "as statements." + judged.size()));
            judged.add(one);
        }
        return judged;
    }

    private static void put(Map<OfDay, List<Beside>> all, NewStatement told, String place) {
        all.computeIfAbsent(OfDay.of(told), _ -> new ArrayList<>()).add(new Beside(told, place));
    }

    private Foreseen judged(Foreseen one, Map<OfDay, List<Beside>> beside) {
        if (one.statement().isEmpty() || one.problem().isPresent()) {
            return one;
        }
        var told = one.statement().get();
        var ofDay = beside.getOrDefault(OfDay.of(told), List.of());
        return changes.inLane(organization, tx -> problem(tx, told))
                .or(() -> contradiction(told, ofDay))
                .map(one::refused)
                .orElse(one);
    }

    /**
     * What is booked is judged by all that its balances prove. Of what waits only this is certain:
     * under one name and day there are not two truths, unless they go on from each other.
     */
    private static Optional<String> contradiction(NewStatement told, List<Beside> beside) {
        if (beside.size() > MOST_BESIDE) {
            return Optional.empty();
        }
        var now = Statement.of(told, Optional.empty(), told.reported());
        return beside.stream().anyMatch(one -> one.goesOnWith(now))
                ? Optional.empty()
                : beside.stream()
                        .filter(one -> one.contradicts(now, told))
                        .map(
                                one ->
                                        "it has the name and day of one with other figures, "
                                                + one.place)
                        .findFirst();
    }

    private Foreseen told(StatementSums file, Draft draft) {
        var objection = reported.objection(draft);
        var told =
                objection.isPresent()
                        ? Optional.<NewStatement>empty()
                        : reported.statement(file, draft);
        var problem =
                told.isPresent() && draft.isPartOfPages()
                        ? Optional.of("its other pages are not in the file")
                        : objection;
        return new Foreseen(draft.head(), told, problem);
    }

    private Optional<String> problem(Tx tx, NewStatement statement) {
        var account = statement.accountId();
        var zone = Maps.required(accounts.forUse(tx, List.of(account)), account).zone();
        var latest = tx.today(zone).plusDays(MOST_DAYS_AHEAD);
        return statement
                .asOf()
                .filter(day -> day.isAfter(latest))
                .map(day -> "it is of " + day + ", more than a week ahead")
                .or(() -> opening.foreseen(tx, statement));
    }
}

package kontor.overviews;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.approvals.PaymentType;
import kontor.banks.InboxFiles;
import kontor.banks.Instructions;
import kontor.cases.Cases;
import kontor.connections.Connections;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.identifiers.ReasonCode;
import kontor.statements.EndOfDaySummaries;
import kontor.transactions.Transactions;
import kontor.waiting.Waiting;

/** The door to figures over all that a caller may see. What the role may not read is left out. */
public final class Overviews {

    /** Days of statements by which a usual pause is known. */
    private static final int RHYTHM = 12;

    private static final int REASONS = 8;
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration KEPT_FOR_THE_RAIL = Duration.ofSeconds(10);

    private final Waiting waiting;
    private final Deadlines deadlines;
    private final CashTable cash = new CashTable();
    private final OutcomeTable outcomes = new OutcomeTable();
    private final ToDoTable toDo = new ToDoTable();
    private final Kept<Seen, Outcomes> keptOutcomes;
    private final Kept<Seen, List<Leaving>> keptLeaving;
    private final Kept<Person, ToDo> keptToDo;

    /** What figures depend on beside the day. */
    private record Seen(
            OrganizationId organization,
            AccountLimit accounts,
            List<PaymentType> types,
            Duration ahead,
            int days) {}

    private record Person(
            OrganizationId organization,
            UUID user,
            UUID role,
            Set<String> permissions,
            AccountLimit accounts) {}

    /**
     * @param clock of the server
     */
    public Overviews(
            Waiting waiting, Accounts accounts, Connections connections, InstantSource clock) {
        this.waiting = waiting;
        this.deadlines = new Deadlines(accounts, connections);
        this.keptOutcomes = new Kept<>(KEPT, clock, System::nanoTime);
        this.keptLeaving = new Kept<>(KEPT, clock, System::nanoTime);
        this.keptToDo = new Kept<>(KEPT_FOR_THE_RAIL, clock, System::nanoTime);
    }

    /** How booked balances moved since a day, by currency in alphabetical order. */
    public List<CashHistory> cash(Tx tx, Caller caller, LocalDate from) {
        if (!caller.may(EndOfDaySummaries.READ)) {
            return List.of();
        }
        var within = caller.accounts();
        return CashHistories.of(
                cash.moved(tx, within, from),
                cash.quiet(tx, within, from),
                cash.returned(tx, within, from));
    }

    /**
     * How the payments of a kind ended that were wanted for one of the last days; absent where the
     * caller may not read them.
     */
    public Optional<Outcomes> outcomes(
            Tx tx, Caller caller, PaymentType type, LocalDate today, int days) {
        if (!caller.may(type.read())) {
            return Optional.empty();
        }
        var from = today.minusDays(days - 1L);
        var seen = seen(tx, caller, List.of(type), days);
        var figures =
                keptOutcomes.of(seen, () -> counted(tx, type, caller.accounts(), from, today));
        var counted = figures.value();
        return Optional.of(
                new Outcomes(
                        type,
                        counted.from(),
                        counted.to(),
                        counted.executed(),
                        counted.returned(),
                        counted.failed(),
                        counted.reasons(),
                        figures.of()));
    }

    private static Seen seen(Tx tx, Caller caller, List<PaymentType> types, int days) {
        // Of a sandbox, whose clock is moved, figures are of its own day.
        var ahead = Duration.between(tx.now(), tx.bankNow());
        return new Seen(caller.organization(), caller.accounts(), types, ahead, days);
    }

    private Outcomes counted(
            Tx tx, PaymentType type, AccountLimit within, LocalDate from, LocalDate to) {
        var counts = outcomes.counts(tx, type, within, from, to);
        long returned = counts.getOrDefault("RETURNED", 0L);
        long failed = counts.getOrDefault("FAILED", 0L);
        var reasons =
                returned + failed == 0
                        ? List.<OutcomeTable.Coded>of()
                        : outcomes.reasons(tx, type, within, from, to, REASONS);
        return new Outcomes(
                type,
                from,
                to,
                counts.getOrDefault("EXECUTED", 0L),
                returned,
                failed,
                reasons.stream()
                        .map(
                                one ->
                                        new Outcomes.Reason(
                                                one.code(),
                                                ReasonCode.of(one.code()).meaning(),
                                                one.count()))
                        .toList(),
                Optional.empty());
    }

    /**
     * The next deadlines of banks within some days, the earliest first: those for which payments
     * are there, and the next of each way to pay that an account has.
     */
    public List<Leaving> leaving(Tx tx, Caller caller, int days) {
        var types = Deadlines.types(caller);
        var seen = seen(tx, caller, types, days);
        // What is over since they were looked for is left out.
        return keptLeaving.of(seen, () -> deadlines.of(tx, caller, types, days)).value().stream()
                .filter(one -> !one.deadline().isBefore(tx.bankNow()))
                .toList();
    }

    /** Accounts of which statements are overdue, the longest silence first. */
    public List<Silence> silences(Tx tx, Caller caller) {
        if (!caller.may(EndOfDaySummaries.READ)) {
            return List.of();
        }
        return cash.rhythms(tx, caller.accounts(), RHYTHM).stream()
                .flatMap(one -> one.silence(tx.today(one.zone())).stream())
                .sorted((one, other) -> one.last().compareTo(other.last()))
                .toList();
    }

    /** How much waits for the caller, as a person. */
    public ToDo toDo(Tx tx, Caller caller) {
        var person =
                new Person(
                        caller.organization(),
                        caller.userId(),
                        caller.roleId(),
                        caller.permissions(),
                        caller.accounts());
        return keptToDo.of(person, () -> counted(tx, caller)).value();
    }

    private ToDo counted(Tx tx, Caller caller) {
        var mine = waiting.mine(tx, caller, ToDo.MOST);
        boolean all = caller.accounts().all();
        return new ToDo(
                mine.size(),
                mine.stream().findFirst(),
                all && caller.may(InboxFiles.READ) ? toDo.aside(tx, ToDo.MOST) : 0,
                all && caller.may(Instructions.READ) ? toDo.unknown(tx, ToDo.MOST) : 0,
                caller.may(Cases.READ) ? toDo.cases(tx, caller.accounts(), ToDo.MOST) : 0,
                caller.may(Transactions.READ)
                        ? toDo.unexplained(tx, caller.accounts(), ToDo.MOST)
                        : 0);
    }

    /**
     * What an organization did already of what comes first.
     *
     * @param paid a payment was made
     */
    public record Begun(boolean counterparty, boolean mandate, boolean paid) {}

    /** Said to those only who see the whole organization. */
    public Optional<Begun> begun(Tx tx, Caller caller) {
        if (!caller.accounts().all()) {
            return Optional.empty();
        }
        var made = toDo.made(tx);
        return Optional.of(new Begun(made.counterparty(), made.mandate(), made.payment()));
    }
}

package kontor.lines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.connections.Connection;
import kontor.core.Ids;

/**
 * What this node knows of a line: why it wants a round, and when it may have one. A round that a
 * new reason asks for is made at once; one that only tries again what was tried waits for a pause.
 */
final class Line {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Whoever dies at work, or holds bank work, is not waited for much longer. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    private static final Duration FIRST_QUIET = Duration.ofMillis(100);
    private static final Duration LONGEST_QUIET = Duration.ofSeconds(3);

    /** Who tells of reasons; each knows all of its kind. */
    enum Teller {
        DATABASE,
        WATCH,
        BANK
    }

    /** How a round ended. */
    enum Ending {
        GOOD,
        TROUBLED,
        LEFT_TO_ANOTHER
    }

    private final Tenant tenant;
    private final BankLine bankLine;
    private final Condition condition;
    private final Duration settles;
    private final long settlesNanos;
    private final Map<Teller, Set<Reason>> reasons = new EnumMap<>(Teller.class);
    private Optional<Instant> nextFile = Optional.empty();
    private Optional<LocalDate> lastDay = Optional.empty();
    private Set<Reason> tried = Set.of();
    private boolean busy;
    private boolean hanging;
    private boolean repeated;
    private Duration pause = FIRST_PAUSE;
    private long againNanos = System.nanoTime();
    private Duration quiet = FIRST_QUIET;
    private long listenNanos = System.nanoTime();

    /**
     * @param settles how long the round waits that is made without another reason, after a start
     *     and when a day of the bank begins
     */
    Line(Tenant tenant, BankLine bankLine, Duration settles) {
        this.tenant = tenant;
        this.bankLine = bankLine;
        this.condition = new Condition(bankLine);
        this.settles = settles;
        this.settlesNanos = System.nanoTime() + settles.toNanos();
    }

    Tenant tenant() {
        return tenant;
    }

    BankLine bankLine() {
        return bankLine;
    }

    Condition condition() {
        return condition;
    }

    synchronized void learn(BankWork.Outlook outlook) {
        nextFile = outlook.nextFile();
        condition.paused(outlook.paused());
        learn(
                Teller.DATABASE,
                outlook.open().stream().map(Reason.Open::new).collect(Collectors.toSet()));
    }

    synchronized void learn(Teller teller, Set<? extends Reason> all) {
        reasons.put(teller, Set.copyOf(all));
    }

    /** Takes the line for a round, when it wants one; who took it tells how it {@link #ended}. */
    synchronized boolean takeForRound(Instant bankTime) {
        if (busy) {
            return false;
        }
        var now = reasons(bankTime);
        if (now.isEmpty()) {
            tried = Set.of();
            pause = FIRST_PAUSE;
            condition.well();
            return false;
        }
        if (tried.containsAll(now) && System.nanoTime() - againNanos < 0) {
            return false;
        }
        repeated = offersTheSame(now);
        tried = now;
        busy = true;
        return true;
    }

    private Set<Reason> reasons(Instant bankTime) {
        var all =
                reasons.values().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(HashSet::new));
        nextFile.filter(when -> !when.isAfter(bankTime)).map(Reason.Due::new).ifPresent(all::add);
        var today = day(bankTime.minus(settles));
        if (System.nanoTime() - settlesNanos >= 0 && !lastDay.equals(Optional.of(today))) {
            all.add(new Reason.NewDay(today));
        }
        return all;
    }

    private LocalDate day(Instant time) {
        return time.atZone(bankLine.connection().profile().zone()).toLocalDate();
    }

    /** A file that the bank offers still, after a round that could have taken it. */
    private boolean offersTheSame(Set<Reason> now) {
        return now.stream().anyMatch(one -> one instanceof Reason.Offered && tried.contains(one));
    }

    synchronized void ended(Ending how) {
        busy = false;
        quiet = FIRST_QUIET;
        listenNanos = System.nanoTime();
        switch (how) {
            case GOOD -> {
                condition.good();
                pause = repeated ? longer(pause) : FIRST_PAUSE;
                tried.forEach(this::forget);
            }
            case TROUBLED -> pause = longer(pause);
            case LEFT_TO_ANOTHER -> pause = shorter(longer(pause), LONGEST_TURN);
        }
        againNanos = System.nanoTime() + pause.toNanos();
    }

    /** What only this line knows of; others tell of theirs anew. */
    private void forget(Reason done) {
        switch (done) {
            case Reason.NewDay(var day) -> lastDay = Optional.of(day);
            case Reason.Due _ -> nextFile = Optional.empty();
            case Reason.Open _, Reason.Received _, Reason.Simulated _ -> {}
            case Reason.Offered _, Reason.Unheard _ -> {}
        }
    }

    /** When a bank answers again, what was tried is tried again without a pause. */
    synchronized void hangs(Optional<Hang> hang) {
        hang.ifPresent(one -> condition.failing(one.toString(), null));
        if (hanging && hang.isEmpty()) {
            tried = Set.of();
            pause = FIRST_PAUSE;
        }
        hanging = hang.isPresent();
    }

    private static Duration longer(Duration pause) {
        return shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Takes the line for a question to its bank; given back by {@link #heard}. A bank that offers
     * nothing is asked less often.
     */
    synchronized boolean takeForListening() {
        if (busy || System.nanoTime() - listenNanos < 0) {
            return false;
        }
        busy = true;
        return true;
    }

    synchronized void heard(Set<? extends Reason> offered) {
        busy = false;
        quiet = offered.isEmpty() ? shorter(quiet.multipliedBy(2), LONGEST_QUIET) : FIRST_QUIET;
        listenNanos = System.nanoTime() + quiet.toNanos();
        learn(Teller.BANK, offered);
    }

    /** How it is, for those who count. */
    synchronized Lines.State state() {
        var open =
                reasons.getOrDefault(Teller.DATABASE, Set.of()).stream()
                        .filter(Reason.Open.class::isInstance)
                        .map(one -> ((Reason.Open) one).instruction())
                        .toList();
        return new Lines.State(
                bankLine.organization(),
                bankLine.connection().id(),
                hanging ? Lines.How.HANGING : condition.how(),
                open.size(),
                open.stream().map(Ids::madeAt).min(Comparator.naturalOrder()),
                reasons.getOrDefault(Teller.WATCH, Set.of()).stream()
                        .anyMatch(Reason.Received.class::isInstance));
    }

    boolean isOf(Connection connection) {
        return bankLine.connection().equals(connection);
    }
}

package kontor.statements;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.iso20022.Balance;
import kontor.iso20022.StatementHead;
import kontor.ledger.DayTotals;
import kontor.pending.IntradayReport;
import kontor.proof.Carried;
import kontor.proof.Movement;
import kontor.proof.Tally;
import kontor.proof.ToldBalances;

/**
 * A statement, report or notification that was read once: its head, its balances, and what its
 * entries add up to.
 *
 * @param accountId the own account that it is of
 * @param currency the currency of that account
 * @param balances in the order of the file
 * @param days its entries added up by booking date
 * @param reported when the bank made it
 * @param movement between its balances, as its bank counts it
 * @param tally what it says of its own figures beside its balances
 */
public record NewStatement(
        UUID accountId,
        Currency currency,
        StatementHead head,
        List<Balance> balances,
        StatementTotals totals,
        DayTotals days,
        Instant reported,
        Movement movement,
        Tally tally) {

    public NewStatement {
        balances = List.copyOf(balances);
    }

    /** Of a bank that does as ISO 20022 says. */
    public NewStatement(
            UUID accountId,
            Currency currency,
            StatementHead head,
            List<Balance> balances,
            StatementTotals totals,
            DayTotals days,
            Instant reported) {
        this(
                accountId,
                currency,
                head,
                balances,
                totals,
                days,
                reported,
                Movement.AS_BOOKED,
                new Tally());
    }

    private ToldBalances told() {
        return new ToldBalances(balances);
    }

    /** The first balance with one of the codes, in the order of the codes. */
    Optional<Balance> balance(String... codes) {
        return told().first(codes);
    }

    /** The opening balance; on a page that is not the first, an interim balance. */
    public Optional<Balance> opening() {
        return told().opening();
    }

    /** The first day that can follow its opening balance: PRCD closed the day before. */
    Optional<LocalDate> opensOn() {
        return balance("OPBD")
                .flatMap(Balance::date)
                .or(() -> balance("PRCD").flatMap(Balance::date).map(day -> day.plusDays(1)));
    }

    /** The closing balance; on a page that is not the last, the later of its interim balances. */
    public Optional<Balance> closing() {
        return told().closing();
    }

    /**
     * What its entries move between opening and closing, in minor units; usually all that it books.
     * ArithmeticException when it leaves the range of a {@code long}.
     */
    long movedMinor() {
        return movement.minor(totals.bookedMinor(), asOf());
    }

    /** With its balances as the rules of its bank read them and its entries prove them. */
    NewStatement settled() {
        var moved = new Money(movedMinor(), currency);
        return telling(told().settled(movement.rules(), moved));
    }

    /** The same with one balance more, which nobody told. */
    NewStatement with(Balance proven) {
        return telling(told().with(proven)).settled();
    }

    /**
     * It does not prove itself: its balances count what was booked before it, or it has only one
     * balance.
     */
    boolean needsTheOneBefore() {
        return movement.rules().byValueDate()
                ? head.page().filter(page -> page.number() > 1).isEmpty()
                : opening().isPresent() != closing().isPresent();
    }

    /** With the balance that it lacks, where nothing moved and so both are the same. */
    NewStatement completed() {
        boolean still = totals.entries() == 0 && head.page().isEmpty();
        var only = opening().or(this::closing).filter(Balance::marked);
        return still && opening().isPresent() != closing().isPresent()
                ? only.map(one -> with(one.called(opening().isEmpty() ? "OPBD" : "CLBD")))
                        .orElse(this)
                : this;
    }

    /**
     * The same behind what earlier statements booked and what counts since. Some banks tell that
     * once more then: it is taken for the same where the balances prove it, and is of the day on
     * which it was booked.
     */
    NewStatement afterCarrying(List<Carried> carried) {
        var whole = moving(movement.carrying(Carried.sum(carried)), days);
        if (carried.isEmpty() || BalanceProof.problem(whole).isEmpty()) {
            return whole;
        }
        var again = carried.stream().map(this::toldAgain).filter(one -> one.entries() > 0).toList();
        long left = Math.subtractExact(Carried.sum(carried), Carried.sum(again));
        var moved = again.stream().map(this::underValueDay).toList();
        var some = moving(movement.carrying(left, moved), days.redated(moved));
        return BalanceProof.problem(some).isEmpty() ? some : whole;
    }

    private Carried toldAgain(Carried one) {
        int here =
                Math.max(
                        days.count(one.booked(), one.amountMinor()),
                        days.count(one.value(), one.amountMinor()));
        return one.times(Math.min(here, one.entries()));
    }

    private Carried underValueDay(Carried one) {
        int itself = days.count(one.booked(), one.amountMinor());
        return one.times(Math.max(0, one.entries() - itself));
    }

    private NewStatement moving(Movement other, DayTotals its) {
        return new NewStatement(
                        accountId, currency, head, balances, totals, its, reported, other, tally)
                .settled();
    }

    private NewStatement telling(ToldBalances told) {
        return new NewStatement(
                accountId, currency, head, told.all(), totals, days, reported, movement, tally);
    }

    /** What it says of its own figures and does not agree with them, in words. */
    List<String> differences() {
        var words = new ArrayList<String>();
        told().twice().ifPresent(words::add);
        words.addAll(tally.differences(closing().isPresent() ? asOf() : Optional.empty()));
        return words;
    }

    /** It has a final closing balance: the day has ended at the bank. */
    public boolean isEndOfDay() {
        return balance("CLBD").isPresent();
    }

    /**
     * The day of the closing balance; where a bank leaves it out, the end of the period or the day
     * on which the statement was made. Absent when the bank says none of them.
     */
    public Optional<LocalDate> asOf() {
        return closing()
                .flatMap(Balance::date)
                .or(() -> head.period().map(period -> period.to().toLocalDate()))
                .or(() -> head.createdAt().map(made -> made.toLocalDate()));
    }

    /** The same; else the day in UTC on which Kontor says that the bank made it. */
    LocalDate day() {
        return asOf().orElseGet(() -> LocalDate.ofInstant(reported, ZoneOffset.UTC));
    }

    /** An intraday report as one that announces. */
    IntradayReport intraday() {
        var page = head.page();
        // The pages of a report are made at different times. A report without pages may have the
        // id of an earlier one.
        String name = page.isPresent() ? head.id() + " of " + day() : head.id() + " at " + reported;
        return new IntradayReport(
                accountId,
                day(),
                reported,
                name,
                page.map(StatementHead.Page::number).orElse(1L),
                page.map(StatementHead.Page::last).orElse(true));
    }

    /** One statement of all its pages, which come in their order. */
    static NewStatement ofPages(List<NewStatement> pages) {
        var first = pages.getFirst();
        var days = new DayTotals();
        pages.forEach(page -> days.addAll(page.days));
        return new NewStatement(
                        first.accountId,
                        first.currency,
                        whole(first.head),
                        pages.stream().flatMap(page -> page.balances.stream()).toList(),
                        pages.stream()
                                .map(NewStatement::totals)
                                .reduce(StatementTotals.NONE, StatementTotals::plus),
                        days,
                        pages.getLast().reported,
                        pages.stream()
                                .map(NewStatement::movement)
                                .reduce(Movement::plus)
                                .orElseThrow(),
                        pages.stream().map(NewStatement::tally).reduce(Tally::plus).orElseThrow())
                .settled();
    }

    /** The head of the first page as that of the whole statement. */
    private static StatementHead whole(StatementHead first) {
        return new StatementHead(
                first.id(),
                first.electronicSequenceNumber(),
                first.legalSequenceNumber(),
                first.createdAt(),
                first.period(),
                Optional.of(new StatementHead.Page(1, true)),
                first.account());
    }
}

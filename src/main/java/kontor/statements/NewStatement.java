package kontor.statements;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.iso20022.Balance;
import kontor.iso20022.StatementHead;

/**
 * A statement, report or notification that was read once: its head, its balances, and what its
 * entries add up to.
 *
 * @param accountId the own account that it is of
 * @param currency the currency of that account
 * @param balances in the order of the file
 * @param reported when the bank made it
 */
public record NewStatement(
        UUID accountId,
        Currency currency,
        StatementHead head,
        List<Balance> balances,
        StatementTotals totals,
        Instant reported) {

    public NewStatement {
        balances = List.copyOf(balances);
    }

    /** The first balance with one of the codes, in the order of the codes. */
    Optional<Balance> balance(String... codes) {
        for (String code : codes) {
            for (Balance balance : balances) {
                if (balance.type().value().equals(code)) {
                    return Optional.of(balance);
                }
            }
        }
        return Optional.empty();
    }

    /** The opening balance; on a page that is not the first, an interim balance. */
    public Optional<Balance> opening() {
        return balance("OPBD", "PRCD", "ITBD");
    }

    /** Its opening balance is that of the day, not of a page within it. */
    boolean opensDay() {
        return balance("OPBD", "PRCD").isPresent();
    }

    /** The closing balance; on a page that is not the last, the later of its interim balances. */
    public Optional<Balance> closing() {
        var interim = balances.stream().filter(NewStatement::isInterim).toList();
        // The first may be the one that opens the page.
        int own = opening().filter(NewStatement::isInterim).isPresent() ? 1 : 0;
        return balance("CLBD")
                .or(() -> interim.size() > own ? Optional.of(interim.getLast()) : Optional.empty());
    }

    private static boolean isInterim(Balance balance) {
        return balance.type().value().equals("ITBD");
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

    /** One statement of all its pages, which come in their order. */
    static NewStatement ofPages(List<NewStatement> pages) {
        var first = pages.getFirst();
        var head = first.head();
        return new NewStatement(
                first.accountId,
                first.currency,
                new StatementHead(
                        head.id(),
                        head.electronicSequenceNumber(),
                        head.createdAt(),
                        head.period(),
                        Optional.of(new StatementHead.Page(1, true)),
                        head.account()),
                pages.stream().flatMap(page -> page.balances.stream()).toList(),
                pages.stream()
                        .map(NewStatement::totals)
                        .reduce(StatementTotals.NONE, StatementTotals::plus),
                pages.getLast().reported);
    }
}

package kontor.statements;

import java.util.Optional;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.iso20022.Balance;

/**
 * The check that opening balance and booked entries give the closing balance. A statement that
 * fails it books nothing.
 */
final class BalanceProof {

    private static final int MOST_CODES = 8;

    private BalanceProof() {}

    /** The first inconsistency, in one sentence; empty when the balances agree. */
    static Optional<String> problem(NewStatement statement) {
        Optional<Balance> opening = statement.opening();
        Optional<Balance> closing = statement.closing();
        if (opening.isEmpty()) {
            return Optional.of(
                    "it has no opening balance (OPBD, PRCD or ITBD)" + others(statement));
        }
        if (closing.isEmpty()) {
            return Optional.of("it has no closing balance (CLBD or ITBD)" + others(statement));
        }
        if (statement.asOf().isEmpty()) {
            return Optional.of("it does not say of which day it is");
        }
        return currencyProblem(statement, opening.get(), closing.get())
                .or(() -> markProblem(opening.get()))
                .or(() -> markProblem(closing.get()))
                .or(() -> sumProblem(statement, opening.get().amount(), closing.get().amount()));
    }

    /** The balances that it has instead, a few of them. */
    private static String others(NewStatement statement) {
        var codes =
                statement.balances().stream()
                        .map(balance -> balance.type().value())
                        .distinct()
                        .limit(MOST_CODES)
                        .toList();
        return codes.isEmpty()
                ? "; it has no balance at all"
                : "; its balances are "
                        + String.join(", ", codes)
                        + ", of which a bank profile can say what they mean";
    }

    private static Optional<String> currencyProblem(
            NewStatement statement, Balance opening, Balance closing) {
        Currency account = statement.currency();
        return other(account, "its opening balance", opening.amount().currency())
                .or(() -> other(account, "its closing balance", closing.amount().currency()))
                .or(
                        () ->
                                statement
                                        .totals()
                                        .currency()
                                        .flatMap(entry -> other(account, "its first entry", entry)))
                .or(
                        () ->
                                statement.totals().mixed()
                                        ? Optional.of(
                                                "its account is in "
                                                        + account.code()
                                                        + ", but it has entries in other"
                                                        + " currencies, too")
                                        : Optional.empty());
    }

    private static Optional<String> other(Currency account, String what, Currency its) {
        return its.equals(account)
                ? Optional.empty()
                : Optional.of(
                        "its account is in "
                                + account.code()
                                + ", but "
                                + what
                                + " is in "
                                + its.code());
    }

    private static Optional<String> markProblem(Balance balance) {
        return balance.marked() || balance.amount().amountMinor() == 0
                ? Optional.empty()
                : Optional.of(
                        "its balance "
                                + balance.type().value()
                                + " of "
                                + balance.amount().plain()
                                + " does not say whether it is credit or debit, and its entries"
                                + " do not prove which of both");
    }

    private static Optional<String> sumProblem(
            NewStatement statement, Money opening, Money closing) {
        Money booked;
        Money expected;
        try {
            booked = new Money(statement.movedMinor(), statement.currency());
            expected = opening.plus(booked);
        } catch (ArithmeticException tooLarge) {
            return Optional.of("its sum is larger than any amount can be");
        }
        return expected.equals(closing)
                ? Optional.empty()
                : Optional.of(
                        "opening balance "
                                + opening.plain()
                                + " and entries of "
                                + booked.plain()
                                + " give "
                                + expected.plain()
                                + ", but it closes with "
                                + closing.plain()
                                + byValueDate(statement, opening, closing)
                                + byBookingDate(statement, opening, closing));
    }

    /** Names what would read a statement that leaves out what counts from a later day on. */
    private static String byValueDate(NewStatement statement, Money opening, Money closing) {
        var counted =
                statement
                        .asOf()
                        .map(day -> statement.movement().byValueDate(day))
                        .map(minor -> new Money(minor, statement.currency()));
        boolean proves =
                counted.filter(moved -> opening.plus(moved).equals(closing)).isPresent()
                        && !statement.movement().rules().byValueDate();
        return proves
                ? "; it closes by value date (%s count by then), which a bank profile can say:"
                                .formatted(counted.orElseThrow().plain())
                        + " generic-value-date does"
                : "";
    }

    /** The other way round: the profile leaves out what this bank counts. */
    private static String byBookingDate(NewStatement statement, Money opening, Money closing) {
        var booked = new Money(statement.totals().bookedMinor(), statement.currency());
        long between = closing.amountMinor() - opening.amountMinor();
        return statement.movement().rules().byValueDate() && between == booked.amountMinor()
                ? "; it closes by booking date (%s are booked), as the profile generic reads it"
                        .formatted(booked.plain())
                : "";
    }
}

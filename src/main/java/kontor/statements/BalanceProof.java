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

    private BalanceProof() {}

    /** The first inconsistency, in one sentence; empty when the balances agree. */
    static Optional<String> problem(NewStatement statement) {
        Optional<Balance> opening = statement.opening();
        Optional<Balance> closing = statement.closing();
        if (opening.isEmpty()) {
            return Optional.of("it has no opening balance (OPBD, PRCD or ITBD)");
        }
        if (closing.isEmpty()) {
            return Optional.of("it has no closing balance (CLBD or ITBD)");
        }
        if (statement.asOf().isEmpty()) {
            return Optional.of("it does not say of which day it is");
        }
        return currencyProblem(statement, opening.get(), closing.get())
                .or(() -> sumProblem(statement, opening.get().amount(), closing.get().amount()));
    }

    private static Optional<String> currencyProblem(
            NewStatement statement, Balance opening, Balance closing) {
        Currency account = statement.currency();
        boolean same =
                opening.amount().currency().equals(account)
                        && closing.amount().currency().equals(account)
                        && !statement.totals().mixed()
                        && statement.totals().currency().orElse(account).equals(account);
        return same
                ? Optional.empty()
                : Optional.of(
                        "its account is in " + account.code() + ", but it has other currencies");
    }

    private static Optional<String> sumProblem(
            NewStatement statement, Money opening, Money closing) {
        Money booked = new Money(statement.totals().bookedMinor(), statement.currency());
        Money expected;
        try {
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
                                + closing.plain());
    }
}

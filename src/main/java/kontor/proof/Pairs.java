package kontor.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.iso20022.Balance;

/** What opening and closing balance may mean, when together they are to prove the entries. */
record Pairs(Balance opening, Balance closing, Money movement) {

    /**
     * One meaning of both.
     *
     * @param linesLeft how many lines of credit it leaves inside the balances
     */
    record Pair(Money opening, Money closing, int linesLeft) {

        private boolean sameAs(Pair other) {
            return opening.equals(other.opening) && closing.equals(other.closing);
        }
    }

    private record Meaning(Money value, int linesLeft) {}

    /** The only one that proves; of several that differ in lines of credit, the one without. */
    Optional<Pair> only() {
        var proving = proving();
        int fewest = proving.stream().mapToInt(Pair::linesLeft).min().orElse(0);
        var best = proving.stream().filter(pair -> pair.linesLeft == fewest).toList();
        return best.stream().allMatch(pair -> pair.sameAs(best.getFirst()))
                ? best.stream().findFirst()
                : Optional.empty();
    }

    private List<Pair> proving() {
        var pairs = new ArrayList<Pair>();
        for (Meaning from : meanings(opening)) {
            for (Meaning to : meanings(closing)) {
                if (proves(from.value, to.value)) {
                    pairs.add(new Pair(from.value, to.value, from.linesLeft + to.linesLeft));
                }
            }
        }
        return pairs;
    }

    private boolean proves(Money from, Money to) {
        try {
            return from.currency().equals(movement.currency()) && from.plus(movement).equals(to);
        } catch (ArithmeticException tooLarge) {
            return false;
        }
    }

    private static List<Meaning> meanings(Balance balance) {
        var signed =
                balance.marked() || balance.amount().amountMinor() == 0
                        ? List.of(balance.amount())
                        : List.of(balance.amount(), balance.amount().negated());
        var meanings = new ArrayList<Meaning>();
        for (Money value : signed) {
            balance.creditLine()
                    .ifPresent(line -> meanings.add(new Meaning(value.plus(line.negated()), 0)));
            meanings.add(new Meaning(value, balance.creditLine().isPresent() ? 1 : 0));
        }
        return meanings;
    }
}

package kontor.statements;

import java.util.List;
import java.util.Optional;

/** The balances around a day of an account, in minor units. */
record DayEnds(long openingMinor, long closingMinor) {

    /**
     * The day that several statements make together, in whatever order they came: it opens with the
     * balance that none of them closes with, and closes with the one that none opens with.
     *
     * @param parts in the order of their numbers
     */
    static Optional<DayEnds> of(List<DayEnds> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(ofSome(parts));
    }

    private static DayEnds ofSome(List<DayEnds> parts) {
        long opening =
                parts.stream()
                        .filter(one -> !one.isNeutral())
                        .mapToLong(DayEnds::openingMinor)
                        .filter(balance -> parts.stream().noneMatch(one -> one.ends(balance)))
                        .findFirst()
                        .orElse(parts.getFirst().openingMinor);
        long closing =
                parts.reversed().stream()
                        .filter(one -> !one.isNeutral())
                        .mapToLong(DayEnds::closingMinor)
                        .filter(balance -> parts.stream().noneMatch(one -> one.begins(balance)))
                        .findFirst()
                        .orElse(parts.getLast().closingMinor);
        return new DayEnds(opening, closing);
    }

    private boolean isNeutral() {
        return openingMinor == closingMinor;
    }

    private boolean ends(long balance) {
        return !isNeutral() && closingMinor == balance;
    }

    private boolean begins(long balance) {
        return !isNeutral() && openingMinor == balance;
    }
}

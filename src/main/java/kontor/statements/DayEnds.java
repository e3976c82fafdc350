package kontor.statements;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The balances around a day of an account, in minor units. */
record DayEnds(long openingMinor, long closingMinor) {

    /**
     * The day that several statements make together, in whatever order they came: it opens with the
     * balance that none of them closes with, and closes with the one that none opens with. Where
     * they overlap that is not what was booked; then the ends between which it lies count.
     *
     * @param parts in the order of their numbers
     * @param bookedMinor what was booked on the day, debits negative
     */
    static Optional<DayEnds> of(List<DayEnds> parts, long bookedMinor) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var chain = chain(parts);
        return Stream.concat(Stream.of(chain), pairs(parts))
                .filter(ends -> ends.closingMinor - ends.openingMinor == bookedMinor)
                .findFirst()
                .or(() -> Optional.of(chain));
    }

    /** The opening of each with the closing of each. */
    private static Stream<DayEnds> pairs(List<DayEnds> parts) {
        return parts.stream()
                .flatMap(
                        first ->
                                parts.stream()
                                        .map(
                                                last ->
                                                        new DayEnds(
                                                                first.openingMinor,
                                                                last.closingMinor)));
    }

    private static DayEnds chain(List<DayEnds> parts) {
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

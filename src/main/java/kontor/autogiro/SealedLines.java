package kontor.autogiro;

import java.util.Optional;
import kontor.seals.Seal;
import kontor.seals.SealKey;

/**
 * Tells the two records of a seal from those between them, and judges it. Where channels put sealed
 * files one behind the other each has a seal of its own.
 */
final class SealedLines {

    private enum Place {
        BEFORE_ALL,
        UNSEALED,
        WITHIN,
        BEHIND
    }

    private final Optional<SealKey> key;
    private Optional<Seal> seal = Optional.empty();
    private Place place = Place.BEFORE_ALL;

    /**
     * @param key absent where nobody can tell whether the seal fits
     */
    SealedLines(Optional<SealKey> key) {
        this.key = key;
    }

    /**
     * Whether a line is one of the two. The next one in order; of 80 characters, blanks that a
     * channel cut off filled up again.
     *
     * @param mayEnd whether no section lacks its end record
     * @throws MalformedAutogiro for what stands behind a seal, and for a seal that does not fit
     */
    boolean isSeal(int line, String content, boolean mayEnd) {
        return switch (place) {
            case BEFORE_ALL -> {
                boolean opens = Seal.opens(content);
                place = opens ? opened(content) : Place.UNSEALED;
                yield opens;
            }
            case UNSEALED -> unsealed(line, content, mayEnd);
            case WITHIN -> {
                boolean closes = mayEnd && Seal.closes(content);
                if (closes) {
                    place = Place.BEHIND;
                    check(line, content);
                } else {
                    add(content);
                }
                yield closes;
            }
            case BEHIND -> {
                if (!Seal.opens(content)) {
                    throw new MalformedAutogiro(line, "stands behind the seal of the file");
                }
                place = opened(content);
                yield true;
            }
        };
    }

    private static boolean unsealed(int line, String content, boolean mayEnd) {
        if (mayEnd && Seal.closes(content)) {
            throw new MalformedAutogiro(
                    line, "ends a seal that nothing began; record 00, the first line, is missing");
        }
        return false;
    }

    private Place opened(String content) {
        seal = key.map(Seal::new);
        add(content);
        return Place.WITHIN;
    }

    private void check(int line, String closing) {
        seal.flatMap(one -> one.problem(closing))
                .ifPresent(
                        why -> {
                            throw new MalformedAutogiro(line, why);
                        });
    }

    private void add(String content) {
        seal.ifPresent(one -> one.add(content));
    }

    void end(int line) {
        if (place == Place.WITHIN) {
            throw new MalformedAutogiro(
                    line, "the file ends without record 99 of its seal; a part of it is missing");
        }
    }
}

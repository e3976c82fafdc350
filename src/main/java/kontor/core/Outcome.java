package kontor.core;

import java.util.function.Function;

/** What became of one request in a list: done, or refused without harm to its neighbours. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** The next step, which may refuse too. */
    default <R> Outcome<R> flatMap(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(var value) -> next.apply(value);
            case Refused<T>(var refusal) -> refused(refusal);
        };
    }

    default <R> Outcome<R> map(Function<T, R> change) {
        return switch (this) {
            case Done<T>(var value) -> done(change.apply(value));
            case Refused<T>(var refusal) -> refused(refusal);
        };
    }
}

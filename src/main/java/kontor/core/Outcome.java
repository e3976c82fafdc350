package kontor.core;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The result of one request of a list: done, or refused. A refusal does not affect the others of
 * the list.
 */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Done with the value where there is one, otherwise refused. */
    static <T> Outcome<T> of(Optional<T> value, Supplier<Refusal> otherwise) {
        return value.map(Outcome::done).orElseGet(() -> refused(otherwise.get()));
    }

    /** Refused where there is a refusal, otherwise done with the value. */
    static <T> Outcome<T> unless(Optional<Refusal> refusal, Supplier<? extends T> value) {
        return refusal.isPresent() ? refused(refusal.get()) : done(value.get());
    }

    /** The value when this is done, nothing when it is refused. */
    default Stream<T> stream() {
        return this instanceof Done<T>(var value) ? Stream.of(value) : Stream.empty();
    }

    default boolean isDone() {
        return this instanceof Done<T>;
    }

    /** Applies a further step, which may refuse too, when this is done. */
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

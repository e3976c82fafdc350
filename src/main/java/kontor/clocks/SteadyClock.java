package kontor.clocks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The database's time, carried on from question to question by a clock that nobody can set. */
public final class SteadyClock extends Clock {

    /** Clocks that differ by less are kept together by whoever looks after the machines. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Less is not worth a step, which may be one backwards. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final Clock own;
    private final LongSupplier nanos;
    private volatile Anchor anchor;

    private record Anchor(Instant time, long nanos) {}

    /** What three clocks say, one of which may be wrong. */
    public sealed interface Comparison {

        /** They agree. */
        record Agreed() implements Comparison {}

        /** The node's and the database's clocks were set together; Kontor follows. */
        record Set(Duration by) implements Comparison {}

        /** The node's clock is off, ahead where positive; Kontor goes by the database's. */
        record NodeOff(Duration by) implements Comparison {}

        /** The database's clock is off; Kontor goes by the time that has passed. */
        record DatabaseOff(Duration by) implements Comparison {}
    }

    /** Goes by the node's clock until the database was asked. */
    public SteadyClock() {
        this(Clock.systemUTC());
    }

    /**
     * Goes by the node's clock until the database was asked.
     *
     * @param own the node's clock, which may be set at any time
     */
    public SteadyClock(Clock own) {
        this(own, System::nanoTime);
    }

    SteadyClock(Clock own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
        this.anchor = new Anchor(own.instant(), nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        var last = anchor;
        return last.time.plusNanos(nanos.getAsLong() - last.nanos);
    }

    /** Takes the time of the database for right, before there is a third opinion. */
    void begin(Instant database) {
        anchor = new Anchor(database, nanos.getAsLong());
    }

    /**
     * Compares the three.
     *
     * @param database its time now
     * @param unsure by how much that may be off, since the answer took time
     */
    Comparison compare(Instant database, Duration unsure) {
        var tolerance = TOLERANCE.plus(unsure);
        var ahead = Duration.between(instant(), database);
        var nodeAhead = Duration.between(database, own.instant());
        boolean nodeAgrees = isWithin(nodeAhead, tolerance);
        if (isWithin(ahead, tolerance)) {
            if (!isWithin(ahead, STEP.plus(unsure))) {
                begin(database);
            }
            return nodeAgrees ? new Comparison.Agreed() : new Comparison.NodeOff(nodeAhead);
        }
        if (nodeAgrees) {
            begin(database);
            return new Comparison.Set(ahead);
        }
        return new Comparison.DatabaseOff(ahead);
    }

    private static boolean isWithin(Duration difference, Duration most) {
        return difference.abs().compareTo(most) <= 0;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException(
                "instants have no zone; ask for the zone where a day is meant");
    }
}

package kontor.lines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Why a line wants a round; equal reasons are the same one, not a new one. */
sealed interface Reason {

    /** A file that is prepared or on its way. */
    record Open(UUID instruction) implements Reason {}

    /** Payments are due. */
    record Due(Instant bankTime) implements Reason {}

    /** Files are here and not read. */
    record Received() implements Reason {}

    /** A bank that Kontor plays has something to do or to fetch. */
    record Simulated(Instant bankTime) implements Reason {}

    /** The bank offers a file. */
    record Offered(String name, String version) implements Reason {}

    /** The bank could not be asked for files. */
    record Unheard() implements Reason {}

    /**
     * A day of the bank has begun: payments of earlier ones may have had no answer for too long.
     */
    record NewDay(LocalDate day) implements Reason {}
}

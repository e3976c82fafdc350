package kontor.uploads;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Database;

/**
 * Takes the input of a batch as it arrives: stores it in chunks, counts its records and checks what
 * can be checked of the input as a whole: its syntax, its header, its character set, its length. No
 * input is ever in memory as a whole.
 */
public final class UploadReader {

    /** Inputs that arrive at once on one node; each has a chunk in memory. */
    private static final int MOST_AT_ONCE = 8;

    private static final int WAIT_SECONDS = 10;

    private final Database database;
    private final ChunkTable chunks = new ChunkTable();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

    public UploadReader(Database database) {
        this.database = database.forRequests();
    }

    /**
     * Stores an input; refuses {@code rate_limited} where too many arrive at once.
     *
     * @param made makes of it what it is for; when that throws, what was stored is deleted again
     * @throws IOException the client went away before the end of its input
     */
    public <T> Outcome<T> receive(
            OrganizationId organization,
            Arriving arriving,
            UploadKind kind,
            Function<Upload, T> made)
            throws IOException {
        if (!entered()) {
            return Outcome.refused(
                    new Refusal(
                            Refusal.Category.BUSY,
                            "rate_limited",
                            "too many batches arrive at once; try again",
                            List.of()));
        }
        var input = new StoringInput(database, chunks, organization);
        boolean taken = false;
        try {
            T result = made.apply(read(arriving, kind, input));
            taken = true;
            return Outcome.done(result);
        } finally {
            places.release();
            if (!taken) {
                input.forget();
            }
        }
    }

    private static Upload read(Arriving arriving, UploadKind kind, StoringInput input)
            throws IOException {
        return switch (arriving) {
            case Arriving.Body(var json) -> input.body(json);
            case Arriving.Form(var parts) -> FormFields.read(parts, kind, input);
        };
    }

    private boolean entered() {
        try {
            return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Deletes what was stored of an input that became no batch. */
    public void forget(OrganizationId organization, ChunkTable.Chunk last) {
        if (last.number() > 0) {
            database.write(
                    organization,
                    tx -> {
                        chunks.forget(tx, last.batchId());
                        return true;
                    });
        }
    }
}

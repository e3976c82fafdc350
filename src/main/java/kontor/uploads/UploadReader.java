package kontor.uploads;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.shares.Allowance;
import kontor.shares.Shares;
import kontor.shares.Spent;
import kontor.shares.Stored;

/**
 * Takes the input of a batch as it arrives: stores it in chunks, counts its records and checks what
 * can be checked of the input as a whole: its syntax, its header, its character set, its length. No
 * input is ever in memory as a whole.
 */
public final class UploadReader {

    /** Inputs that arrive at once on one node; each has a chunk in memory. */
    private static final Shares.Size AT_ONCE = new Shares.Size(12, 4, 8, Duration.ofSeconds(10));

    private final Database database;
    private final ChunkTable chunks = new ChunkTable();
    private final Shares places = new Shares("uploads", AT_ONCE);

    private final Stored stored;

    /**
     * @param allowance how much of it each organization may have stored
     */
    public UploadReader(Database database, Allowance allowance) {
        this.database = database;
        this.stored = new Stored("inputs of batches", allowance);
    }

    /**
     * Stores an input; refuses {@code rate_limited} where too many of the organization, or of all,
     * arrive at once, then {@code storage_full}.
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
        try (var _ = places.take(organization.toString())) {
            var full = database.forRequests().read(organization, this::full);
            return full.isPresent()
                    ? Outcome.refused(full.get())
                    : received(organization, arriving, kind, made);
        } catch (Spent spent) {
            var why = Objects.requireNonNull(spent.getMessage());
            return Outcome.refused(
                    new Refusal(Refusal.Category.BUSY, "rate_limited", why, List.of()));
        }
    }

    private Optional<Refusal> full(Tx tx) {
        return stored.full(tx.organization(), () -> chunks.stored(tx))
                .map(why -> Refusal.rule("storage_full", "", why));
    }

    /**
     * Stores an input once more for something else that is made of it; says why not: {@code
     * storage_full}, or it is gone.
     *
     * @param what whose input it is, in words
     */
    public Optional<Refusal> copy(Tx tx, UUID from, UUID to, String what) {
        var full = full(tx);
        stored.forget(tx.organization());
        return full.isPresent() || chunks.copy(tx, from, to)
                ? full
                : Optional.of(Refusal.gone(what));
    }

    private <T> Outcome<T> received(
            OrganizationId organization,
            Arriving arriving,
            UploadKind kind,
            Function<Upload, T> made)
            throws IOException {
        var input = new StoringInput(database, chunks, organization);
        boolean taken = false;
        try {
            T result = made.apply(read(arriving, kind, input));
            taken = true;
            stored.more(organization, input.size());
            return Outcome.done(result);
        } finally {
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

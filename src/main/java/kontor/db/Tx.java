package kontor.db;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * An open transaction of one organization, the first argument of everything that reads or writes
 * the database. Row-level security knows the organization, and yet every statement binds it too.
 */
public final class Tx {

    private static final String UNDONE = "undone";

    private final Handle handle;
    private final SqlForm form;
    private final OrganizationId organization;
    private final Instant now;
    private final Opening opening;
    private final boolean readOnly;
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Class<?>, Object> attachments = new HashMap<>();

    /** How deep the work is of which nothing stays. */
    private int undone;

    /**
     * What every transaction asks of its organization when it opens.
     *
     * @param clockOffset from server time to the organization's banking time
     * @param metadataKeys whether it wants anything of metadata
     * @param zone its time zone
     */
    record Opening(
            OrganizationId organization, Duration clockOffset, boolean metadataKeys, String zone) {}

    Tx(Handle handle, SqlForm form, Opening opening, Instant now, boolean readOnly) {
        this.handle = handle;
        this.form = form;
        this.organization = opening.organization;
        this.opening = opening;
        // PostgreSQL keeps microseconds; what is answered now must equal what is read later.
        this.now = now.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        this.readOnly = readOnly;
    }

    /** A query of this organization: named parameters, {@code :org} bound already. */
    public Query query(String sql) {
        return handle.createQuery(form.of(sql)).bind("org", organization.value());
    }

    /** A change in this organization: named parameters, {@code :org} bound already. */
    public Update update(String sql) {
        return handle.createUpdate(form.of(sql)).bind("org", organization.value());
    }

    /**
     * The same change for each of the rows, sent together: for the few whose values no array of
     * {@link Rows} can hold.
     *
     * @return how many rows were changed
     */
    public <R> int updateEach(
            String sql, Iterable<R> rows, BiConsumer<? super PreparedBatch, ? super R> values) {
        var batch = handle.prepareBatch(sql);
        for (R row : rows) {
            batch.bind("org", organization.value());
            values.accept(batch, row);
            batch.add();
        }
        return IntStream.of(batch.execute()).sum();
    }

    /** For statements without an organization, and for batches of statements. */
    public Handle sql() {
        return handle;
    }

    /**
     * Checks that a statement changed all rows that this transaction has locked for it.
     *
     * @param rows how many it changed
     * @param expected how many it had to change
     * @param what the rows, in the plural, for the message
     * @throws IllegalStateException when they differ
     */
    public static void allChanged(int rows, int expected, String what) {
        if (rows != expected) {
            throw new IllegalStateException("changed " + rows + " of " + expected + " " + what);
        }
    }

    /**
     * Lets the commit of this transaction wait as that of one which writes. Whoever is told that
     * something happened before must be able to rely on it; and what stands here may have been
     * committed on this server alone, its standby being away.
     */
    public void confirmFound() {
        if (form == SqlForm.ONE_SERVER) {
            handle.createQuery("SELECT pg_logical_emit_message(true, 'kontor', 'found')::text")
                    .mapTo(String.class)
                    .one();
        }
    }

    /** Whether something is to be written before it commits, such as events. */
    public boolean willWrite() {
        return !beforeCommit.isEmpty();
    }

    public OrganizationId organization() {
        return organization;
    }

    /**
     * Server time at the start of the transaction, in microseconds: for {@code created}, {@code
     * updated}, limits and tokens.
     */
    public Instant now() {
        return now;
    }

    /**
     * The banking time of the organization: server time plus the offset of a sandbox, which only
     * grows. It decides due dates and cut-offs.
     */
    public Instant bankNow() {
        return now.plus(opening.clockOffset);
    }

    /** Whether banking time is another than the server's, as in a sandbox whose clock was moved. */
    public boolean isAhead() {
        return !opening.clockOffset.isZero();
    }

    /** The organization's own time zone, for dates that belong to no account. */
    public ZoneId zone() {
        return ZoneId.of(opening.zone);
    }

    /** The date of the banking time in a time zone. */
    public LocalDate today(ZoneId zone) {
        return bankNow().atZone(zone).toLocalDate();
    }

    /**
     * Whether the organization had metadata keys when the transaction began. Most have none, and
     * then no rules need to be read.
     */
    public boolean hasMetadataKeys() {
        return opening.metadataKeys;
    }

    /**
     * A query whose rows of {@code table} must not be deleted before this transaction ends. Many
     * transactions can hold this lock on a row at a time. In a read it locks nothing.
     *
     * @param table its alias in the query
     */
    public Query queryAndHold(String table, String sql) {
        return query(readOnly ? sql : sql + "FOR KEY SHARE OF " + table);
    }

    /** Whether nothing can be written in it. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Registers an action to run right before COMMIT, in the order of registration. */
    public void beforeCommit(Runnable action) {
        beforeCommit.add(action);
    }

    /** Registers an action for when the database has answered COMMIT; it must not fail. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /**
     * An object that a room keeps until the transaction ends, e.g. the events that are not written
     * yet.
     */
    public <T> T attachment(Class<T> type, Supplier<T> first) {
        return type.cast(attachments.computeIfAbsent(type, _ -> first.get()));
    }

    /** The same, where a room keeps one. */
    public <T> Optional<T> attached(Class<T> type) {
        return Optional.ofNullable(attachments.get(type)).map(type::cast);
    }

    /**
     * Does work of which nothing stays: its rows are taken back, and what it left for the end of
     * this transaction is forgotten. What it answers is all that remains.
     */
    public <T> T undone(Supplier<T> work) {
        return undoneIf(_ -> true, work);
    }

    /**
     * Does work that stays, or else nothing of it does, as its answer says; also when it throws.
     * Nothing may have been left before for the end of this transaction.
     */
    public <T> T undoneIf(Predicate<T> isUndone, Supplier<T> work) {
        var before = List.copyOf(beforeCommit);
        var after = List.copyOf(afterCommit);
        var kept = Map.copyOf(attachments);
        restore(List.of(), List.of(), Map.of());
        String place = UNDONE + ++undone;
        handle.savepoint(place);
        boolean stays = false;
        try {
            T result = work.get();
            stays = !isUndone.test(result);
            return result;
        } finally {
            undone--;
            if (stays) {
                handle.releaseSavepoint(place);
                requireNothing(before, after, kept);
            } else {
                handle.rollbackToSavepoint(place);
                restore(before, after, kept);
            }
        }
    }

    private void restore(List<Runnable> before, List<Runnable> after, Map<Class<?>, Object> kept) {
        replace(beforeCommit, before);
        replace(afterCommit, after);
        attachments.clear();
        attachments.putAll(kept);
    }

    /** What was left before cannot be told from what is left now. */
    private static void requireNothing(
            List<Runnable> before, List<Runnable> after, Map<Class<?>, Object> kept) {
        if (!before.isEmpty() || !after.isEmpty() || !kept.isEmpty()) {
            throw new IllegalStateException(
                    "work that may be undone must come first in its transaction, not after %s %s %s"
                            .formatted(before.size(), after.size(), kept.keySet()));
        }
    }

    private static void replace(List<Runnable> all, List<Runnable> by) {
        all.clear();
        all.addAll(by);
    }

    /** The end of a read; refuses when something was registered to be written. */
    void finishUnchanged() {
        if (!beforeCommit.isEmpty()) {
            throw new IllegalStateException(
                    "a read of organization "
                            + organization
                            + " left "
                            + beforeCommit.size()
                            + " things to write; use Database.write");
        }
    }

    /** Does the work and what it left to be done right before COMMIT. */
    <T> Finished<T> run(Function<Tx, T> work) {
        T result = work.apply(this);
        beforeCommit.forEach(Runnable::run);
        return new Finished<>(result, afterCommit);
    }

    /** Work that only has to be committed. */
    record Finished<T>(T result, List<Runnable> afterCommit) {

        T committed() {
            afterCommit.forEach(Runnable::run);
            return result;
        }
    }
}

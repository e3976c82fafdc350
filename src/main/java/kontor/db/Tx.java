package kontor.db;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * One open transaction of one organization; the explicit first argument of everything that reads or
 * writes. Row-level security sees the organization, statements carry it as a parameter all the
 * same.
 */
public final class Tx {

    private final Handle handle;
    private final OrganizationId organization;
    private final Instant now;
    private final Duration clockOffset;
    private final boolean metadataKeys;
    private final boolean readOnly;
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final Map<Class<?>, Object> attachments = new HashMap<>();

    Tx(
            Handle handle,
            OrganizationId organization,
            Instant now,
            Duration clockOffset,
            boolean metadataKeys,
            boolean readOnly) {
        this.handle = handle;
        this.organization = organization;
        // PostgreSQL keeps microseconds; what is answered now must equal what is read later.
        this.now = now.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        this.clockOffset = clockOffset;
        this.metadataKeys = metadataKeys;
        this.readOnly = readOnly;
    }

    /** A query of this organization: named parameters, {@code :org} bound already. */
    public Query query(String sql) {
        return handle.createQuery(sql).bind("org", organization.value());
    }

    /** A change in this organization: named parameters, {@code :org} bound already. */
    public Update update(String sql) {
        return handle.createUpdate(sql).bind("org", organization.value());
    }

    /** The way to statements that name no organization, and to batches of them. */
    public Handle sql() {
        return handle;
    }

    /**
     * What was locked and judged in this transaction must all be changed.
     *
     * @param rows how many were
     * @param expected how many had to be
     * @throws IllegalStateException where they differ
     */
    public static void allChanged(int rows, int expected, String what) {
        if (rows != expected) {
            throw new IllegalStateException("changed " + rows + " of " + expected + " " + what);
        }
    }

    public OrganizationId organization() {
        return organization;
    }

    /**
     * Server time at the start of the transaction: {@code created}, {@code updated}, limits,
     * tokens.
     */
    public Instant now() {
        return now;
    }

    /** The organization's banking time: server time plus the sandbox offset, which only grows. */
    public Instant bankNow() {
        return now.plus(clockOffset);
    }

    public LocalDate today(ZoneId zone) {
        return bankNow().atZone(zone).toLocalDate();
    }

    /**
     * Whether the organization wanted anything of metadata when this began; most do not and read no
     * rules.
     */
    public boolean hasMetadataKeys() {
        return metadataKeys;
    }

    /**
     * The end of a query whose rows of {@code table} must not be deleted, nor lose their key,
     * before this transaction ends; any number may hold them so. A read looks and holds nothing.
     */
    public String keyShare(String table) {
        return readOnly ? "" : "FOR KEY SHARE OF " + table;
    }

    /** Runs as the last thing before COMMIT, in the order of registration. */
    public void beforeCommit(Runnable action) {
        beforeCommit.add(action);
    }

    /**
     * What a lower room keeps for the length of this transaction, e.g. the events not yet written.
     */
    public <T> T attachment(Class<T> type, Supplier<T> first) {
        return type.cast(attachments.computeIfAbsent(type, _ -> first.get()));
    }

    /** The end of a read, in which nobody may have left anything to be written. */
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

    void finish() {
        beforeCommit.forEach(Runnable::run);
    }
}

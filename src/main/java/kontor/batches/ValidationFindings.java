package kontor.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kontor.core.OrganizationId;

/**
 * What the validation of a batch has found and not stored yet. Stores it when there is much of it,
 * or when the progress that clients see is a second old.
 */
final class ValidationFindings {

    private static final long VISIBLE_NANOS = 1_000_000_000;

    private final Processing.Tools tools;
    private final OrganizationId organization;
    private final UUID batch;
    private final Lease lease;
    private final List<BatchResult> faulty = new ArrayList<>();
    private boolean again;
    private int validated;
    private int failed;
    private long lastStored = System.nanoTime();

    /**
     * @param again another worker began before and may have left something
     */
    ValidationFindings(
            Processing.Tools tools,
            OrganizationId organization,
            UUID batch,
            Lease lease,
            boolean again) {
        this.tools = tools;
        this.organization = organization;
        this.batch = batch;
        this.lease = lease;
        this.again = again;
    }

    /**
     * @param records how many were judged
     * @param more the faulty ones of them
     */
    void add(int records, List<BatchResult> more, Totals soFar) {
        validated += records;
        failed += more.size();
        faulty.addAll(more);
        if (faulty.size() >= RecordSlices.RECORDS
                || System.nanoTime() - lastStored > VISIBLE_NANOS) {
            store(false, soFar);
        }
    }

    /**
     * @param last all records were judged
     * @return the progress of the batch
     */
    Batch.Progress store(boolean last, Totals soFar) {
        var progress = new Batch.Progress(last, validated, 0, failed, 0);
        var parts = tools.parts();
        tools.database()
                .write(
                        organization,
                        tx -> {
                            if (again) {
                                parts.results().forgetFaults(tx, batch);
                            }
                            parts.results().insertFaults(tx, batch, faulty);
                            String totals = soFar.stored();
                            lease.require(
                                    batch,
                                    parts.batches().validated(tx, batch, lease, progress, totals));
                            return true;
                        });
        again = false;
        faulty.clear();
        lastStored = System.nanoTime();
        return progress;
    }
}

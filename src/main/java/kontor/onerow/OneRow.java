package kontor.onerow;

import kontor.changes.Snapshot;
import kontor.core.OrganizationId;
import kontor.db.Tx;

/**
 * Settings of an organization. It has them from the beginning, in version 0, as they usually are.
 */
public interface OneRow {

    int version();

    Snapshot snapshot(OrganizationId organization);

    /** The SQL of the row. */
    interface Table<S extends OneRow> {

        /** The row, made where nobody has changed it yet; locked until the transaction ends. */
        S lock(Tx tx);

        void update(Tx tx, S before, S after);
    }
}

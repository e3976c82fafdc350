package kontor.folders;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** SQL of the folder that belongs to the database; outside the tenants. */
final class FolderTable {

    private FolderTable() {}

    /**
     * The folder.
     *
     * @param written whether its file is known to be there
     */
    record Known(UUID identity, boolean written) {}

    static Optional<UUID> find(Handle sql) {
        return sql.createQuery("SELECT identity FROM bank_folder").mapTo(UUID.class).findOne();
    }

    /** One that another node begins at the same time stays. */
    static void begin(Handle sql, UUID identity) {
        sql.createUpdate(
                        """
                        INSERT INTO bank_folder (identity, written) VALUES (:identity, false)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("identity", identity)
                .execute();
    }

    static Known lock(Handle sql) {
        return sql.createQuery("SELECT identity, written FROM bank_folder FOR UPDATE")
                .map((row, _) -> new Known(row.getObject(1, UUID.class), row.getBoolean(2)))
                .one();
    }

    static void written(Handle sql) {
        sql.createUpdate("UPDATE bank_folder SET written = true").execute();
    }

    /** False also for one that is not there. */
    static boolean isSandbox(Handle sql, UUID organization) {
        return sql.createQuery("SELECT sandbox FROM organizations WHERE id = :id")
                .bind("id", organization)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }
}

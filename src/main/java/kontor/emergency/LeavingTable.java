package kontor.emergency;

import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the files that may be leaving; their rows belong to the room of banks. */
final class LeavingTable {

    /** Those that were told that they may leave, and of which nobody has said that they have. */
    int count(Tx tx, Optional<UUID> connection) {
        return tx.query(
                        """
                        SELECT count(*) FROM instructions
                        WHERE organization_id = :org AND state = 'HANDING_OVER'
                            AND (may_have_left OR attempt IS NULL)
                            AND (:connection::uuid IS NULL OR connection_id = :connection)
                        """)
                .bind("connection", connection.orElse(null))
                .mapTo(Integer.class)
                .one();
    }
}

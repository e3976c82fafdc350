package kontor.lines;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;

/** SQL of what is seen of all organizations at once, by a transaction that watches. */
final class WatchedTable {

    /**
     * How far an organization is: when neither changes, nothing has happened there that could make
     * something due.
     *
     * @param position of its feed
     * @param clockOffset from server time to its banking time
     */
    record Progress(OrganizationId organization, long position, Duration clockOffset) {}

    List<Progress> progress(Handle watching) {
        return watching.createQuery(
                        """
                        SELECT f.organization_id, f.position, o.clock_offset_seconds
                        FROM feeds f JOIN organizations o ON o.id = f.organization_id
                        """)
                .map(
                        (row, _) ->
                                new Progress(
                                        new OrganizationId(row.getObject(1, UUID.class)),
                                        row.getLong(2),
                                        Duration.ofSeconds(row.getLong(3))))
                .list();
    }

    /** The connections over which files came that are not read. */
    Set<UUID> received(Handle watching) {
        return watching.createQuery(
                        """
                        SELECT DISTINCT connection_id FROM inbox_files WHERE state = 'RECEIVED'
                        """)
                .mapTo(UUID.class)
                .set();
    }
}

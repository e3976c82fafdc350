package kontor.bookednames;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.jobs.Job;

/**
 * Reads the names of bookings that have not been read for them: what was booked before bookings
 * were found by names, or by a node that does not know of it.
 */
public final class BookedNames {

    private static final int SLICE = 500;

    private final Database database;
    private final BookedNameTable names = new BookedNameTable();

    public BookedNames(Database database) {
        this.database = database;
    }

    /** Does it once after an upgrade, and then for what older nodes have booked meanwhile. */
    public Job<OrganizationId> job(Supplier<List<OrganizationId>> organizations) {
        return Job.ofOrganizations(
                "names-of-bookings", Duration.ofHours(1), organizations, this::readAll);
    }

    /** All of them, a slice after the other. */
    public void readAll(OrganizationId organization) {
        while (read(organization)) {}
    }

    /** A slice; whether there may be more. A round without work writes nothing. */
    boolean read(OrganizationId organization) {
        var unread = database.read(organization, tx -> names.unread(tx, SLICE));
        if (unread.isEmpty()) {
            return false;
        }
        var keys = new LinkedHashMap<>(unread);
        keys.replaceAll((_, facts) -> PartyKey.of(facts));
        database.write(
                organization,
                tx -> {
                    names.insert(tx, keys.values());
                    return names.name(tx, keys);
                });
        return unread.size() == SLICE;
    }
}

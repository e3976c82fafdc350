package kontor.transactions;

import java.util.LinkedHashMap;
import kontor.core.OrganizationId;
import kontor.db.Database;

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

    /** A slice of them; whether there may be more. A round without work writes nothing. */
    public boolean read(OrganizationId organization) {
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

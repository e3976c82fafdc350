package kontor.previews;

import java.util.function.Function;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;

/** Ends a transaction so that nothing of it stays, and carries out what was found in it. */
final class RolledBack extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Object found;

    private RolledBack(Object found) {
        super("rolled back as meant", null, false, false);
        this.found = found;
    }

    /** What the work answers; whatever it wrote is undone, and nobody else has seen it. */
    static <T> T after(
            Database database, OrganizationId organization, Class<T> type, Function<Tx, T> work) {
        try {
            return database.write(
                    organization,
                    tx -> {
                        throw new RolledBack(work.apply(tx));
                    });
        } catch (RolledBack done) {
            return type.cast(done.found);
        }
    }
}

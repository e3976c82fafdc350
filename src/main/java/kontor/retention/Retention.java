package kontor.retention;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;

/** Lets old things go, each kind when its time is over. */
public final class Retention {

    private final Database database;
    private final Events events;
    private final Keep keep;

    public Retention(Database database, Events events, Keep keep) {
        this.database = database;
        this.events = events;
        this.keep = keep;
    }

    public List<Step> steps() {
        return List.of(
                step("emptying sent files", RetentionTable.INSTRUCTIONS, keep.files(), false),
                step(
                        "emptying files that were read",
                        RetentionTable.RECEIVED_FILES,
                        keep.files(),
                        false),
                step(
                        "emptying files that came twice",
                        RetentionTable.DUPLICATES,
                        Duration.ZERO,
                        false),
                step("emptying finished batches", RetentionTable.BATCHES, keep.files(), false),
                step("emptying mandate imports", RetentionTable.IMPORTS, keep.files(), false),
                step(
                        "erasing deleted counterparties",
                        RetentionTable.COUNTERPARTIES,
                        keep.deleted(),
                        true),
                step(
                        "erasing deleted accounts",
                        RetentionTable.EXTERNAL_ACCOUNTS,
                        keep.deleted(),
                        true));
    }

    private Step step(String name, RetentionTable kind, Duration kept, boolean personal) {
        return new Step(name, organization -> slice(organization, kind, kept, personal));
    }

    /** Looks in a transaction for reading, so that a round without work writes nothing. */
    private boolean slice(
            OrganizationId organization, RetentionTable kind, Duration kept, boolean personal) {
        var found = database.read(organization, tx -> kind.find(tx, tx.now().minus(kept)));
        if (found.isEmpty()) {
            return false;
        }
        database.write(
                organization,
                (Tx tx) -> {
                    kind.change(tx, found);
                    return personal ? erase(tx, found) : 0;
                });
        return RetentionTable.isSlice(found);
    }

    /** What was said of them goes too; that it was said stays, with its digest. */
    private int erase(Tx tx, List<UUID> found) {
        return events.erase(tx, found) + events.erase(tx, RetentionTable.reviews(tx, found));
    }
}

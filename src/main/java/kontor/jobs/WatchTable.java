package kontor.jobs;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.jdbi.v3.core.Handle;

/**
 * The one look over all organizations that says who has something to do. The wall between them has
 * slits for it, made by the migration V25: how far each feed is, and what waits for Kontor. Whoever
 * asks takes nothing but ids, numbers and times from it.
 */
public final class WatchTable {

    private final Database database;

    public WatchTable(Database database) {
        this.database = database;
    }

    /** Asks in a transaction of the installation that can see through the slits and not write. */
    public <T> T ask(Function<Handle, T> questions) {
        return database.system(
                handle -> {
                    handle.execute(
                            """
                            SET TRANSACTION READ ONLY; SET LOCAL kontor.watching = 'on'
                            """);
                    return questions.apply(handle);
                });
    }

    /** Those who have batches with work left. */
    public List<OrganizationId> withOpenBatches() {
        return those("SELECT DISTINCT organization_id FROM batches WHERE open");
    }

    /** Those who have mandates that move in. */
    public List<OrganizationId> withOpenMandateImports() {
        return those("SELECT DISTINCT organization_id FROM mandate_imports WHERE open");
    }

    /** Those whose policies collect again by themselves. */
    public List<OrganizationId> withRetryPolicies() {
        return those("SELECT organization_id FROM retry_policies");
    }

    /** Those of whose accounts one was given to another entity, and whose payments are judged. */
    public List<OrganizationId> withEntityMoves() {
        return those("SELECT DISTINCT organization_id FROM entity_moves");
    }

    private List<OrganizationId> those(String question) {
        return ask(
                watching ->
                        watching.createQuery(question)
                                .map((row, _) -> new OrganizationId(row.getObject(1, UUID.class)))
                                .list());
    }
}

package kontor.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.Events;
import kontor.events.NewEvent;

/** The door to organizations: made by the installation, read by all, their sandbox clocks moved. */
public final class Organizations {

    private final Database database;
    private final Events events;
    private final OrganizationTable table = new OrganizationTable();

    public Organizations(Database database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** Makes the organization and its feed; the feed's first event follows in a transaction of its own. */
    public Organization create(By by, NewOrganization wanted) {
        Instant now = Instant.now(database.clock());
        database.systemDo(sql -> table.insert(sql, wanted, now));
        return database.write(wanted.id(), tx -> {
            Organization made = table.read(tx);
            events.record(tx, new NewEvent("organizations", wanted.id().value(), 1, NewEvent.Type.CREATED,
                    "CREATED", by.originator(), by.requestId(), Optional.empty(), Map.of(), made.json()));
            return made;
        });
    }

    public Optional<Organization> find(OrganizationId id) {
        return database.system(sql -> table.find(sql, id));
    }

    /** The transaction's own organization. */
    public Organization read(Tx tx) {
        return table.read(tx);
    }

    /** All of this installation, oldest first. */
    public List<OrganizationId> list() {
        return database.system(table::ids);
    }

    /**
     * Moves a sandbox's banking time forward to {@code to}; the transaction itself still sees the old
     * time. Refuses {@code not_a_sandbox}, and {@code clock_backwards} for a time that has passed.
     *
     * @return the new banking time: {@code to}, rounded up to the clock's whole seconds of offset
     */
    public Outcome<Instant> advanceClock(Tx tx, Instant to) {
        if (!table.read(tx).sandbox()) {
            return Outcome.refused(Refusal.rule("not_a_sandbox", "",
                    "only the clock of a sandbox organization can be moved"));
        }
        Duration wanted = Duration.between(tx.now(), to);
        long offsetSeconds = wanted.getSeconds() + (wanted.getNano() > 0 ? 1 : 0);
        if (!table.growOffset(tx, offsetSeconds)) {
            return Outcome.refused(Refusal.rule("clock_backwards", "to",
                    "the clock only goes forward, and it is " + tx.bankNow()));
        }
        return Outcome.done(tx.now().plusSeconds(offsetSeconds));
    }
}

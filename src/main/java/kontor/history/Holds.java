package kontor.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kontor.banks.BankLine;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.events.FeedPosition;
import kontor.events.NewEvent;
import kontor.wire.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door to what is held: how holds come to be and how they go, each with its event. */
final class Holds {

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    /** File names in a sentence. */
    private static final int SHOWN = 3;

    private final Database database;
    private final Journal journal;
    private final HoldTable table = new HoldTable();

    Holds(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    HoldTable table() {
        return table;
    }

    /**
     * @param end where the feed of the database ends
     */
    void lostHistory(OrganizationId organization, FeedPosition lost, FeedPosition end) {
        String what =
                lost.equals(Known.UNREADABLE.newest())
                        ? "what this node kept of the feed cannot be read"
                        : end.position() < lost.position()
                                ? "the feed ends at %d, and %d was acknowledged"
                                        .formatted(end.position(), lost.position())
                                : "the feed has another event at %d than the acknowledged one"
                                        .formatted(lost.position());
        raise(
                organization,
                hold(Hold.Cause.LOST_HISTORY, Optional.empty(), what),
                (tx, hold) -> table.insertLost(tx, hold, lost));
    }

    /**
     * @param lost what a look has just found; looked at once more in the transaction, since an
     *     operator may have accepted or adopted it meanwhile
     */
    void lostFiles(BankLine line, List<SentFiles.Lost> lost, SentFiles files) {
        var names = lost.stream().map(SentFiles.Lost::fileName).sorted().limit(SHOWN).toList();
        String what =
                "%d file%s that left for the bank %s not in the database: %s%s"
                        .formatted(
                                lost.size(),
                                lost.size() == 1 ? "" : "s",
                                lost.size() == 1 ? "is" : "are",
                                String.join(", ", names),
                                lost.size() > SHOWN ? " and others" : "");
        raise(
                line.organization(),
                hold(Hold.Cause.LOST_FILES, Optional.of(line), what),
                (tx, hold) -> {
                    table.alone(tx);
                    return files.isAnyLost(tx, line, lost) && table.insertFiles(tx, hold);
                });
    }

    /** False when this is held already. */
    private interface Insertion {
        boolean into(Tx tx, Hold hold);
    }

    private void raise(OrganizationId organization, Hold hold, Insertion insertion) {
        boolean fresh =
                database.write(
                        organization,
                        tx -> {
                            boolean inserted = insertion.into(tx, hold);
                            if (inserted) {
                                record(tx, hold, Optional.empty(), Optional.empty());
                            }
                            return inserted;
                        });
        if (fresh) {
            alarm("organization " + organization, hold);
        }
    }

    /** An organization that a node knows is not in the database. */
    void lostOrganization(OrganizationId lost, FeedPosition known) {
        String what =
                "organization %s, whose feed was acknowledged up to %d, is not in the database"
                        .formatted(lost, known.position());
        var hold = hold(Hold.Cause.LOST_ORGANIZATION, Optional.empty(), what);
        if (database.system(sql -> InstallationTable.insert(sql, hold, lost, known))) {
            alarm("all organizations with real banks", hold);
        }
    }

    /** Holds everything until it is released. */
    void wished() {
        var hold =
                hold(
                        Hold.Cause.OPERATOR,
                        Optional.empty(),
                        "an operator holds all bank work (KONTOR_HOLD_BANK_WORK)");
        if (database.system(sql -> InstallationTable.insertWish(sql, hold))) {
            LOG.warn("bank work is held: {}; ./kontor bank release lets it go on", hold.detail());
        }
    }

    private static void alarm(String whose, Hold hold) {
        LOG.error(
                "bank work of {} is held: {}; ./kontor bank status tells more",
                whose,
                hold.detail());
    }

    private Hold hold(Hold.Cause cause, Optional<BankLine> line, String detail) {
        return new Hold(
                Ids.next(),
                cause,
                line.map(one -> one.connection().id()),
                detail,
                Instant.now(database.clock()));
    }

    /** The organization's own holds; the files that are lost now are accepted as they are. */
    List<Hold> release(
            OrganizationId organization, List<SentFiles.Lost> accepted, String by, String reason) {
        return database.write(
                organization,
                tx -> {
                    table.alone(tx);
                    accepted.forEach(
                            file ->
                                    table.releaseFiles(
                                            tx,
                                            file.line().connection().id(),
                                            List.of(file.messageId())));
                    var released = table.release(tx, by, reason);
                    released.forEach(
                            hold -> record(tx, hold, Optional.of(by), Optional.of(reason)));
                    return released;
                });
    }

    /** Those of the installation, said in the feed of every organization. */
    List<Hold> releaseAll(List<OrganizationId> organizations, String by, String reason) {
        var now = Instant.now(database.clock());
        var released = database.system(sql -> InstallationTable.release(sql, now, by, reason));
        for (var organization : organizations) {
            if (!released.isEmpty()) {
                database.write(
                        organization,
                        tx -> {
                            released.forEach(
                                    hold -> record(tx, hold, Optional.of(by), Optional.of(reason)));
                            return true;
                        });
            }
        }
        return released;
    }

    private void record(Tx tx, Hold hold, Optional<String> by, Optional<String> reason) {
        int version = by.isPresent() ? 2 : 1;
        var json = hold.json(by, reason).put("organizationId", tx.organization().toString());
        var snapshot =
                new Snapshot(
                        Hold.RESOURCE,
                        hold.id(),
                        version,
                        Json.write(json.put("version", version)));
        var happened =
                by.isPresent()
                        ? Happened.updated("RELEASED", Originator.KONTOR)
                        : Happened.of(NewEvent.Type.CREATED, "HELD", Originator.KONTOR);
        journal.record(
                tx,
                snapshot,
                happened.saying(
                        Optional.of(
                                by.map(who -> who + ": " + reason.orElse(""))
                                        .orElse(hold.detail()))));
    }
}

package kontor.banks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.banks.InboxTable.InboxFile;
import kontor.changes.Changes;
import kontor.core.OrganizationId;
import kontor.db.CommitUnknown;
import kontor.db.Database;
import kontor.db.DatabaseAway;
import kontor.leases.Lease;
import kontor.leases.LeaseLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files from the banks, kept and not read yet: read in the order they came, applied once. What
 * cannot be read is set aside with the reason. The caller has the turn of the line, and the lease
 * of reading for the organization.
 */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Rounds in which reading a file may fail before it is set aside. */
    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final Changes changes;
    private final InboxReader reader;
    private final BankWork.Troubles troubles;
    private final InboxTable table = new InboxTable();
    private final Set<OrganizationId> settled = ConcurrentHashMap.newKeySet();

    Inbox(Database database, Changes changes, InboxReader reader, BankWork.Troubles troubles) {
        this.database = database;
        this.changes = changes;
        this.reader = reader;
        this.troubles = troubles;
    }

    /**
     * Whether there is something to read. After a start once without news: files read just before a
     * crash may still be WAITING although what they waited for has come.
     */
    boolean hasNews(BankLine line) {
        return !settled.contains(line.organization()) || !received(line, BEFORE_ALL).isEmpty();
    }

    /**
     * @param meanwhile is done again and again, outside of transactions
     */
    void read(BankLine line, Lease reading, Runnable meanwhile) {
        var failed = new HashSet<UUID>();
        while (readAll(line, reading, meanwhile, failed)) {
            // What was read may be what earlier files waited for; those are read once more.
        }
        settle(line.organization(), reading);
        settled.add(line.organization());
    }

    /** Whether there was something to read that did not fail in this round. */
    private boolean readAll(BankLine line, Lease reading, Runnable meanwhile, Set<UUID> failed) {
        boolean any = false;
        UUID after = BEFORE_ALL;
        for (var files = received(line, after); !files.isEmpty(); files = received(line, after)) {
            for (InboxFile file : files) {
                if (!failed.contains(file.id())) {
                    any = true;
                    if (!read(line, file, reading, meanwhile)) {
                        failed.add(file.id());
                    }
                }
            }
            after = files.getLast().id();
        }
        return any;
    }

    private List<InboxFile> received(BankLine line, UUID after) {
        return database.read(
                line.organization(), tx -> table.received(tx, line.connection(), after));
    }

    /** Files that waited for one that has come by now, over whichever connection. */
    private void settle(OrganizationId organization, Lease reading) {
        UUID after = BEFORE_ALL;
        for (var files = waiting(organization, after);
                !files.isEmpty();
                files = waiting(organization, after)) {
            var some = files;
            changes.inLane(
                    organization,
                    tx -> {
                        reading.check(tx);
                        reader.settle(tx, some);
                        return true;
                    });
            after = files.getLast().id();
        }
    }

    private List<InboxTable.WaitingFile> waiting(OrganizationId organization, UUID after) {
        return database.read(organization, tx -> table.waiting(tx, after));
    }

    private boolean read(BankLine line, InboxFile file, Lease reading, Runnable meanwhile) {
        reading.ask();
        return read(
                new ArrivedFile(line.organization(), line.connection(), file.id(), file.name()),
                reading,
                meanwhile);
    }

    /** False when it failed. */
    private boolean read(ArrivedFile file, Lease reading, Runnable meanwhile) {
        try {
            var verdict =
                    reader.read(
                            file,
                            id -> Chunks.INBOX.input(database, file.organization(), id, meanwhile),
                            reading);
            if (verdict instanceof Verdict.Quarantined(var reason, _)) {
                LOG.warn("file {} is set aside: {}", file.id(), reason);
            }
            return true;
        } catch (DatabaseAway | CommitUnknown | LeaseLost away) {
            throw away;
        } catch (RuntimeException failed) {
            troubles.noted(
                    new BankLine(file.organization(), file.connection()),
                    "file " + file.id() + " could not be read",
                    failed);
            failed(file, "reading failed: " + failed, reading);
            return false;
        }
    }

    private void failed(ArrivedFile file, String note, Lease reading) {
        int attempts =
                changes.inLane(
                        file.organization(),
                        tx -> {
                            reading.check(tx);
                            return table.failed(tx, file.id(), note);
                        });
        if (attempts >= MOST_ATTEMPTS) {
            reader.setAside(file, note, reading);
        }
    }
}

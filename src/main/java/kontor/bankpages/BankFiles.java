package kontor.bankpages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.BankWork;
import kontor.banks.InboxFiles;
import kontor.banks.Instruction;
import kontor.banks.Instructions;
import kontor.banks.ReceivedFile;
import kontor.connections.Connections;
import kontor.connections.StoredConnection;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * What the doors say of connections and files, for pages.
 *
 * @param database for requests
 */
public record BankFiles(
        Database database, Organizations organizations, Connections connections, BankWork work) {

    /** Connections are a handful, one for each bank. */
    private static final PageRequest ALL = new PageRequest(PageRequest.MOST, Optional.empty(), "");

    private static final PageRequest NEWEST = new PageRequest(1, Optional.empty(), "");
    private static final PageRequest SOME = new PageRequest(20, Optional.empty(), "");

    Organization organization(Caller caller) {
        return organizations.of(caller);
    }

    List<StoredConnection> connections(Caller caller) {
        return database.read(caller.organization(), tx -> connections.list(tx, caller, ALL))
                .items();
    }

    Outcome<StoredConnection> connection(Caller caller, UUID id) {
        return database.read(caller.organization(), tx -> connections.find(tx, caller, id));
    }

    Page<Instruction> out(
            Caller caller, UUID connection, Optional<Instruction.State> state, PageRequest page) {
        return database.read(
                caller.organization(),
                tx -> instructions().list(tx, caller, connection, state, page));
    }

    Page<ReceivedFile> in(
            Caller caller,
            UUID connection,
            Optional<ReceivedFile.Status> status,
            PageRequest page) {
        return database.read(
                caller.organization(),
                tx -> inboxFiles().list(tx, caller, connection, status, page));
    }

    Optional<Instruction> out(Caller caller, UUID id) {
        return database.read(caller.organization(), tx -> instructions().find(tx, caller, id));
    }

    Optional<ReceivedFile> in(Caller caller, UUID id) {
        return database.read(caller.organization(), tx -> inboxFiles().find(tx, caller, id));
    }

    /** The last file that came over a connection. */
    Optional<ReceivedFile> lastHeard(Caller caller, UUID connection) {
        return in(caller, connection, Optional.empty(), NEWEST).items().stream().findFirst();
    }

    /** What was set aside, newest first; the first of them. */
    List<ReceivedFile> aside(Caller caller, UUID connection) {
        return in(caller, connection, Optional.of(ReceivedFile.Status.QUARANTINED), SOME).items();
    }

    /** What may or may not have left; the first of them. */
    List<Instruction> unknown(Caller caller, UUID connection) {
        return out(caller, connection, Optional.of(Instruction.State.UNKNOWN), SOME).items();
    }

    Instructions instructions() {
        return work.instructions();
    }

    InboxFiles inboxFiles() {
        return work.inboxFiles();
    }
}

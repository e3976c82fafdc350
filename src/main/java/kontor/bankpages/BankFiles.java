package kontor.bankpages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.BankWork;
import kontor.banks.InboxFiles;
import kontor.banks.Instruction;
import kontor.banks.Instructions;
import kontor.banks.ReceivedFile;
import kontor.changes.Door;
import kontor.connections.Connections;
import kontor.connections.StoredConnection;
import kontor.connections.Traffic;
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
 * @param decide what an operator decides of a file
 */
public record BankFiles(
        Database database,
        Organizations organizations,
        Connections connections,
        Traffic.Source traffic,
        BankWork work,
        Door<Instructions.Decision> decide) {

    /** Connections are a handful, one for each bank. */
    private static final PageRequest ALL = new PageRequest(PageRequest.MOST, Optional.empty(), "");

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
            Caller caller, UUID connection, List<Instruction.State> states, PageRequest page) {
        return database.read(
                caller.organization(),
                tx -> instructions().list(tx, caller, connection, states, page));
    }

    Page<ReceivedFile> in(
            Caller caller, UUID connection, List<ReceivedFile.Status> statuses, PageRequest page) {
        return database.read(
                caller.organization(),
                tx -> inboxFiles().list(tx, caller, connection, statuses, page));
    }

    Optional<Instruction> out(Caller caller, UUID id) {
        return database.read(caller.organization(), tx -> instructions().find(tx, caller, id));
    }

    Optional<ReceivedFile> in(Caller caller, UUID id) {
        return database.read(caller.organization(), tx -> inboxFiles().find(tx, caller, id));
    }

    /** What went over them. */
    Map<UUID, Traffic> traffic(Caller caller, List<StoredConnection> all) {
        var ids = all.stream().map(StoredConnection::id).toList();
        return database.read(caller.organization(), tx -> traffic.of(tx, caller, ids));
    }

    Instructions instructions() {
        return work.instructions();
    }

    InboxFiles inboxFiles() {
        return work.inboxFiles();
    }
}

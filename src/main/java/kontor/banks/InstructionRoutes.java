package kontor.banks;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.UUID;
import kontor.changes.Door;
import kontor.connections.Connections;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

/**
 * Files to banks and from banks over HTTP, and what an operator decides of those that are stuck.
 */
public final class InstructionRoutes {

    private static final String CONNECTION = "/connectivity/v2beta/connections/{id}";
    private static final String INSTRUCTION = "/connectivity/v2beta/instructions/{id}";
    private static final String INBOX_FILE = "/connectivity/v2beta/inbox-files/{id}";

    private final Database database;
    private final Resources resources;
    private final Connections connections;
    private final Instructions instructions;
    private final InboxFiles inboxFiles;
    private final Door<Instructions.Decision> decide;
    private final Door<UUID> readAgain;

    /**
     * @param decide what an operator decides of a file
     */
    public InstructionRoutes(
            Database database,
            Resources resources,
            Connections connections,
            BankWork work,
            Door<Instructions.Decision> decide) {
        this.database = database.forRequests();
        this.resources = resources;
        this.connections = connections;
        this.instructions = work.instructions();
        this.inboxFiles = work.inboxFiles();
        this.decide = decide;
        this.readAgain = inboxFiles::readAgain;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(CONNECTION + "/instructions")
                        .needs(Instructions.READ)
                        .wholeOrganization()
                        .filters("status")
                        .answers(200, "InstructionList")
                        .by(this::instructions));
        routes.add(
                Route.get(INSTRUCTION)
                        .needs(Instructions.READ)
                        .wholeOrganization()
                        .answers(200, "Instruction")
                        .by(this::instruction));
        routes.add(
                Route.get(INSTRUCTION + "/events")
                        .needs(Instructions.READ)
                        .wholeOrganization()
                        .answers(200, "EventList")
                        .by(resources.history(Instruction.RESOURCE)));
        routes.add(
                Route.post(INSTRUCTION + ":confirm-sent")
                        .needs(Instructions.DECIDE)
                        .wholeOrganization()
                        .takes(Route.Body.NONE)
                        .answers(200, "Instruction")
                        .by(call -> decide(call, Instructions.Decision.CONFIRM_SENT)));
        routes.add(
                Route.post(INSTRUCTION + ":send-again")
                        .needs(Instructions.DECIDE)
                        .wholeOrganization()
                        .takes(Route.Body.NONE)
                        .answers(200, "Instruction")
                        .by(call -> decide(call, Instructions.Decision.SEND_AGAIN)));
        routes.add(
                Route.get(CONNECTION + "/inbox-files")
                        .needs(InboxFiles.READ)
                        .wholeOrganization()
                        .filters("status")
                        .answers(200, "InboxFileList")
                        .by(this::inboxFiles));
        routes.add(
                Route.get(INBOX_FILE)
                        .needs(InboxFiles.READ)
                        .wholeOrganization()
                        .answers(200, "InboxFile")
                        .by(this::inboxFile));
        routes.add(
                Route.post(INBOX_FILE + ":read-again")
                        .needs(InboxFiles.READ_AGAIN)
                        .wholeOrganization()
                        .takes(Route.Body.NONE)
                        .answers(200, "InboxFile")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                readAgain,
                                                call.id("id"),
                                                call.ifMatch(),
                                                call.id("id"))));
    }

    private Answer decide(Call call, Instructions.Decision decision) {
        return resources.change(call, decide, call.id("id"), call.ifMatch(), decision);
    }

    private Answer instructions(Call call) {
        UUID connection = call.id("id");
        var states = call.query().manyOf("status", Instruction.State.class);
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(
                        organization,
                        tx -> {
                            orThrow(connections.find(tx, call.caller(), connection));
                            return instructions.list(tx, call.caller(), connection, states, page);
                        }),
                instruction -> instruction.json(organization));
    }

    private Answer instruction(Call call) {
        var organization = call.caller().organization();
        var found =
                database.read(
                                organization,
                                tx -> instructions.find(tx, call.caller(), call.id("id")))
                        .orElseThrow(HttpError::notFound);
        return Answer.json(200, found.json(organization)).withVersion(found.version());
    }

    private Answer inboxFiles(Call call) {
        UUID connection = call.id("id");
        var states = call.query().manyOf("status", ReceivedFile.Status.class);
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(
                        organization,
                        tx -> {
                            orThrow(connections.find(tx, call.caller(), connection));
                            return inboxFiles.list(tx, call.caller(), connection, states, page);
                        }),
                file -> file.view(organization));
    }

    private Answer inboxFile(Call call) {
        var organization = call.caller().organization();
        var found =
                database.read(organization, tx -> inboxFiles.find(tx, call.caller(), call.id("id")))
                        .orElseThrow(HttpError::notFound);
        return Answer.json(200, found.view(organization)).withVersion(found.version());
    }
}

package kontor.bankpages;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kontor.banks.InboxFiles;
import kontor.banks.Instruction;
import kontor.banks.Instructions;
import kontor.banks.Instructions.Decision;
import kontor.banks.ReceivedFile;
import kontor.changes.Changed;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.wire.ResourceRef;

/** The page of one file, and what a person decides of it where it is stuck. */
public final class FilePageRoutes {

    private static final Frame.Crumb FILES = new Frame.Crumb("Bank files", "/files");

    private final Pages pages;
    private final BankFiles files;
    private final Deeds deeds;
    private final Door<Decision> decide;
    private final Door<UUID> readAgain;

    public FilePageRoutes(Pages pages, BankFiles files, Deeds deeds) {
        this.pages = pages;
        this.files = files;
        this.deeds = deeds;
        this.decide = files.decide();
        this.readAgain = files.inboxFiles()::readAgain;
    }

    /** A file that went out. */
    public record Out(
            String id,
            String name,
            State state,
            String connection,
            String connectionId,
            String messageId,
            String messageName,
            String holds,
            String size,
            String sha256,
            String prepared,
            String updated,
            int version,
            boolean asks,
            Typed typed) {}

    /** A file that came in. */
    public record In(
            String id,
            String name,
            State state,
            String connection,
            String connectionId,
            String kind,
            Optional<String> note,
            String size,
            String sha256,
            String received,
            String processed,
            int version,
            boolean asks,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route("/files/out/{id}", Instructions.READ)
                        .wholeOrganization()
                        .by(call -> out(call, 200, Typed.nothing())));
        routes.add(
                pages.route("/files/in/{id}", InboxFiles.READ)
                        .wholeOrganization()
                        .by(call -> in(call, 200, Typed.nothing())));
        routes.add(
                pages.form("/files/in/{id}/read-again", InboxFiles.READ_AGAIN)
                        .wholeOrganization()
                        .by(this::readAgain));
        register(
                routes,
                "confirm-sent",
                Decision.CONFIRM_SENT,
                "The bank has the file. Its payments are sent.");
        register(
                routes,
                "send-again",
                Decision.SEND_AGAIN,
                "The same bytes leave with the next round.");
    }

    private void register(Routes routes, String verb, Decision decision, String done) {
        routes.add(
                pages.form("/files/out/{id}/" + verb, Instructions.DECIDE)
                        .wholeOrganization()
                        .by(call -> decide(call, decision, done)));
    }

    private Answer decide(Call call, Decision decision, String done) {
        var form = call.fields();
        return answer(
                call,
                () ->
                        deeds.change(
                                call,
                                form,
                                decide,
                                new ResourceRef.ById(call.id("id")),
                                Deeds.version(form),
                                decision),
                done,
                true);
    }

    private Answer readAgain(Call call) {
        var form = call.fields();
        UUID id = call.id("id");
        return answer(
                call,
                () ->
                        deeds.change(
                                call,
                                form,
                                readAgain,
                                new ResourceRef.ById(id),
                                Deeds.version(form),
                                id),
                "The file is read again with the next round.",
                false);
    }

    private Answer answer(
            Call call, Supplier<Outcome<Changed>> deed, String done, boolean outgoing) {
        String page = (outgoing ? "/files/out/" : "/files/in/") + call.id("id");
        return switch (Deeds.send(deed)) {
            case Deeds.Sent.Done _ -> Pages.goTo(page, done);
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    outgoing
                            ? out(call, status, Typed.refused(call.fields(), faults))
                            : in(call, status, Typed.refused(call.fields(), faults));
        };
    }

    private Answer out(Call call, int status, Typed typed) {
        var caller = call.caller();
        var file = files.out(caller, call.id("id")).orElseThrow(HttpError::notFound);
        var zone = files.organization(caller).zone();
        var view =
                new Out(
                        file.id().toString(),
                        file.fileName(),
                        FileStates.of(file),
                        connection(caller, file.connectionId()),
                        file.connectionId().toString(),
                        file.messageId(),
                        file.content().messageName(),
                        FileListRoutes.holds(file),
                        FileStates.size(file.content().size()),
                        HexFormat.of().formatHex(file.content().sha256()),
                        Figures.moment(file.created(), zone),
                        Figures.moment(file.updated(), zone),
                        file.version(),
                        file.state() == Instruction.State.UNKNOWN
                                && caller.may(Instructions.DECIDE),
                        typed);
        var frame = pages.frame(call, Section.FILES, file.fileName(), FILES);
        return pages.show(status, frame, "bankpages/out.jte", view);
    }

    private Answer in(Call call, int status, Typed typed) {
        var caller = call.caller();
        var file = files.in(caller, call.id("id")).orElseThrow(HttpError::notFound);
        var zone = files.organization(caller).zone();
        var view =
                new In(
                        file.id().toString(),
                        file.name(),
                        FileStates.of(file),
                        connection(caller, file.connectionId()),
                        file.connectionId().toString(),
                        file.kind().map(Figures::word).orElse("not known yet"),
                        file.note(),
                        FileStates.size(file.size()),
                        file.sha256().map(HexFormat.of()::formatHex).orElse(""),
                        Figures.moment(file.received(), zone),
                        file.processed().map(when -> Figures.moment(when, zone)).orElse("not yet"),
                        file.version(),
                        file.status() == ReceivedFile.Status.QUARANTINED
                                && caller.may(InboxFiles.READ_AGAIN),
                        typed);
        var frame = pages.frame(call, Section.FILES, file.name(), FILES);
        return pages.show(status, frame, "bankpages/in.jte", view);
    }

    /** The name of a connection; one that was deleted still has its files. */
    private String connection(Caller caller, UUID id) {
        return files.connection(caller, id).stream()
                .map(one -> one.connection().name())
                .findFirst()
                .orElse("a connection that was deleted");
    }
}

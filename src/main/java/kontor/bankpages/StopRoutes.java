package kontor.bankpages;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.connections.Connections;
import kontor.core.Fault;
import kontor.emergency.LeavingFiles;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pauses.Pause;
import kontor.pauses.PauseOrder;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** The emergency stop: asks once, with the facts, then nothing leaves for a bank any more. */
public final class StopRoutes {

    private static final String ALL = "/files/pause";
    private static final String ONE = "/files/connections/{id}/pause";
    private static final Frame.Crumb FILES = new Frame.Crumb("Bank files", "/files");

    private final Pages pages;
    private final BankFiles files;
    private final LeavingFiles leaving;
    private final Deeds deeds;
    private final Door<PauseOrder> ofConnection;
    private final Door<PauseOrder> ofOrganization;

    public StopRoutes(Pages pages, BankFiles files, LeavingFiles leaving, Deeds deeds) {
        this.pages = pages;
        this.files = files;
        this.leaving = leaving;
        this.deeds = deeds;
        this.ofConnection = files.connections()::order;
        this.ofOrganization = files.organizations()::order;
    }

    /**
     * What the question says.
     *
     * @param whose what is paused or resumed
     * @param paused since when and why it is paused; then the question is about resuming
     * @param path where the form goes
     */
    public record View(String whose, Optional<String> paused, String path, Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, Organizations.UPDATE)
                        .wholeOrganization()
                        .by(call -> ofOrganization(call, 200, Typed.nothing())));
        routes.add(pages.form(ALL, Organizations.UPDATE).wholeOrganization().by(this::orderAll));
        routes.add(
                pages.route(ONE, Connections.UPDATE)
                        .wholeOrganization()
                        .by(call -> ofConnection(call, 200, Typed.nothing())));
        routes.add(pages.form(ONE, Connections.UPDATE).wholeOrganization().by(this::orderOne));
    }

    private Answer ofOrganization(Call call, int status, Typed typed) {
        var paused = files.organization(call.caller()).paused();
        return question(call, status, "all connections", paused, ALL, typed);
    }

    private Answer ofConnection(Call call, int status, Typed typed) {
        var one = ErrorAnswers.orThrow(files.connection(call.caller(), call.id("id")));
        String path = "/files/connections/" + one.id() + "/pause";
        return question(call, status, one.connection().name(), one.paused(), path, typed);
    }

    private Answer question(
            Call call, int status, String whose, Optional<Pause> paused, String path, Typed typed) {
        var zone = files.organization(call.caller()).zone();
        var words = paused.map(pause -> FileListRoutes.words(pause, zone));
        String title = (paused.isPresent() ? "Resume " : "Pause ") + whose;
        return pages.show(
                status,
                pages.frame(call, Section.FILES, title, FILES),
                "bankpages/stop.jte",
                new View(whose, words, path, typed));
    }

    private Answer orderAll(Call call) {
        UUID id = call.caller().organization().value();
        return order(call, ofOrganization, id, Optional.empty(), "All connections");
    }

    private Answer orderOne(Call call) {
        UUID id = call.id("id");
        var one = ErrorAnswers.orThrow(files.connection(call.caller(), id));
        return order(call, ofConnection, id, Optional.of(id), one.connection().name());
    }

    private Answer order(
            Call call, Door<PauseOrder> door, UUID target, Optional<UUID> one, String whose) {
        var form = call.fields();
        boolean pauses = !form.text("order").equals("resume");
        var id = new ResourceRef.ById(target);
        var sent =
                Deeds.send(
                        () ->
                                deeds.change(
                                        call,
                                        form,
                                        door,
                                        id,
                                        Optional.empty(),
                                        order(call, form, pauses)));
        return switch (sent) {
            case Deeds.Sent.Done _ ->
                    Pages.goTo("/files", pauses ? stopped(call, one, whose) : resumed(whose));
            case Deeds.Sent.Again(int status, List<Fault> faults) -> {
                var typed = Typed.refused(form, faults);
                yield one.isPresent()
                        ? ofConnection(call, status, typed)
                        : ofOrganization(call, status, typed);
            }
        };
    }

    private static PauseOrder order(Call call, FormFields form, boolean pauses) {
        var reason = PauseOrder.reason(Optional.of(new FormJson(form).texts("reason").fields()));
        return new PauseOrder(pauses, call.caller().userId().toString(), reason);
    }

    private static String resumed(String whose) {
        return whose + ": what waits leaves again.";
    }

    /** Waits for files that were begun before, as whoever stops wants to know that none leaves. */
    private String stopped(Call call, Optional<UUID> connection, String whose) {
        int left = leaving.await(call.caller().organization(), connection);
        return left == 0
                ? whose + ": paused, nothing leaves."
                : whose
                        + ": paused, but of "
                        + Figures.counted(left, "file")
                        + " begun before nobody could tell yet whether the bank has "
                        + (left == 1 ? "it." : "them.");
    }
}

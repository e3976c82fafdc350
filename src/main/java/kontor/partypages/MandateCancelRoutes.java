package kontor.partypages;

import java.util.List;
import kontor.changes.NoInput;
import kontor.core.Use;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.mandates.Mandate;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.wire.ResourceRef;

/** The question before a mandate is cancelled, and the answer. */
public final class MandateCancelRoutes {

    private static final String ALL = MandatePageRoutes.ALL;
    private static final String CANCEL = ALL + "/{id}/cancel";
    private static final Use UPDATE = Use.of("mandates:update", "mandates:read");

    private final Pages pages;
    private final PartyDoors doors;

    public MandateCancelRoutes(Pages pages, PartyDoors doors) {
        this.pages = pages;
        this.doors = doors;
    }

    public void register(Routes routes) {
        routes.add(pages.route(CANCEL, UPDATE).by(this::question));
        routes.add(pages.form(CANCEL, UPDATE).by(this::cancelled));
    }

    private Mandate found(Call call) {
        var id = new ResourceRef.ById(call.id("id"));
        var caller = call.caller();
        return ErrorAnswers.orThrow(
                doors.database()
                        .read(caller.organization(), tx -> doors.mandates().find(tx, caller, id)));
    }

    /**
     * What is asked before a mandate is cancelled.
     *
     * @param running payments that are not final, as far as the role sees them
     * @param typed the answer, where it was refused
     */
    public record Question(
            MandateRow row,
            int version,
            boolean possible,
            List<PaymentLine> running,
            Typed typed) {}

    private Answer question(Call call) {
        return question(call, 200, found(call), Typed.nothing());
    }

    private Answer question(Call call, int status, Mandate mandate, Typed typed) {
        var row = MandateRow.of(mandate);
        var frame =
                pages.frame(
                        call,
                        Section.MANDATES,
                        "Cancel " + row.reference(),
                        new Frame.Crumb("Mandates", ALL),
                        new Frame.Crumb(row.reference(), row.path()));
        var caller = call.caller();
        var running =
                doors.database()
                        .read(
                                caller.organization(),
                                tx -> doors.payments().running(tx, caller, mandate.id()));
        var view = new Question(row, mandate.version(), mandate.status().isLive(), running, typed);
        return pages.show(status, frame, "partypages/mandatecancel.jte", view);
    }

    private Answer cancelled(Call call) {
        var id = call.id("id");
        return doors.deeds()
                .change(
                        call,
                        doors.mandates().cancel,
                        new ResourceRef.ById(id),
                        _ -> NoInput.NONE,
                        (body, _) ->
                                Pages.goTo(
                                        ALL + "/" + id,
                                        body.path("status").asText().equals("CANCELLED")
                                                ? "The mandate is cancelled."
                                                : "The mandate is cancelled when its last"
                                                        + " collection is final."),
                        (status, typed) -> question(call, status, found(call), typed));
    }
}

package kontor.prenotifications;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.directdebits.DirectDebits;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Page;

/** Pre-notification over HTTP; Kontor's own. */
public final class PreNotificationRoutes {

    private static final String SETTINGS = "/payments/v2beta/pre-notification-settings";

    private final Resources resources;
    private final DirectDebits debits;
    private final PreNotifications notices;
    private final NoticeDoor door;

    public PreNotificationRoutes(
            Resources resources, NoticeDoor door, DirectDebits debits, PreNotifications notices) {
        this.resources = resources;
        this.debits = debits;
        this.notices = notices;
        this.door = door;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(SETTINGS)
                        .needs(NoticeDoor.READ)
                        .answers(200, "PreNotificationSettings")
                        .by(this::settings));
        routes.add(
                Route.patch(SETTINGS)
                        .needs(NoticeDoor.UPDATE)
                        .wholeOrganization()
                        .reads("PreNotificationSettingsJSONPatchRequest")
                        .answers(200, "PreNotificationSettings")
                        .by(this::changeSettings));
        routes.add(
                Route.get("/payments/v2beta/direct-debits/{id}/pre-notifications")
                        .needs(DirectDebits.READ)
                        .externalIds()
                        .answers(200, "PreNotificationList")
                        .by(this::list));
    }

    private Answer settings(Call call) {
        var now = resources.read(call, door::read);
        return Answer.json(200, now.view(call.caller().organization())).withVersion(now.version());
    }

    private Answer changeSettings(Call call) {
        var patch = NoticePatch.parse(call.patch(NoticePatch.RULES));
        var id = resources.read(call, door::read).id();
        return resources.change(call, door.change, id, call.ifMatch(), patch);
    }

    private Answer list(Call call) {
        var page = call.page();
        var reference = call.reference("id");
        int after = page.after().map(Integer::parseInt).orElse(0);
        var found =
                resources.read(
                        call,
                        tx -> {
                            var debit =
                                    orThrow(debits.payments().find(tx, call.caller(), reference));
                            var rows =
                                    notices.of(tx, debit.payment().id(), after, page.limit() + 1);
                            return Page.cut(
                                    rows, page.limit(), one -> String.valueOf(one.number()));
                        });
        return call.list(page, found, Notice::view);
    }
}

package kontor.bankpages;

import java.util.Optional;
import kontor.changes.Door;
import kontor.connections.Connections;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.sealkeys.SealKeys;
import kontor.sealkeys.SealOrder;
import kontor.visits.FormFields;

/** The key with which files to Bankgirot are sealed over one connection. */
public final class SealPageRoutes {

    private static final String SEAL = "/files/connections/{id}/seal";
    private static final String FIELD = "sealKey";

    private final Pages pages;
    private final BankFiles files;
    private final SealKeys keys;
    private final Deeds deeds;
    private final Door<SealOrder> door;

    public SealPageRoutes(Pages pages, BankFiles files, SealKeys keys, Deeds deeds) {
        this.pages = pages;
        this.files = files;
        this.keys = keys;
        this.deeds = deeds;
        this.door = files.connections()::seal;
    }

    /**
     * What the form shows; never the key.
     *
     * @param keyVerification of the key that is there
     */
    public record View(
            String path, String name, Optional<String> keyVerification, int version, Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(SEAL, Connections.UPDATE)
                        .wholeOrganization()
                        .by(call -> form(call, 200, Typed.nothing())));
        routes.add(pages.form(SEAL, Connections.UPDATE).wholeOrganization().by(this::change));
    }

    private Answer form(Call call, int status, Typed typed) {
        var place = ConnectionPlace.of(files, call);
        var view =
                new View(
                        place.path(),
                        place.name(),
                        place.one().keyVerification(),
                        place.one().version(),
                        typed);
        var frame = place.frameBelow(pages, call, "Seal of files to Bankgirot");
        return pages.show(status, frame, "bankpages/seal.jte", view);
    }

    private Answer change(Call call) {
        var form = call.fields();
        boolean ends = form.text("order").equals("unseal");
        var sent =
                deeds.sendChange(
                        call, form, door, () -> ends ? SealOrder.NO_MORE : order(call, form));
        return switch (sent) {
            case Deeds.Sent.Done _ -> done(call, ends ? "leave without a seal" : "are sealed");
            case Deeds.Sent.Again(int status, var faults) ->
                    form(call, status, Typed.refused(form, faults));
        };
    }

    private Answer done(Call call, String said) {
        String connection = ConnectionPlace.of(files, call).path();
        return Pages.goTo(connection, "Files to Bankgirot " + said + " from now on.");
    }

    private SealOrder order(Call call, FormFields form) {
        return keys.order(call.id("id"), new FormJson(form).withoutBlanks(FIELD).fields());
    }
}

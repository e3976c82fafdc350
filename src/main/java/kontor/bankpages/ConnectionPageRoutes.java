package kontor.bankpages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.banks.InboxFiles;
import kontor.connections.BankProfile;
import kontor.connections.ConnectionPatch;
import kontor.connections.Connections;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.forms.Deeds;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.visits.FormFields;
import kontor.wire.Json;

/** One connection, and what its bank wants in files, with the form that changes that. */
public final class ConnectionPageRoutes {

    private static final String ONE = "/files/connections/{id}";
    private static final String HABITS = ONE + "/habits";
    private static final String MEMBER = "fileHabits";

    private final Pages pages;
    private final BankFiles files;
    private final Deeds deeds;

    public ConnectionPageRoutes(Pages pages, BankFiles files, Deeds deeds) {
        this.pages = pages;
        this.files = files;
        this.deeds = deeds;
    }

    /**
     * What the page shows.
     *
     * @param leaves when files leave
     * @param paused since when and why nothing leaves
     * @param keyVerification of the key with which files to Bankgirot are sealed
     */
    public record View(
            String path,
            String name,
            String bic,
            String profile,
            String leaves,
            String id,
            Optional<String> paused,
            Optional<String> keyVerification,
            List<HabitField> habits,
            boolean mayChange,
            boolean seesFiles) {}

    /** A habit before and after. */
    public record Change(String label, String before, String after) {}

    /**
     * What the form shows.
     *
     * @param asks what a press of the button changes; none before that was asked for
     * @param confirmed what stands for these changes
     */
    public record FormView(
            String path,
            String name,
            List<HabitField> habits,
            List<Change> asks,
            String confirmed,
            int version,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(pages.route(ONE, Connections.READ).wholeOrganization().by(this::page));
        routes.add(
                pages.route(HABITS, Connections.UPDATE)
                        .wholeOrganization()
                        .by(call -> form(call, 200, List.of(), "", Typed.nothing())));
        routes.add(pages.form(HABITS, Connections.UPDATE).wholeOrganization().by(this::change));
    }

    private Answer page(Call call) {
        var place = ConnectionPlace.of(files, call);
        var view = view(place, call.caller());
        return pages.show(place.frame(pages, call), "bankpages/connection.jte", view);
    }

    private View view(ConnectionPlace place, Caller caller) {
        var one = place.one();
        var zone = files.organization(caller).zone();
        var profile = one.connection().profile();
        return new View(
                place.path(),
                place.name(),
                one.connection().bic(),
                profile.name(),
                leaves(profile),
                one.id().toString(),
                one.paused().map(pause -> FileListRoutes.words(pause, zone)),
                one.keyVerification(),
                HabitField.of(one),
                caller.may(Connections.UPDATE),
                caller.may(InboxFiles.READ));
    }

    private static String leaves(BankProfile profile) {
        int days = profile.latestBankDaysBefore();
        return "%s, %s, %s"
                .formatted(
                        profile.cutOff(),
                        profile.zone().getId(),
                        days == 0
                                ? "on the day itself at the latest"
                                : days == 1
                                        ? "the bank day before at the latest"
                                        : days + " bank days before at the latest");
    }

    private Answer form(Call call, int status, List<Change> asks, String confirmed, Typed typed) {
        var place = ConnectionPlace.of(files, call);
        var view =
                new FormView(
                        place.path(),
                        place.name(),
                        HabitField.of(place.one()),
                        asks,
                        confirmed,
                        place.one().version(),
                        typed);
        var frame = place.frameBelow(pages, call, "What the bank wants in files");
        return pages.show(status, frame, "bankpages/habits.jte", view);
    }

    private Answer change(Call call) {
        var form = call.fields();
        var at = ConnectionPlace.of(files, call);
        var changes = changes(HabitField.of(at.one()), form);
        if (changes.isEmpty()) {
            return Pages.goTo(at.path(), "Nothing was changed.");
        }
        var patch = patch(habits(form));
        // Faults are told before it is asked whether to go on.
        var wrong = atFields(patch.wrong(ConnectionPageRoutes::parsed));
        if (!wrong.isEmpty()) {
            return form(call, 400, List.of(), "", Typed.refused(form, wrong));
        }
        String asked = String.valueOf(changes.hashCode());
        if (!form.text("confirmed").equals(asked)) {
            return form(call, 200, changes, asked, Typed.refused(form, List.of()));
        }
        var sent =
                deeds.saying(patch::json)
                        .sendChange(call, form, files.connections().patch, () -> parsed(patch));
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(at.path(), "Files are written so from now on.");
            case Deeds.Sent.Again(int status, var faults) ->
                    form(call, status, List.of(), "", Typed.refused(form, atFields(faults)));
        };
    }

    private static ConnectionPatch parsed(FormPatch patch) {
        return ConnectionPatch.parse(patch.parse(ConnectionPatch.RULES));
    }

    /** The member has a field for each of its own. */
    private static List<Fault> atFields(List<Fault> faults) {
        return faults.stream()
                .map(one -> one.at(one.field().replaceFirst("^" + MEMBER + "[.]?", "")))
                .toList();
    }

    private static List<Change> changes(List<HabitField> now, FormFields form) {
        var changes = new ArrayList<Change>();
        for (var one : now) {
            String typed = form.text(one.name()).strip();
            if (!typed.equals(one.own())) {
                changes.add(new Change(one.label(), one.now(), one.said(typed)));
            }
        }
        return changes;
    }

    private static FormPatch patch(ObjectNode habits) {
        return habits.isEmpty()
                ? new FormPatch().remove(MEMBER)
                : new FormPatch().replace(MEMBER, habits, MEMBER);
    }

    /** What the connection is to have of its own, as a program would send it. */
    private static ObjectNode habits(FormFields form) {
        var habits = Json.object();
        for (String name : HabitField.NAMES) {
            String typed = form.text(name).strip();
            if (!typed.isEmpty()) {
                HabitField.put(habits, name, typed);
            }
        }
        return habits;
    }
}

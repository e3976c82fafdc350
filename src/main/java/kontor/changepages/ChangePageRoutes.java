package kontor.changepages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.changerequests.Area;
import kontor.changerequests.ChangeRequest;
import kontor.changerequests.ChangeRequestFilter;
import kontor.changerequests.ChangeRequests;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Refusal;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pageparts.Moment;
import kontor.pageparts.Moments;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.settingsparts.Desk;
import kontor.wire.Json;
import kontor.wire.QueryFields;

/** What waits for a second person, and what was decided: a list, and one with its decision. */
public final class ChangePageRoutes {

    private static final String ALL = "/change-requests";
    private static final String ONE = ALL + "/{id}";
    private static final Frame.Crumb CRUMB = new Frame.Crumb("Change requests", ALL);

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final Moments moments;
    private final ChangeRequests requests;

    public ChangePageRoutes(
            Pages pages, Desk desk, Deeds deeds, Moments moments, ChangeRequests requests) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.moments = moments;
        this.requests = requests;
    }

    /** A change request in the list. */
    public record Row(
            String path,
            String what,
            String target,
            String area,
            String maker,
            String since,
            State state,
            boolean brokeGlass) {}

    /** What the list shows. */
    public record View(
            String status,
            String area,
            boolean mine,
            List<Choice> areas,
            List<Row> rows,
            String next) {}

    /**
     * One change request.
     *
     * @param whyNot why the person may not decide it; empty where it may, or nobody can any more
     */
    public record One(
            String id,
            String what,
            String path,
            State state,
            List<ChangeRow> rows,
            boolean takesAway,
            String maker,
            String since,
            String expires,
            String decided,
            String reason,
            boolean brokeGlass,
            boolean pending,
            boolean mayDecide,
            boolean mayWithdraw,
            String whyNot,
            int version,
            List<Moment> moments,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(ALL, ChangeRequests.READ)
                        .filters(ChangeRequestFilter.NAMES)
                        .by(this::list));
        routes.add(
                pages.route(ONE, ChangeRequests.READ).by(call -> one(call, 200, Typed.nothing())));
        routes.add(
                pages.form(ONE + "/approve", ChangeRequests.APPROVE)
                        .wholeOrganization()
                        .by(call -> plain(call, requests.approve, "It is approved and done.")));
        routes.add(
                pages.form(ONE + "/reject", ChangeRequests.APPROVE)
                        .wholeOrganization()
                        .by(this::reject));
        routes.add(
                pages.form(ONE + "/withdraw", ChangeRequests.READ)
                        .by(
                                call ->
                                        plain(
                                                call,
                                                requests.withdraw,
                                                "It is withdrawn. Nothing was changed.")));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var filter = ChangeRequestFilter.parse(call.query());
        var page = call.page();
        var found = desk.read(caller, tx -> requests.list(tx, caller, filter, page));
        var zone = desk.zone(caller);
        String token = call.nextToken(found);
        String status = QueryFields.words(filter.statuses());
        String area = filter.area().map(Enum::name).orElse("");
        String next =
                ALL
                        + "?status="
                        + status
                        + "&area="
                        + area
                        + "&mine="
                        + filter.mine()
                        + "&token="
                        + token;
        var makers = new HashMap<String, String>();
        var rows = found.items().stream().map(one -> row(caller, one, zone, makers)).toList();
        return pages.show(
                pages.frame(call, Section.CHANGES, "Change requests"),
                "changepages/list.jte",
                new View(status, area, filter.mine(), areas(), rows, token.isEmpty() ? "" : next));
    }

    private Row row(Caller caller, ChangeRequest one, ZoneId zone, Map<String, String> makers) {
        return new Row(
                ALL + "/" + one.id(),
                ChangeWords.operation(one),
                target(one),
                Figures.word(one.what().area().name()),
                makers.computeIfAbsent(one.makerId().toString(), id -> desk.originator(caller, id)),
                Figures.moment(one.created(), zone),
                ChangeWords.state(one),
                brokeGlass(one));
    }

    private static boolean brokeGlass(ChangeRequest one) {
        return one.decision().filter(ChangeRequest.Decision::brokeGlass).isPresent();
    }

    /** By the name that it has, or would have. */
    private static String target(ChangeRequest one) {
        var json = json(one.before().or(one::after));
        for (String member : List.of("name", "key", "legalName", "alias", "username")) {
            String text = json.path(member).asText();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static JsonNode json(Optional<String> text) {
        return text.map(Json::readOwn).orElseGet(Json::object);
    }

    private static List<Choice> areas() {
        var areas = new ArrayList<>(List.of(new Choice("", "anything")));
        Arrays.stream(Area.values())
                .map(
                        one ->
                                new Choice(
                                        one.name(),
                                        Figures.word(one.name()).toLowerCase(Locale.ROOT)))
                .forEach(areas::add);
        return areas;
    }

    private Answer one(Call call, int status, Typed typed) {
        var caller = call.caller();
        var one =
                ErrorAnswers.orThrow(
                        desk.read(caller, tx -> requests.find(tx, caller, call.id("id"))));
        String title = ChangeWords.operation(one);
        var frame = pages.frame(call, Section.CHANGES, title, CRUMB);
        return pages.show(status, frame, "changepages/one.jte", view(caller, one, typed));
    }

    private One view(Caller caller, ChangeRequest one, Typed typed) {
        var zone = desk.zone(caller);
        var whyNot = whyNot(caller, one);
        var how = one.decision();
        boolean mine = one.makerId().equals(caller.userId());
        return new One(
                one.id().toString(),
                ChangeWords.operation(one),
                ChangeWords.path(one),
                ChangeWords.state(one),
                rows(caller, one),
                one.after().isEmpty(),
                desk.originator(caller, one.makerId().toString()),
                Figures.moment(one.created(), zone),
                Figures.moment(one.expires(), zone),
                how.map(end -> decided(caller, end, zone)).orElse(""),
                how.flatMap(ChangeRequest.Decision::reason).orElse(""),
                brokeGlass(one),
                one.isPending(),
                one.isPending() && whyNot.isEmpty(),
                one.isPending() && mine,
                whyNot,
                one.version(),
                moments(caller, one),
                typed);
    }

    private String decided(Caller caller, ChangeRequest.Decision how, ZoneId zone) {
        return desk.originator(caller, how.by()) + ", " + Figures.moment(how.at(), zone);
    }

    private List<Moment> moments(Caller caller, ChangeRequest one) {
        return desk.read(
                caller,
                tx -> moments.of(tx, caller, ChangeRequests.KIND, requests::isVisible, one.id()));
    }

    private String whyNot(Caller caller, ChangeRequest one) {
        if (!one.isPending()) {
            return "";
        }
        if (!caller.may(ChangeRequests.APPROVE) || !caller.accounts().all()) {
            return "your role does not check change requests of the whole organization";
        }
        return desk.read(caller, tx -> requests.whyNot(tx, caller, one))
                .map(Refusal::message)
                .orElse("");
    }

    private List<ChangeRow> rows(Caller caller, ChangeRequest one) {
        var after = one.after().isPresent() ? json(one.after()) : Json.object();
        return ChangeRow.of(json(one.before()), after, names(caller));
    }

    private Map<String, String> names(Caller caller) {
        var names = new HashMap<String, String>();
        desk.roleChoices(caller).forEach(role -> names.put(role.value(), role.label()));
        desk.accountChoices(caller).forEach(one -> names.put(one.value(), one.label()));
        desk.entityChoices(caller).forEach(one -> names.put(one.value(), one.label()));
        return names;
    }

    private Answer plain(Call call, Door<NoInput> door, String done) {
        var form = call.fields();
        return after(call, deeds.sendChange(call, form, door, () -> NoInput.NONE), done);
    }

    private Answer reject(Call call) {
        var form = call.fields();
        var sent =
                deeds.sendChange(
                        call,
                        form,
                        requests.reject,
                        () -> ChangeRequests.reason(new FormJson(form).texts("reason").fields()));
        return after(call, sent, "It is rejected. Nothing was changed.");
    }

    private Answer after(Call call, Deeds.Sent sent, String done) {
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo(ALL + "/" + call.id("id"), done);
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    one(call, status, Typed.refused(call.fields(), faults));
        };
    }
}

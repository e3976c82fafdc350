package kontor.bankpages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.cases.CaseFilter;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.OpenCase;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.pages.State;
import kontor.wire.QueryFields;
import kontor.wire.ResourceRef;

/** What a bank told and could not be applied with certainty: a list, and one with its end. */
public final class CasePageRoutes {

    private static final Frame.Crumb FILES = new Frame.Crumb("Bank files", "/files");
    private static final Frame.Crumb CASES = new Frame.Crumb("Cases", "/cases");

    private final Pages pages;
    private final BankFiles files;
    private final Cases cases;
    private final Deeds deeds;

    public CasePageRoutes(Pages pages, BankFiles files, Cases cases, Deeds deeds) {
        this.pages = pages;
        this.files = files;
        this.cases = cases;
        this.deeds = deeds;
    }

    /** A case in the list. */
    public record Row(String path, String summary, String kind, State state, String since) {}

    /**
     * What the list shows.
     *
     * @param account the own account that it is narrowed to; empty where it is of all
     * @param next the address of the page after this one; empty after the last
     */
    public record View(
            String status,
            String kind,
            String account,
            List<Choice> kinds,
            List<Row> rows,
            boolean files,
            String next) {}

    /** One case. */
    public record One(
            String id,
            String summary,
            String kind,
            State state,
            String since,
            Map<String, String> facts,
            Optional<String> account,
            Optional<String> file,
            Optional<String> closed,
            Optional<String> note,
            int version,
            boolean mayClose,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route("/cases", Cases.READ)
                        .filters("status", "kind", "accountId")
                        .by(this::list));
        routes.add(
                pages.route("/cases/{id}", Cases.READ).by(call -> one(call, 200, Typed.nothing())));
        routes.add(pages.form("/cases/{id}", Cases.UPDATE).by(this::close));
    }

    private static Section section(Call call) {
        return Section.FILES.isFor(call.caller()) ? Section.FILES : Section.CASES;
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var filter = CaseFilter.parse(call.query());
        var page = call.page();
        var found = read(caller, tx -> cases.list(tx, caller, filter, page));
        var zone = files.organization(caller).zone();
        String status = QueryFields.words(filter.states());
        String kind = filter.kind().map(Enum::name).orElse("");
        String token = call.nextToken(found);
        String account = filter.accountId().map(UUID::toString).orElse("");
        String next =
                "/cases?status=%s&kind=%s&accountId=%s&token=%s"
                        .formatted(status, kind, account, token);
        var rows = found.items().stream().map(one -> row(one, zone)).toList();
        var section = section(call);
        boolean files = section == Section.FILES;
        String more = token.isEmpty() ? "" : next;
        var view = new View(status, kind, account, kinds(), rows, files, more);
        return pages.show(pages.frame(call, section, "Cases", FILES), "bankpages/cases.jte", view);
    }

    private <T> T read(Caller caller, Function<Tx, T> work) {
        return files.database().read(caller.organization(), work);
    }

    private static Row row(OpenCase one, ZoneId zone) {
        return new Row(
                "/cases/" + one.id(),
                one.summary(),
                Figures.word(one.kind().name()),
                FileStates.of(one),
                Figures.moment(one.since(), zone));
    }

    private static List<Choice> kinds() {
        var kinds = new ArrayList<>(List.of(new Choice("", "any kind")));
        Arrays.stream(CaseKind.values())
                .map(one -> new Choice(one.name(), Figures.word(one.name())))
                .forEach(kinds::add);
        return kinds;
    }

    private Answer one(Call call, int status, Typed typed) {
        var caller = call.caller();
        var one = ErrorAnswers.orThrow(read(caller, tx -> cases.find(tx, caller, call.id("id"))));
        var view = view(one, files.organization(caller).zone(), caller, typed);
        var frame = pages.frame(call, section(call), Figures.word(one.kind().name()), FILES, CASES);
        return pages.show(status, frame, "bankpages/case.jte", view);
    }

    private static One view(OpenCase one, ZoneId zone, Caller caller, Typed typed) {
        return new One(
                one.id().toString(),
                one.summary(),
                Figures.word(one.kind().name()),
                FileStates.of(one),
                Figures.moment(one.since(), zone),
                one.facts(),
                one.accountId().map(Object::toString),
                one.inboxFileId().filter(_ -> caller.accounts().all()).map(Object::toString),
                one.closed().map(end -> Figures.moment(end.at(), zone)),
                one.closed().map(OpenCase.Closed::note),
                one.version(),
                one.state() == OpenCase.State.OPEN && caller.may(Cases.UPDATE),
                typed);
    }

    private Answer close(Call call) {
        var form = call.fields();
        var sent =
                Deeds.send(
                        () ->
                                deeds.change(
                                        call,
                                        form,
                                        cases.close,
                                        new ResourceRef.ById(call.id("id")),
                                        Deeds.version(form),
                                        Cases.note(new FormJson(form).texts("note").fields())));
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo("/cases", "The case is closed.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    one(call, status, Typed.refused(form, faults));
        };
    }
}

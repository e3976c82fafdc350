package kontor.chainpages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import kontor.approvals.ApprovalChain;
import kontor.approvals.ApprovalChains;
import kontor.approvals.ChainPatch;
import kontor.approvals.ChainTerms;
import kontor.changes.Door;
import kontor.changes.NoInput;
import kontor.core.Fault;
import kontor.core.OrganizationId;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;

/** Approval chains: the list as sentences, and the form of one. */
public final class ChainPageRoutes {

    private static final String ONE = "/approval-chains/{id}";
    private static final int USUAL_STEPS = 2;

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final ApprovalChains chains;
    private final Door<ChainTerms> create;

    public ChainPageRoutes(Pages pages, Desk desk, Deeds deeds, ApprovalChains chains) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.chains = chains;
        this.create = chains.create;
    }

    /** A chain in the list: when it applies, and who is asked. */
    public record Row(String path, String name, String when, String who) {}

    /** What the list shows. */
    public record View(List<SettingsTabs> tabs, List<Row> rows, String next, boolean mayCreate) {}

    /**
     * The form of a chain.
     *
     * @param id empty for a new one
     * @param fits false where the chain says more than the form can show, so that saving would lose
     *     something
     * @param steps the numbers of the steps that the form shows, from 0
     */
    public record One(
            String id,
            String name,
            String when,
            String who,
            boolean fits,
            List<Integer> steps,
            List<Choice> roles,
            List<Choice> accounts,
            int version,
            boolean mayChange,
            boolean mayDelete,
            List<String> waiting,
            Typed typed) {

        public boolean chose(String name, String value) {
            return typed.fields().all(name).contains(value);
        }

        public boolean has(String name) {
            return typed.fields().has(name);
        }
    }

    public void register(Routes routes) {
        routes.add(pages.route("/approval-chains", ApprovalChains.READ).by(this::list));
        routes.add(
                pages.route("/approval-chains/new", ApprovalChains.CREATE)
                        .wholeOrganization()
                        .by(call -> fresh(call, 200, Typed.nothing())));
        routes.add(
                pages.form("/approval-chains/new", ApprovalChains.CREATE)
                        .wholeOrganization()
                        .by(this::create));
        routes.add(
                pages.route(ONE, ApprovalChains.READ)
                        .by(call -> show(call, 200, Optional.empty())));
        routes.add(pages.form(ONE, ApprovalChains.UPDATE).wholeOrganization().by(this::change));
        routes.add(
                pages.form(ONE + "/delete", ApprovalChains.DELETE)
                        .wholeOrganization()
                        .by(this::delete));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var page = call.page();
        var found = desk.read(caller, tx -> chains.list(tx, caller, page));
        var roles = desk.roleNames(caller);
        String token = call.nextToken(found);
        var rows = found.items().stream().map(one -> row(caller.organization(), one, roles));
        return pages.show(
                pages.frame(call, Section.SETTINGS, "Approval chains", SettingsTabs.CRUMB),
                "chainpages/chains.jte",
                new View(
                        SettingsTabs.of(caller),
                        rows.toList(),
                        token.isEmpty() ? "" : "/approval-chains?token=" + token,
                        caller.may(ApprovalChains.CREATE) && caller.accounts().all()));
    }

    private static Row row(
            OrganizationId organization, ApprovalChain one, Map<UUID, String> roles) {
        var json = one.view(organization);
        return new Row(
                "/approval-chains/" + one.id(),
                one.terms().name(),
                ChainWords.when(json),
                ChainWords.who(json, roles));
    }

    private Answer fresh(Call call, int status, Typed typed) {
        var caller = call.caller();
        var view =
                new One(
                        "",
                        "",
                        "",
                        "",
                        true,
                        steps(typed.fields()),
                        desk.roleChoices(caller),
                        desk.accountChoices(caller),
                        0,
                        true,
                        false,
                        List.of(),
                        typed);
        return page(call, status, "New approval chain", view);
    }

    /** All that have a role, and one more. */
    private static List<Integer> steps(FormFields form) {
        int last =
                IntStream.range(0, ChainForm.MOST_STEPS)
                        .filter(i -> form.has(ChainForm.STEPS + i + ChainForm.ROLES))
                        .map(i -> i + 2)
                        .max()
                        .orElse(USUAL_STEPS);
        return IntStream.range(0, Math.min(ChainForm.MOST_STEPS, Math.max(USUAL_STEPS, last)))
                .boxed()
                .toList();
    }

    private Answer show(Call call, int status, Optional<Typed> again) {
        var caller = call.caller();
        var one =
                ErrorAnswers.orThrow(
                        desk.read(caller, tx -> chains.find(tx, caller, call.id("id"))));
        var json = one.view(caller.organization());
        var stored = ChainForm.of(one.terms(), json);
        var typed = again.orElseGet(() -> Typed.of(stored.orElse(FormFields.none())));
        boolean all = caller.accounts().all();
        var view =
                new One(
                        one.id().toString(),
                        one.terms().name(),
                        ChainWords.when(json),
                        ChainWords.who(json, desk.roleNames(caller)),
                        stored.isPresent(),
                        steps(typed.fields()),
                        desk.roleChoices(caller),
                        desk.accountChoices(caller),
                        one.version(),
                        all && caller.may(ApprovalChains.UPDATE),
                        all && caller.may(ApprovalChains.DELETE),
                        desk.waiting(caller, one.id()),
                        typed);
        return page(call, status, one.terms().name(), view);
    }

    private Answer page(Call call, int status, String title, One view) {
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        title,
                        SettingsTabs.CRUMB,
                        SettingsTabs.CHAINS.crumb());
        return pages.show(status, frame, "chainpages/chain.jte", view);
    }

    private Answer create(Call call) {
        var form = call.fields();
        var sent =
                Deeds.send(
                        () ->
                                deeds.saying(() -> ChainForm.json(form))
                                        .create(call, form, create, ChainForm.terms(form)));
        return switch (sent) {
            case Deeds.Sent.Done _ ->
                    Pages.goTo(
                            "/approval-chains",
                            "The chain is made. Payments made from now on ask for it.");
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    fresh(call, status, Typed.refused(form, faults));
        };
    }

    private Answer change(Call call) {
        var form = call.fields();
        var sent =
                deeds.saying(() -> ChainForm.patch(form))
                        .sendChange(
                                call,
                                form,
                                chains.patch,
                                () -> {
                                    var terms = ChainForm.terms(form);
                                    return new ChainPatch(List.of(_ -> terms));
                                });
        return after(
                call, form, sent, "The chain is changed. Payments that wait keep their steps.");
    }

    private Answer delete(Call call) {
        var form = call.fields();
        var sent = deeds.sendChange(call, form, chains.delete, () -> NoInput.NONE);
        return after(
                call, form, sent, "The chain is deleted. Payments that wait keep their steps.");
    }

    private Answer after(Call call, FormFields form, Deeds.Sent sent, String done) {
        return switch (sent) {
            case Deeds.Sent.Done _ -> Pages.goTo("/approval-chains", done);
            case Deeds.Sent.Again(int status, List<Fault> faults) ->
                    show(call, status, Optional.of(Typed.refused(form, faults)));
        };
    }
}

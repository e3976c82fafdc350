package kontor.reviewpages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.changerequests.ChangeRequests;
import kontor.changes.Changed;
import kontor.changes.NoInput;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.payeereviews.PayeeReviews;
import kontor.payeereviews.WaitingReview;
import kontor.settingsparts.Desk;
import kontor.visits.FormFields;
import kontor.wire.IdentifierJson;
import kontor.wire.ResourceRef;

/** Payees' accounts that wait for a second person, with the approval of many. */
public final class PayeeReviewRoutes {

    private static final String PATH = "/payee-reviews";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final PayeeReviews reviews;
    private final ChangeRequests requests;

    public PayeeReviewRoutes(
            Pages pages, Desk desk, Deeds deeds, PayeeReviews reviews, ChangeRequests requests) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.reviews = reviews;
        this.requests = requests;
    }

    /**
     * A payee's account in the list.
     *
     * @param whyNot why the person may not approve it; empty where it may
     */
    public record Row(
            String id,
            String holder,
            String party,
            String numbers,
            String since,
            String path,
            String whyNot) {

        public boolean mayDecide() {
            return whyNot.isEmpty();
        }
    }

    /** What the page shows. */
    public record View(String words, List<Row> rows, String next, Typed typed) {

        /** Whether there is any that the person may approve. */
        public boolean mayDecide() {
            return rows.stream().anyMatch(Row::mayDecide);
        }
    }

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, ChangeRequests.READ)
                        .wholeOrganization()
                        .filters("q")
                        .by(this::list));
        routes.add(
                pages.form(PATH + "/approve", ChangeRequests.APPROVE)
                        .wholeOrganization()
                        .by(this::approve));
    }

    private Answer list(Call call) {
        var caller = call.caller();
        var words = call.query().text("q").filter(text -> !text.isBlank());
        var page = call.page();
        var found = desk.read(caller, tx -> reviews.waiting(tx, caller, words, page));
        var zone = desk.zone(caller);
        String token = call.nextToken(found);
        String typed = words.orElse("");
        var rows = rows(caller, found.items(), zone);
        return pages.show(
                pages.frame(
                        call,
                        Section.CHANGES,
                        "Payees to review",
                        new Frame.Crumb("Change requests", "/change-requests")),
                "reviewpages/list.jte",
                new View(
                        typed,
                        rows,
                        token.isEmpty()
                                ? ""
                                : PATH + "?q=" + Figures.inAddress(typed) + "&token=" + token,
                        Typed.nothing()));
    }

    private List<Row> rows(Caller caller, List<WaitingReview> found, ZoneId zone) {
        return desk.read(
                caller,
                tx -> found.stream().map(one -> row(one, zone, whyNot(tx, caller, one))).toList());
    }

    /** Who asked for it does not approve it. */
    private String whyNot(Tx tx, Caller caller, WaitingReview one) {
        if (!caller.may(ChangeRequests.APPROVE)) {
            return "your role does not check change requests";
        }
        return requests.find(tx, caller, one.id()).stream()
                .flatMap(request -> requests.whyNot(tx, caller, request).stream())
                .map(Refusal::message)
                .findFirst()
                .orElse("");
    }

    private static Row row(WaitingReview one, ZoneId zone, String whyNot) {
        String numbers =
                IdentifierJson.readAccounts(one.identifiers()).stream()
                        .map(number -> Figures.iban(number.number()))
                        .collect(Collectors.joining(", "));
        return new Row(
                one.id().toString(),
                one.holder(),
                "/counterparties/" + one.counterparty(),
                numbers,
                Figures.moment(one.since(), zone),
                "/change-requests/" + one.id(),
                whyNot);
    }

    /** Each by itself: one that cannot be approved leaves the others alone. */
    private Answer approve(Call call) {
        var form = call.fields();
        var wanted = form.text("all").isEmpty() ? form.all("pick") : form.all("shown");
        int done = 0;
        var refused = new ArrayList<String>();
        for (UUID id : wanted.stream().flatMap(text -> Ids.parse(text).stream()).toList()) {
            switch (approve(call, form, id)) {
                case Outcome.Done<Changed> _ -> done++;
                case Outcome.Refused<Changed>(var refusal) -> refused.add(refusal.message());
            }
        }
        return Pages.goTo(
                PATH,
                told(done, wanted.size())
                        + refused.stream()
                                .findFirst()
                                .map(why -> " " + refused.size() + " not: " + why)
                                .orElse(""));
    }

    private static String told(int done, int chosen) {
        if (chosen == 0) {
            return "Nothing is approved: choose accounts first.";
        }
        return switch (done) {
            case 0 -> "No account is approved.";
            case 1 -> "1 account is approved.";
            default -> done + " accounts are approved.";
        };
    }

    private Outcome<Changed> approve(Call call, FormFields form, UUID id) {
        return deeds.changePart(
                call,
                form,
                requests.approve,
                new ResourceRef.ById(id),
                Optional.empty(),
                NoInput.NONE);
    }
}

package kontor.paymentpages;

import static java.util.stream.Collectors.toMap;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Account;
import kontor.approvals.ApprovalStep;
import kontor.approvals.PaymentType;
import kontor.approvals.WaitingFilter;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Routes;
import kontor.pageparts.OwnAccounts;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.payments.PaymentWithSteps;
import kontor.visits.FormFields;
import kontor.waiting.Waiting;
import kontor.waiting.WaitingStep;
import kontor.warnings.Warning;
import kontor.warnings.Warnings;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** What waits for the caller, the earliest deadline first; many are decided at once. */
public final class ApprovalPageRoutes {

    private static final String PATH = "/approvals";

    private final Pages pages;
    private final Database database;
    private final Deeds deeds;
    private final OwnAccounts accounts;
    private final Warnings warnings;
    private final Waiting waiting;
    private final Map<PaymentType, KindOfPayment<?>> kinds;

    public ApprovalPageRoutes(
            PaymentDesk desk, Waiting waiting, Map<PaymentType, KindOfPayment<?>> kinds) {
        this.pages = desk.pages();
        this.database = desk.database();
        this.deeds = desk.deeds();
        this.accounts = desk.accounts();
        this.warnings = desk.warnings();
        this.waiting = waiting;
        this.kinds = Map.copyOf(kinds);
    }

    /**
     * What the page shows.
     *
     * @param older the address of the next page; empty on the last
     */
    public record View(List<ApprovalRow> rows, Typed typed, String older) {}

    /** What became of it, one by one. */
    public record Decided(String what, int done, List<Refused> refused) {}

    /** One that was refused. */
    public record Refused(String path, String party, String why) {}

    public void register(Routes routes) {
        routes.add(pages.route(PATH, Use.of()).by(this::list));
        routes.add(pages.form(PATH + "/review", Use.of()).by(this::review));
        routes.add(pages.form(PATH + "/decide", Use.of()).by(this::decide));
    }

    private Answer list(Call call) {
        var found = found(call, call.page());
        String token = call.nextToken(found);
        var view =
                new View(
                        rows(found.items(), accounts.zone(call.caller()), Map.of()),
                        Typed.nothing(),
                        token.isEmpty() ? "" : PATH + "?token=" + Figures.inAddress(token));
        return pages.show(
                pages.frame(call, Section.APPROVALS, "Approvals"), "payments/approvals.jte", view);
    }

    private Page<WaitingStep> found(Call call, PageRequest page) {
        var filter = new WaitingFilter(Optional.empty(), Optional.empty(), true);
        return database.read(
                call.caller().organization(),
                tx -> waiting.byDeadline(tx, call.caller(), filter, page));
    }

    private List<ApprovalRow> rows(
            List<WaitingStep> found, ZoneId zone, Map<UUID, List<Warning>> known) {
        return found.stream().flatMap(one -> row(one, zone, known).stream()).toList();
    }

    private Optional<ApprovalRow> row(
            WaitingStep one, ZoneId zone, Map<UUID, List<Warning>> known) {
        var kind = kinds.get(one.step().type());
        if (kind == null) {
            return Optional.empty();
        }
        return one.payment()
                .map(
                        payment ->
                                new ApprovalRow(
                                        one.step().type() + " " + one.step().paymentId(),
                                        kind.path(one.step().paymentId()),
                                        kind.one(),
                                        payment.party(),
                                        payment.reference(),
                                        payment.effectiveDate().toString(),
                                        Figures.moment(payment.deadline(), zone),
                                        payment.amount(),
                                        payment.accountId(),
                                        one.whyNot().map(Refusal::message).orElse(""),
                                        one.others(),
                                        known.getOrDefault(one.step().paymentId(), List.of())));
    }

    private Answer review(Call call) {
        var fields = call.fields();
        var picked = fields.all("pick");
        if (picked.isEmpty()) {
            return Pages.goTo(PATH, "Nothing was chosen.");
        }
        var ids = picked.stream().flatMap(pick -> id(pick).stream()).distinct();
        var first = ids.limit(PageRequest.MOST).toList();
        var zone = accounts.zone(call.caller());
        var review =
                database.read(
                        call.caller().organization(),
                        tx -> review(tx, call.caller(), first, picked.size(), zone));
        return pages.show(
                pages.frame(call, Section.APPROVALS, "Approve or reject"),
                "payments/review.jte",
                review);
    }

    private ApprovalReview review(
            Tx tx, Caller caller, List<UUID> payments, int picked, ZoneId zone) {
        var known = warnings.of(tx, caller, payments);
        var rows = rows(waiting.ofPayments(tx, caller, payments), zone, known);
        var names =
                accounts.of(tx, caller).stream()
                        .collect(toMap(Account::id, one -> OwnAccounts.choice(one).label()));
        return ApprovalReview.of(rows, picked, names);
    }

    private static Optional<UUID> id(String pick) {
        return Ids.parse(pick.substring(pick.indexOf(' ') + 1));
    }

    private Answer decide(Call call) {
        var fields = call.fields();
        boolean approves = fields.text("decision").equals("approve");
        int done = 0;
        var refused = new ArrayList<Refused>();
        for (String pick : fields.all("pick")) {
            var why = decided(call, fields, pick, approves);
            if (why.isEmpty()) {
                done++;
            } else {
                refused.add(why.get());
            }
        }
        var view = new Decided(approves ? "approved" : "rejected", done, refused);
        if (refused.isEmpty()) {
            return Pages.goTo(PATH, Figures.count(done) + " " + view.what + ".");
        }
        return pages.show(
                200,
                pages.frame(call, Section.APPROVALS, "Approvals"),
                "payments/decided.jte",
                view);
    }

    private Optional<Refused> decided(Call call, FormFields fields, String pick, boolean approves) {
        String[] words = pick.split(" ");
        var type = words.length == 2 ? type(words[0]) : Optional.<PaymentType>empty();
        var kind = type.map(kinds::get);
        if (kind.isEmpty() || Ids.parse(words[1]).isEmpty()) {
            return Optional.of(new Refused(PATH, pick, "names no payment"));
        }
        return decided(call, fields, kind.get(), words[1], approves);
    }

    private static Optional<PaymentType> type(String word) {
        return List.of(PaymentType.values()).stream()
                .filter(one -> one.name().equals(word))
                .findFirst();
    }

    private <P extends Payment<P>> Optional<Refused> decided(
            Call call, FormFields fields, KindOfPayment<P> kind, String id, boolean approves) {
        var target = ResourceRef.parse(id);
        var found =
                database.read(
                        call.caller().organization(),
                        tx -> kind.payments().find(tx, call.caller(), target));
        var payment = found.stream().findFirst();
        if (payment.isEmpty() || !call.caller().may(kind.decide())) {
            return Optional.of(new Refused(PATH, id, "is not there for this role"));
        }
        return decided(call, fields, kind, payment.get(), approves);
    }

    private <P extends Payment<P>> Optional<Refused> decided(
            Call call,
            FormFields fields,
            KindOfPayment<P> kind,
            PaymentWithSteps<P> found,
            boolean approves) {
        String path = kind.path(found.payment().id());
        String party = named(kind, found.payment());
        var target = new ResourceRef.ById(found.payment().id());
        var open =
                found.steps().stream()
                        .filter(step -> step.status() == ApprovalStep.Status.PENDING)
                        .map(step -> new Decisions.Approve(step.id().toString()))
                        .findFirst();
        if (approves && open.isEmpty()) {
            return Optional.of(new Refused(path, party, "nothing of it waits any more"));
        }
        try {
            var reject = new Decisions.Reject(fields.given("reason"));
            var sent =
                    approves
                            ? one(call, fields, kind.decisions().approve, target, open.get())
                            : one(call, fields, kind.decisions().reject, target, reject);
            return sent instanceof Deeds.Sent.Again again
                    ? Optional.of(new Refused(path, party, words(again.faults())))
                    : Optional.empty();
        } catch (HttpError refused) {
            return Optional.of(new Refused(path, party, String.valueOf(refused.getMessage())));
        }
    }

    /** What a person knows it by. */
    private static <P extends Payment<P>> String named(KindOfPayment<P> kind, P payment) {
        var terms = payment.terms();
        return "%s, %s, %s %s"
                .formatted(
                        kind.other().apply(payment).legalName(),
                        terms.reference(),
                        Figures.amount(terms.amount()),
                        terms.amount().currency().code());
    }

    private <T> Deeds.Sent one(
            Call call, FormFields fields, Door<T> door, ResourceRef target, T decision) {
        return Deeds.send(
                () -> deeds.changePart(call, fields, door, target, Optional.empty(), decision));
    }

    private static String words(List<Fault> faults) {
        return faults.stream().map(Fault::message).findFirst().orElse("refused");
    }
}

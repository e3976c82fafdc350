package kontor.paymentpages;

import static java.util.stream.Collectors.toMap;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.accounts.Account;
import kontor.approvals.PaymentType;
import kontor.approvals.WaitingFilter;
import kontor.assents.Assents;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.payercredits.Credits;
import kontor.payments.Payment;
import kontor.waiting.Waiting;
import kontor.waiting.WaitingStep;
import kontor.warnings.Warning;
import kontor.warnings.Warnings;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** What waits for the caller, the earliest deadline first; many are decided at once. */
public final class ApprovalPageRoutes {

    static final String PATH = "/approvals";

    private final Pages pages;
    private final Database database;
    private final OwnAccounts accounts;
    private final Warnings warnings;
    private final Assents assents;
    private final Waiting waiting;
    private final Map<PaymentType, KindOfPayment<?>> kinds;
    private final BulkDecisions decisions;

    public ApprovalPageRoutes(
            PaymentDesk desk, Waiting waiting, Map<PaymentType, KindOfPayment<?>> kinds) {
        this.pages = desk.pages();
        this.database = desk.database();
        this.accounts = desk.accounts();
        this.warnings = desk.warnings();
        this.assents = desk.assents();
        this.waiting = waiting;
        this.kinds = Map.copyOf(kinds);
        this.decisions = new BulkDecisions(desk, this.kinds);
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
                        rows(found.items(), accounts.zone(call.caller()), known(call, found)),
                        Typed.nothing(),
                        token.isEmpty() ? "" : PATH + "?token=" + Figures.inAddress(token));
        return pages.show(
                pages.frame(call, Section.APPROVALS, "Approvals"), "payments/approvals.jte", view);
    }

    /** What to know before each is decided. */
    private Map<UUID, List<Warning>> known(Call call, Page<WaitingStep> found) {
        var payments = found.items().stream().map(one -> one.step().paymentId()).toList();
        return database.read(
                call.caller().organization(), tx -> warnings.of(tx, call.caller(), payments));
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
                                        one.step().id().toString(),
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
        var held = new HashSet<>(DirectDebits.waitingForMandate(tx, caller, payments));
        held.addAll(Credits.waitingForMandate(tx, caller, payments));
        var review = ApprovalReview.of(rows, picked, names, held);
        return assents.isDemanded(tx, caller) ? signed(tx, caller, review) : review;
    }

    private ApprovalReview signed(Tx tx, Caller caller, ApprovalReview review) {
        var steps = new ArrayList<ToSign.Step>();
        var payees = new HashMap<String, String>();
        for (var row : review.rows()) {
            step(tx, caller, row)
                    .forEach(
                            step -> {
                                steps.add(step);
                                payees.put(row.pick(), step.item().facts().get("account"));
                            });
        }
        return review.signed(ToSign.of(tx, caller, assents, steps), payees);
    }

    private Stream<ToSign.Step> step(Tx tx, Caller caller, ApprovalRow row) {
        return type(row.pick().split(" ")[0])
                .flatMap(type -> Optional.ofNullable(kinds.get(type)))
                .stream()
                .flatMap(kind -> step(tx, caller, kind, row));
    }

    private static <P extends Payment<P>> Stream<ToSign.Step> step(
            Tx tx, Caller caller, KindOfPayment<P> kind, ApprovalRow row) {
        return id(row.pick()).stream()
                .flatMap(id -> kind.payments().find(tx, caller, new ResourceRef.ById(id)).stream())
                .map(found -> kind.toSign(found.payment(), row.step()));
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
            var why = decisions.decided(call, fields, pick, approves);
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

    static Optional<PaymentType> type(String word) {
        return List.of(PaymentType.values()).stream()
                .filter(one -> one.name().equals(word))
                .findFirst();
    }
}

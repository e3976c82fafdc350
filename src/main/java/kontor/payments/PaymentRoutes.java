package kontor.payments;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kontor.changes.Door;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.wire.ResourceRef;

/** The routes that both kinds of payments have alike: one, list, events, approve, reject. */
public final class PaymentRoutes<P extends Payment<P>> {

    private final Words words;
    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Payments<P> payments;
    private final Door<Decisions.Approve> approve;
    private final Door<Decisions.Reject> reject;

    /**
     * What differs between the kinds.
     *
     * @param resource plural word of permissions and events
     * @param schema of the answers in the OpenAPI document
     * @param filters query parameters of the list
     * @param scheme reads the filter of that name, where the list has it
     */
    public record Words(
            String path,
            String resource,
            String schema,
            List<String> filters,
            Function<Call, Optional<String>> scheme) {}

    public PaymentRoutes(
            Words words,
            Database database,
            Resources resources,
            Events events,
            Payments<P> payments,
            Decisions<P> decisions) {
        this.words = words;
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.payments = payments;
        this.approve = decisions::approve;
        this.reject = decisions::reject;
    }

    public void register(Routes routes) {
        String read = words.resource + ":read";
        String update = words.resource + ":update";
        String one = words.path + "/{id}";
        routes.add(
                Route.get(words.path)
                        .needs(read)
                        .filters(words.filters.toArray(String[]::new))
                        .answers(200, words.schema + "List")
                        .by(this::list));
        routes.add(
                Route.get(one).needs(read).externalIds().answers(200, words.schema).by(this::one));
        routes.add(
                Route.get(one + "/events").needs(read).answers(200, "EventList").by(this::events));
        routes.add(
                Route.post(one + ":approve")
                        .needs(update)
                        .externalIds()
                        .reads("ApprovePaymentRequest")
                        .answers(202, words.schema)
                        .by(this::approve));
        routes.add(
                Route.post(one + ":reject")
                        .needs(update)
                        .externalIds()
                        .takes(Route.Body.OPTIONAL_JSON)
                        .reads("RejectPaymentRequest")
                        .answers(202, words.schema)
                        .by(this::reject));
    }

    private Answer approve(Call call) {
        String step = DecisionBody.approvalStep(call.json());
        var payment = call.reference("id");
        return resources.change(
                call,
                approve,
                payment.idIfTold(),
                call.ifMatch(),
                new Decisions.Approve(payment, step));
    }

    private Answer reject(Call call) {
        var reason = DecisionBody.reason(call.optionalJson());
        var payment = call.reference("id");
        return resources.change(
                call,
                reject,
                payment.idIfTold(),
                call.ifMatch(),
                new Decisions.Reject(payment, reason));
    }

    private Answer events(Call call) {
        return EventViews.list(
                call,
                database,
                events,
                words.resource,
                (tx, id) ->
                        payments.find(tx, new ResourceRef.ById(id), call.caller().accounts())
                                instanceof Outcome.Done<P>);
    }

    private Answer one(Call call) {
        var organization = call.caller().organization();
        return database.read(
                organization,
                tx -> {
                    var payment =
                            orThrow(
                                    payments.find(
                                            tx, call.reference("id"), call.caller().accounts()));
                    return Answer.json(
                                    200,
                                    PaymentView.of(
                                            payment,
                                            organization,
                                            payments.steps(tx, payment.id())))
                            .withVersion(payment.version());
                });
    }

    private Answer list(Call call) {
        var filter =
                new PaymentFilter(
                        call.query().id("accountId"),
                        call.query().oneOf("status", PaymentStatus.class),
                        words.scheme.apply(call),
                        call.query().dates("date"),
                        call.query().id("batchId"));
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(
                        organization,
                        tx -> payments.list(tx, filter, call.caller().accounts(), page)),
                listed -> PaymentView.of(listed.payment(), organization, listed.steps()));
    }
}

package kontor.payments;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.selections.PaymentFilter;
import kontor.wire.QueryFields;

/** The routes that both kinds of payments have alike: one, list, events, approve, reject. */
public final class PaymentRoutes<P extends Payment<P>> {

    private final Words words;
    private final Resources resources;
    private final ResourceRoutes<PaymentWithSteps<P>> shared;
    private final Payments<P> payments;
    private final Decisions<P> decisions;

    /**
     * What differs between the kinds.
     *
     * @param schema of the answers in the OpenAPI document
     * @param read what a caller needs to see payments; {@code decide} likewise
     * @param filters query parameters of the list
     * @param scheme reads the filter of that name
     */
    public record Words(
            String path,
            String schema,
            Use read,
            Use decide,
            List<String> filters,
            Function<QueryFields, Optional<String>> scheme) {}

    public PaymentRoutes(
            Words words, Resources resources, Payments<P> payments, Decisions<P> decisions) {
        this.words = words;
        this.resources = resources;
        this.payments = payments;
        this.decisions = decisions;
        this.shared = new ResourceRoutes<>(resources, payments.kind(), PaymentWithSteps::view);
    }

    public void register(Routes routes) {
        String one = words.path + "/{id}";
        routes.add(
                Route.get(words.path)
                        .needs(words.read)
                        .filters(words.filters)
                        .answers(200, words.schema + "List")
                        .by(shared.list(this::filter, payments::list)));
        // Kontor's own.
        routes.add(
                Route.get(words.path.replace("/v2/", "/v2beta/") + ":total")
                        .needs(words.read)
                        .filters(words.filters)
                        .answers(200, words.schema + "Totals")
                        .by(this::totals));
        routes.add(
                Route.get(one)
                        .needs(words.read)
                        .externalIds()
                        .answers(200, words.schema)
                        .by(shared.oneByReference(payments::find)));
        routes.add(
                Route.get(one + "/events")
                        .needs(words.read)
                        .answers(200, "EventList")
                        .by(shared.events(payments::isVisible)));
        routes.add(
                Route.post(one + ":approve")
                        .needs(words.decide)
                        .externalIds()
                        .reads("ApprovePaymentRequest")
                        .answers(202, words.schema)
                        .by(this::approve));
        routes.add(
                Route.post(one + ":reject")
                        .needs(words.decide)
                        .externalIds()
                        .takes(Route.Body.OPTIONAL_JSON)
                        .reads("RejectPaymentRequest")
                        .answers(202, words.schema)
                        .by(this::reject));
    }

    private PaymentFilter filter(QueryFields fields) {
        var statuses = fields.manyOf("status", PaymentStatus.class);
        return PaymentFilter.parse(
                fields, statuses.stream().map(Enum::name).toList(), words.scheme.apply(fields));
    }

    private Answer totals(Call call) {
        var filter = filter(call.query());
        var caller = call.caller();
        var totals = resources.read(call, tx -> payments.totals(tx, caller, filter));
        return Answer.json(200, totals.view());
    }

    private Answer approve(Call call) {
        var body = call.json();
        var input =
                new Decisions.Approve(DecisionBody.approvalStep(body), DecisionBody.assent(body));
        return resources.change(call, decisions.approve, input);
    }

    private Answer reject(Call call) {
        var reason = DecisionBody.reason(call.optionalJson());
        return resources.change(call, decisions.reject, new Decisions.Reject(reason));
    }
}

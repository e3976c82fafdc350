package kontor.directdebits;

import static kontor.http.ErrorAnswers.told;

import java.util.Optional;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.EventViews;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.JsonFields;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.mandates.MandateScheme;
import kontor.payments.PaymentStatus;

/** Direct debits over HTTP. */
public final class DirectDebitRoutes {

    private static final String PATH = "/payments/v2/direct-debits";

    private final Database database;
    private final Changes changes;
    private final Events events;
    private final DirectDebits directDebits;
    private final Door<NewDirectDebit> create;
    private final Door<DirectDebits.Approve> approve;
    private final Door<DirectDebits.Reject> reject;

    public DirectDebitRoutes(Database database, Changes changes, Events events, DirectDebits directDebits) {
        this.database = database;
        this.changes = changes;
        this.events = events;
        this.directDebits = directDebits;
        this.create = directDebits::create;
        this.approve = directDebits::approve;
        this.reject = directDebits::reject;
    }

    public void register(Routes routes) {
        routes.add(Route.post(PATH)
                .needs("direct_debits:create", "accounts:read", "external_accounts:read", "counterparties:read")
                .answers(201, "DirectDebit")
                .by(call -> changes.answer(call, create, Ids.next(), Optional.empty(), NewDirectDebit.parse(call.json()))));
        routes.add(Route.get(PATH).needs("direct_debits:read").filters("accountId", "status", "scheme", "date")
                .answers(200, "DirectDebitList").by(this::list));
        routes.add(Route.get(PATH + "/{id}").needs("direct_debits:read").answers(200, "DirectDebit").by(this::one));
        routes.add(Route.get(PATH + "/{id}/events").needs("direct_debits:read").answers(200, "EventList")
                .by(call -> EventViews.list(call, database, events, DirectDebits.RESOURCE)));
        routes.add(Route.post(PATH + "/{id}:approve").needs("direct_debits:update").answers(202, "DirectDebit")
                .by(this::approve));
        routes.add(Route.post(PATH + "/{id}:reject").needs("direct_debits:update").takes(Route.Body.OPTIONAL_JSON)
                .answers(202, "DirectDebit").by(this::reject));
    }

    private Answer approve(Call call) {
        JsonFields body = call.json();
        String step = body.requiredText("approvalStepId", 1, 255);
        body.refuseFaults();
        var payment = call.reference("id");
        return changes.answer(call, approve, payment.idIfTold(), call.ifMatch(), new DirectDebits.Approve(payment, step));
    }

    private Answer reject(Call call) {
        Optional<String> reason = Optional.empty();
        if (call.body().length > 0) {
            JsonFields body = call.json();
            reason = body.text("reason", 0, 255);
            body.refuseFaults();
        }
        var payment = call.reference("id");
        return changes.answer(call, reject, payment.idIfTold(), call.ifMatch(), new DirectDebits.Reject(payment, reason));
    }

    private Answer one(Call call) {
        var organization = call.caller().organization();
        return database.read(organization, tx -> {
            var debit = told(directDebits.find(tx, call.reference("id")));
            return Answer.json(200, debit.view(organization, directDebits.steps(tx, debit.id())))
                    .withVersion(debit.version());
        });
    }

    private Answer list(Call call) {
        var filter = new DirectDebitFilter(call.queryId("accountId"), call.queryOneOf("status", PaymentStatus.class),
                call.queryOneOf("scheme", MandateScheme.class), call.queryDates("date"));
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(page, database.read(organization, tx -> directDebits.list(tx, filter, page)),
                listed -> listed.debit().view(organization, listed.steps()));
    }
}

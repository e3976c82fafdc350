package kontor.directdebits;

import java.util.List;
import java.util.Optional;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.mandates.MandateScheme;
import kontor.payments.PaymentRoutes;
import kontor.resources.Resources;

/** Direct debits over HTTP. */
public final class DirectDebitRoutes {

    private static final PaymentRoutes.Words WORDS =
            new PaymentRoutes.Words(
                    "/payments/v2/direct-debits",
                    DirectDebits.RESOURCE,
                    "DirectDebit",
                    List.of("accountId", "status", "scheme", "date", "batchId"),
                    call -> call.query().oneOf("scheme", MandateScheme.class).map(Enum::name));

    private final Resources resources;
    private final PaymentRoutes<DirectDebit> shared;
    private final Door<NewDirectDebit> create;

    public DirectDebitRoutes(
            Database database, Resources resources, Events events, DirectDebits directDebits) {
        this.resources = resources;
        this.shared =
                new PaymentRoutes<>(
                        WORDS,
                        database,
                        resources,
                        events,
                        directDebits.payments(),
                        directDebits.decisions());
        this.create = directDebits::create;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(WORDS.path())
                        .needs(
                                "direct_debits:create",
                                "accounts:read",
                                "external_accounts:read",
                                "counterparties:read")
                        .reads("CreateDirectDebitRequest")
                        .answers(201, "DirectDebit")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewDirectDebit.parse(call.json()))));
        shared.register(routes);
    }
}

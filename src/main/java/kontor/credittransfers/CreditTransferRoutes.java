package kontor.credittransfers;

import java.util.List;
import java.util.Optional;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.PaymentRoutes;

/** Credit transfers over HTTP. */
public final class CreditTransferRoutes {

    private static final PaymentRoutes.Words WORDS = new PaymentRoutes.Words("/payments/v2/credit-transfers",
            CreditTransfers.RESOURCE, "CreditTransfer", List.of("accountId", "status", "date", "batchId"),
            _ -> Optional.empty());

    private final Changes changes;
    private final PaymentRoutes<CreditTransfer> shared;
    private final Door<NewCreditTransfer> create;

    public CreditTransferRoutes(Database database, Changes changes, Events events, CreditTransfers creditTransfers) {
        this.changes = changes;
        this.shared = new PaymentRoutes<>(WORDS, database, changes, events, creditTransfers.payments(),
                creditTransfers.decisions());
        this.create = creditTransfers::create;
    }

    public void register(Routes routes) {
        routes.add(Route.post(WORDS.path())
                .needs("credit_transfers:create", "accounts:read", "entities:read", "external_accounts:read",
                        "counterparties:read")
                .reads("CreateCreditTransferRequest").answers(201, "CreditTransfer")
                .by(call -> changes.answer(call, create, Ids.next(), Optional.empty(), NewCreditTransfer.parse(call.json()))));
        shared.register(routes);
    }
}

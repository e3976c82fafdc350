package kontor.credittransfers;

import java.util.List;
import java.util.Optional;
import kontor.changes.Door;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.PaymentRoutes;
import kontor.resources.Resources;

/** Credit transfers over HTTP. */
public final class CreditTransferRoutes {

    private static final PaymentRoutes.Words WORDS =
            new PaymentRoutes.Words(
                    "/payments/v2/credit-transfers",
                    CreditTransfers.RESOURCE,
                    "CreditTransfer",
                    List.of("accountId", "status", "date", "batchId"),
                    _ -> Optional.empty());

    private final Resources resources;
    private final PaymentRoutes<CreditTransfer> shared;
    private final Door<NewCreditTransfer> create;
    private final Door<CreditTransferPatch> patch;

    public CreditTransferRoutes(
            Database database,
            Resources resources,
            Events events,
            CreditTransfers creditTransfers) {
        this.resources = resources;
        this.shared =
                new PaymentRoutes<>(
                        WORDS,
                        database,
                        resources,
                        events,
                        creditTransfers.payments(),
                        creditTransfers.decisions());
        this.create = creditTransfers::create;
        this.patch = creditTransfers::patch;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(WORDS.path())
                        .needs(
                                "credit_transfers:create",
                                "accounts:read",
                                "entities:read",
                                "external_accounts:read",
                                "counterparties:read")
                        .reads("CreateCreditTransferRequest")
                        .answers(201, "CreditTransfer")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                NewCreditTransfer.parse(call.json()))));
        routes.add(
                Route.patch(WORDS.path() + "/{id}")
                        .needs("credit_transfers:update")
                        .externalIds()
                        .reads("CreditTransferJSONPatchRequest")
                        .answers(202, "CreditTransfer")
                        .by(this::patch));
        shared.register(routes);
    }

    private Answer patch(Call call) {
        var payment = call.reference("id");
        return resources.change(
                call,
                patch,
                payment.idIfTold(),
                call.ifMatch(),
                CreditTransferPatch.parse(payment, call.patch(CreditTransferPatch.RULES)));
    }
}

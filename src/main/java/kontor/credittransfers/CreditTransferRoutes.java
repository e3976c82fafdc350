package kontor.credittransfers;

import java.util.Locale;
import java.util.Optional;
import kontor.changes.Door;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.PaymentRoutes;
import kontor.resources.Resources;
import kontor.selections.PaymentFilter;
import kontor.wire.QueryFields;

/** Credit transfers over HTTP. */
public final class CreditTransferRoutes {

    private static final PaymentRoutes.Words WORDS =
            new PaymentRoutes.Words(
                    "/payments/v2/credit-transfers",
                    "CreditTransfer",
                    CreditTransfers.READ,
                    CreditTransfers.UPDATE,
                    PaymentFilter.NAMES,
                    CreditTransferRoutes::scheme);

    private final Resources resources;
    private final CreditTransfers creditTransfers;
    private final Door<NewCreditTransfer> create;
    private final PaymentRoutes<CreditTransfer> shared;

    public CreditTransferRoutes(Resources resources, CreditTransfers creditTransfers) {
        this.resources = resources;
        this.creditTransfers = creditTransfers;
        this.create = creditTransfers::create;
        this.shared =
                new PaymentRoutes<>(
                        WORDS, resources, creditTransfers.payments(), creditTransfers.decisions());
    }

    private static Optional<String> scheme(QueryFields fields) {
        var wanted = fields.text("scheme").map(text -> text.toUpperCase(Locale.ROOT));
        if (wanted.isPresent() && TransferScheme.find(wanted.get()).isEmpty()) {
            throw new InvalidRequest(
                    Fault.invalid(
                            "scheme",
                            "must be one of " + String.join(", ", TransferScheme.names())));
        }
        return wanted;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(WORDS.path())
                        .needs(CreditTransfers.CREATE)
                        .reads("CreateCreditTransferRequest")
                        .answers(201, "CreditTransfer")
                        .by(this::create));
        routes.add(
                Route.patch(WORDS.path() + "/{id}")
                        .needs(CreditTransfers.UPDATE)
                        .externalIds()
                        .reads("CreditTransferJSONPatchRequest")
                        .answers(202, "CreditTransfer")
                        .by(this::patch));
        shared.register(routes);
    }

    private Answer create(Call call) {
        return resources.create(call, create, NewCreditTransfer.parse(call.json()));
    }

    private Answer patch(Call call) {
        var target = call.target();
        var version = call.expectedVersion();
        var patch = CreditTransferPatch.parse(call.patch(CreditTransferPatch.RULES));
        return resources.change(call, creditTransfers.patch, target, version, patch);
    }
}

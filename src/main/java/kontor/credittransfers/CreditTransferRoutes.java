package kontor.credittransfers;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.payments.PaymentRoutes;
import kontor.resources.Resources;
import kontor.selections.PaymentFilter;
import kontor.wire.Json;
import kontor.wire.QueryFields;
import kontor.wire.ResourceRef;

/** Credit transfers over HTTP. */
public final class CreditTransferRoutes {

    private static final List<String> FILTERS =
            Stream.concat(PaymentFilter.NAMES.stream(), Stream.of("mandateId")).toList();

    private static final PaymentRoutes.Words WORDS =
            new PaymentRoutes.Words(
                    "/payments/v2/credit-transfers",
                    "CreditTransfer",
                    CreditTransfers.READ,
                    CreditTransfers.UPDATE,
                    FILTERS,
                    CreditTransferRoutes::scheme);

    private static final String CHANGE_REQUEST = "changeRequest";

    private final Resources resources;
    private final CreditTransfers creditTransfers;
    private final Door<NewCreditTransfer> create;
    private final Door<CreditTransferPatch> patch;
    private final PaymentRoutes<CreditTransfer> shared;

    public CreditTransferRoutes(
            Resources resources, CreditTransfers creditTransfers, FourEyes fourEyes) {
        this.resources = resources;
        this.creditTransfers = creditTransfers;
        this.create = creditTransfers::create;
        this.patch = watched(fourEyes, creditTransfers.patch);
        this.shared =
                new PaymentRoutes<>(
                        WORDS, resources, creditTransfers.payments(), creditTransfers.decisions());
    }

    /** The door that asks a second person before a status is set by hand. */
    private static Door<CreditTransferPatch> watched(
            FourEyes fourEyes, Door<CreditTransferPatch> door) {
        Operation<CreditTransferPatch> forces =
                Operation.patch(
                        Area.FORCED_STATUS,
                        "updateCreditTransfer",
                        Use.of("credit_transfers:update", CreditTransferPatch.FORCE),
                        CreditTransferPatch.RULES,
                        CreditTransferPatch::parse);
        return fourEyes.door(forces.where(one -> one.status().isPresent()), door);
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
        var wanted = CreditTransferPatch.parse(call.patch(CreditTransferPatch.RULES));
        var answer = resources.change(call, patch, target, version, wanted);
        var asked = Json.readOwn(answer.text()).path(CHANGE_REQUEST);
        return asked.isMissingNode() ? answer : unchanged(call, target, asked);
    }

    /**
     * The answer keeps its shape: the transfer as it still is, with what a second person decides.
     */
    private Answer unchanged(Call call, ResourceRef target, JsonNode asked) {
        var caller = call.caller();
        var payments = creditTransfers.payments();
        var now = orThrow(resources.read(call, tx -> payments.find(tx, caller, target)));
        var view = now.view(caller.organization());
        view.set(CHANGE_REQUEST, asked);
        return Answer.json(call.route().success(), view).withVersion(now.version());
    }
}

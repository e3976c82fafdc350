package kontor.reconciliation;

import java.util.function.Function;
import java.util.stream.Stream;
import kontor.changes.Door;
import kontor.core.Use;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.matchmarks.ReconcileChoice;
import kontor.resources.Resources;
import kontor.wire.JsonFields;

/** Attaching bookings to payments by hand, over HTTP; Kontor's own. */
public final class PaymentReconcilingRoutes {

    private static final Words OF_DEBITS =
            new Words("/payments/v2beta/direct-debits", "DirectDebit", "direct_debits");
    private static final Words OF_TRANSFERS =
            new Words("/payments/v2beta/credit-transfers", "CreditTransfer", "credit_transfers");

    private final Resources resources;
    private final ByHand doors;

    public PaymentReconcilingRoutes(Resources resources, ByHand doors) {
        this.resources = resources;
        this.doors = doors;
    }

    public void register(Routes routes) {
        register(routes, OF_DEBITS, doors.debits());
        register(routes, OF_TRANSFERS, doors.transfers());
    }

    /**
     * What differs between the kinds.
     *
     * @param path of the list, as {@code /payments/v2beta/direct-debits}
     * @param schema of the answer in the OpenAPI document
     */
    private record Words(String path, String schema, String permission) {

        /** What a role needs to attach; to take off it needs {@code delete}. */
        private Use use(String method) {
            return Use.of(
                    Stream.of(
                                    permission + ":read",
                                    "transactions:read",
                                    "transactions:update",
                                    "reconciliation:" + method)
                            .toArray(String[]::new));
        }
    }

    private void register(Routes routes, Words words, PaymentReconciling<?> door) {
        routes.add(
                Route.post(words.path + "/{id}:reconcile")
                        .needs(words.use("create"))
                        .externalIds()
                        .reads("ReconcilePaymentRequest")
                        .answers(200, words.schema)
                        .by(change(door.reconcile, ReconcileChoice::parse)));
        routes.add(
                Route.post(words.path + "/{id}:unreconcile")
                        .needs(words.use("delete"))
                        .externalIds()
                        .reads("UnreconcilePaymentRequest")
                        .answers(200, words.schema)
                        .by(change(door.unreconcile, ReconcileChoice::parseWithoutAmount)));
    }

    private Route.Handler change(
            Door<ReconcileChoice> door, Function<JsonFields, ReconcileChoice> parse) {
        return call -> resources.change(call, door, parse.apply(call.json()));
    }
}

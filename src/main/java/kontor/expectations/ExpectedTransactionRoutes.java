package kontor.expectations;

import java.util.List;
import java.util.function.Function;
import kontor.changes.Door;
import kontor.core.Use;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.matchmarks.ReconcileChoice;
import kontor.resources.ResourceRoutes;
import kontor.resources.Resources;
import kontor.wire.JsonFields;
import kontor.wire.QueryFields;

/**
 * Expected transactions over HTTP: at the addresses of v1, which the vendor documents, and with the
 * rest of what banks booked.
 */
public final class ExpectedTransactionRoutes {

    private static final String SCHEMA = "ExpectedTransaction";

    private static final Family V1 =
            new Family(
                    "/v1/expected-transactions",
                    "/v1beta/expected-transactions",
                    200,
                    ExpectedTransactionFilter.NAMES_OF_V1,
                    ExpectedTransactionFilter::parseV1);
    private static final Family V2 =
            new Family(
                    "/financial-data/v2beta/expected-transactions",
                    "/financial-data/v2beta/expected-transactions",
                    201,
                    ExpectedTransactionFilter.NAMES,
                    ExpectedTransactionFilter::parse);

    private final ExpectedTransactions expected;
    private final Reconciling reconciling;
    private final Resources resources;
    private final ResourceRoutes<ExpectedTransaction> shared;

    /**
     * What differs between the versions.
     *
     * @param made the status of an answer to a creation
     */
    private record Family(
            String all,
            String beta,
            int made,
            List<String> filters,
            Function<QueryFields, ExpectedTransactionFilter> parse) {

        String one() {
            return all + "/{id}";
        }

        String verb(String name) {
            return beta + "/{id}:" + name;
        }
    }

    public ExpectedTransactionRoutes(
            Resources resources, ExpectedTransactions expected, Reconciling reconciling) {
        this.resources = resources;
        this.expected = expected;
        this.reconciling = reconciling;
        this.shared =
                new ResourceRoutes<>(
                        resources, ExpectedTransactions.KIND, ExpectedTransaction::view);
    }

    public void register(Routes routes) {
        Door<NewExpectedTransaction> create = expected::create;
        for (Family family : List.of(V2, V1)) {
            register(routes, family, create);
            registerVerbs(routes, family);
        }
        routes.add(
                Route.patch(V2.one())
                        .needs(ExpectedTransactions.UPDATE)
                        .externalIds()
                        .requiresIfMatch()
                        .reads("ExpectedTransactionJSONPatchRequest")
                        .answers(200, SCHEMA)
                        .by(
                                shared.patch(
                                        ExpectedTransactionPatch.RULES,
                                        ExpectedTransactionPatch::parse,
                                        expected.patch)));
    }

    private void register(Routes routes, Family family, Door<NewExpectedTransaction> create) {
        routes.add(
                Route.post(family.all)
                        .needs(ExpectedTransactions.CREATE)
                        .reads("CreateExpectedTransactionRequest")
                        .answers(family.made, SCHEMA)
                        .by(shared.create(NewExpectedTransaction::parse, create)));
        routes.add(
                Route.get(family.all)
                        .needs(ExpectedTransactions.READ)
                        .filters(family.filters)
                        .answers(200, SCHEMA + "List")
                        .by(shared.list(family.parse, expected::list)));
        routes.add(
                Route.get(family.one())
                        .needs(ExpectedTransactions.READ)
                        .externalIds()
                        .answers(200, SCHEMA)
                        .by(shared.oneByReference(expected::find)));
        routes.add(
                Route.get(family.one() + "/events")
                        .needs(ExpectedTransactions.READ_EVENTS)
                        .answers(200, "EventList")
                        .by(shared.events(expected::isVisible)));
    }

    private void registerVerbs(Routes routes, Family family) {
        routes.add(
                verb(family, "archive", ExpectedTransactions.UPDATE)
                        .takes(Route.Body.ANY)
                        .by(shared.change(expected.archive)));
        routes.add(
                verb(family, "unarchive", ExpectedTransactions.UPDATE)
                        .takes(Route.Body.ANY)
                        .by(shared.change(expected.unarchive)));
        routes.add(
                verb(family, "reconcile", Reconciling.USE)
                        .reads("ReconcileExpectedTransactionRequest")
                        .by(change(reconciling.reconcile, ReconcileChoice::parse)));
        routes.add(
                verb(family, "unreconcile", Reconciling.USE)
                        .reads("UnreconcileExpectedTransactionRequest")
                        .by(change(reconciling.unreconcile, ReconcileChoice::parseWithoutAmount)));
    }

    private static Route.Builder verb(Family family, String name, Use use) {
        return Route.post(family.verb(name)).needs(use).externalIds().answers(200, SCHEMA);
    }

    private Route.Handler change(
            Door<ReconcileChoice> door, Function<JsonFields, ReconcileChoice> parse) {
        return call -> resources.change(call, door, parse.apply(call.json()));
    }
}

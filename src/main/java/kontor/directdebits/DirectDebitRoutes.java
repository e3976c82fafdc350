package kontor.directdebits;

import java.util.List;
import java.util.stream.Stream;
import kontor.changes.Door;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.mandates.MandateScheme;
import kontor.payments.PaymentRoutes;
import kontor.resources.Resources;
import kontor.selections.PaymentFilter;

/** Direct debits over HTTP. */
public final class DirectDebitRoutes {

    private static final List<String> FILTERS =
            Stream.concat(PaymentFilter.NAMES.stream(), Stream.of("mandateId")).toList();

    private static final PaymentRoutes.Words WORDS =
            new PaymentRoutes.Words(
                    "/payments/v2/direct-debits",
                    "DirectDebit",
                    DirectDebits.READ,
                    DirectDebits.DECIDE,
                    FILTERS,
                    fields -> fields.oneOf("scheme", MandateScheme.class).map(Enum::name));

    private final Resources resources;
    private final DirectDebits directDebits;
    private final Door<NewDirectDebit> create;
    private final PaymentRoutes<DirectDebit> shared;

    public DirectDebitRoutes(Resources resources, DirectDebits directDebits) {
        this.resources = resources;
        this.directDebits = directDebits;
        this.create = directDebits::create;
        this.shared =
                new PaymentRoutes<>(
                        WORDS, resources, directDebits.payments(), directDebits.decisions());
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(WORDS.path())
                        .needs(DirectDebits.CREATE)
                        .reads("CreateDirectDebitRequest")
                        .answers(201, "DirectDebit")
                        .by(this::create));
        shared.register(routes);
    }

    private Answer create(Call call) {
        return resources.create(call, create, NewDirectDebit.parse(call.json()));
    }
}

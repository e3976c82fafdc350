package kontor.previews;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;

/**
 * Previews of single payments over HTTP; Kontor's own. What a creation would refuse is refused
 * here, with the same status.
 */
public final class PreviewRoutes {

    private final Previews previews;

    public PreviewRoutes(Previews previews) {
        this.previews = previews;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/payments/v2beta/direct-debits:preview")
                        .needs(DirectDebits.CREATE)
                        .reads("CreateDirectDebitRequest")
                        .answers(200, "PaymentPreview")
                        .by(this::debit));
        routes.add(
                Route.post("/payments/v2beta/credit-transfers:preview")
                        .needs(CreditTransfers.CREATE)
                        .reads("CreateCreditTransferRequest")
                        .answers(200, "PaymentPreview")
                        .by(this::transfer));
    }

    private Answer debit(Call call) {
        var input = NewDirectDebit.parse(call.json());
        var preview = previews.debit(call.caller(), call.requestId(), input);
        return Answer.json(200, orThrow(preview).view());
    }

    private Answer transfer(Call call) {
        var input = NewCreditTransfer.parse(call.json());
        var preview = previews.transfer(call.caller(), call.requestId(), input);
        return Answer.json(200, orThrow(preview).view());
    }
}

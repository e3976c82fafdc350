package kontor.challenges;

import java.util.ArrayList;
import java.util.List;
import kontor.assents.Item;
import kontor.batches.BatchIntake;
import kontor.batches.BatchParts;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.payments.Payment;
import kontor.payments.PaymentWithSteps;
import kontor.wire.ResourceRef;

/**
 * Finds what is to be approved, as it is now and as far as the caller may see and decide it.
 *
 * @param debitBatches batches of direct debits; {@code transferBatches} of credit transfers
 */
public record Challenges(
        DirectDebits debits,
        CreditTransfers transfers,
        BatchIntake<?> debitBatches,
        BatchIntake<?> transferBatches) {

    /** In order; refuses what the caller may not decide, then what is not there for the caller. */
    Outcome<List<Item>> items(Tx tx, Caller caller, List<ToApprove> wanted) {
        var items = new ArrayList<Item>();
        for (var one : wanted) {
            var found = mayDecide(caller, one.type().decide()).flatMap(_ -> item(tx, caller, one));
            switch (found) {
                case Outcome.Refused<Item>(var refusal) -> {
                    return Outcome.refused(refusal);
                }
                case Outcome.Done<Item>(var item) -> items.add(item);
            }
        }
        return Outcome.done(items);
    }

    private static Outcome<Caller> mayDecide(Caller caller, Use use) {
        return use.permissions().stream()
                .filter(one -> !caller.may(one))
                .findFirst()
                .<Outcome<Caller>>map(
                        one ->
                                Outcome.refused(
                                        Refusal.forbidden(
                                                "permission_missing",
                                                "the role lacks the permission " + one)))
                .orElseGet(() -> Outcome.done(caller));
    }

    private Outcome<Item> item(Tx tx, Caller caller, ToApprove one) {
        var reference = new ResourceRef.ById(one.payment());
        String step = one.step().toString();
        return switch (one.type()) {
            case CREDIT_TRANSFER ->
                    transfers
                            .payments()
                            .find(tx, caller, reference)
                            .map(found -> item(transfers.payments().resource(), found, step));
            case DIRECT_DEBIT ->
                    debits.payments()
                            .find(tx, caller, reference)
                            .map(found -> item(debits.payments().resource(), found, step));
            case CREDIT_TRANSFER_BATCH -> item(transferBatches.find(tx, caller, reference), step);
            case DIRECT_DEBIT_BATCH -> item(debitBatches.find(tx, caller, reference), step);
        };
    }

    private static <P extends Payment<P>> Item item(
            String resource, PaymentWithSteps<P> found, String step) {
        return found.payment().item(resource, step);
    }

    private static Outcome<Item> item(Outcome<BatchParts.Shown> found, String step) {
        return found.map(batch -> batch.item(step));
    }
}

package kontor.challenges;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.assents.Assents;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.wire.JsonFields;

/**
 * A step that somebody wants to approve.
 *
 * @param payment id of the payment, or of the batch as a whole
 */
record ToApprove(PaymentType type, UUID payment, UUID step) {

    private static final String PAYMENTS = "payments";
    private static final String PAYMENT = "paymentId";
    private static final String STEP = "approvalStepId";

    /** CreateApprovalChallengeRequest. */
    static List<ToApprove> parse(JsonFields body) {
        body.require(PAYMENTS);
        var all = new ArrayList<ToApprove>();
        for (var one : body.objects(PAYMENTS, Assents.MOST)) {
            one.require("paymentType");
            var type = one.oneOf("paymentType", PaymentType.class);
            var payment = id(one, PAYMENT);
            var step = id(one, STEP);
            if (type.isPresent() && payment.isPresent() && step.isPresent()) {
                all.add(new ToApprove(type.get(), payment.get(), step.get()));
            }
        }
        body.refuseFaults();
        if (all.isEmpty()) {
            body.fault(Fault.invalid(PAYMENTS, "must name at least one payment"));
            body.refuseFaults();
        }
        return all;
    }

    private static Optional<UUID> id(JsonFields fields, String name) {
        String text = fields.requiredText(name, 1, 36);
        var id = Ids.parse(text);
        if (id.isEmpty() && !text.isEmpty()) {
            fields.fault(Fault.invalid(name, "must be an id"));
        }
        return id;
    }

    /** What a form names; empty for what names nothing. */
    static Optional<ToApprove> read(String words) {
        String[] all = words.split(" ");
        if (all.length != 3) {
            return Optional.empty();
        }
        var type =
                List.of(PaymentType.values()).stream()
                        .filter(one -> one.name().equals(all[0]))
                        .findFirst();
        var payment = Ids.parse(all[1]);
        var step = Ids.parse(all[2]);
        return type.flatMap(
                kind -> payment.flatMap(id -> step.map(at -> new ToApprove(kind, id, at))));
    }
}

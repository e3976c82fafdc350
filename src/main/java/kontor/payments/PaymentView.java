package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.approvals.ApprovalStep;
import kontor.core.OrganizationId;
import kontor.warnings.Warning;
import kontor.wire.Etag;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** A payment as the API shows it: CreditTransfer or DirectDebit. */
final class PaymentView {

    private PaymentView() {}

    static ObjectNode of(
            Payment<?> payment,
            OrganizationId organization,
            List<ApprovalStep> steps,
            List<Warning> warnings) {
        PaymentTerms terms = payment.terms();
        PaymentProgress progress = payment.progress();
        var view =
                Json.object()
                        .put("id", terms.id().toString())
                        .put("organizationId", organization.toString());
        terms.creatorUserId().ifPresent(user -> view.put("creatorUserId", user.toString()));
        view.set("amount", Json.amount(terms.amount()));
        view.put("scheme", payment.schemeName())
                .put("date", progress.date().toString())
                .put("effectiveDate", progress.effectiveDate().toString())
                .put("submissionDeadline", Json.timestamp(progress.deadline()))
                .put("status", progress.status().name());
        progress.statusReason().ifPresent(reason -> view.set("statusReason", reason.view()));
        progress.bank().payeeCheck().ifPresent(check -> view.set("payeeCheck", check.view()));
        if (!warnings.isEmpty()) {
            var told = view.putArray("warnings");
            warnings.forEach(one -> told.add(one.view()));
        }
        payment.show(view);
        var approvals = view.putArray("approvalSteps");
        steps.forEach(step -> approvals.add(step(step, terms)));
        attach(view, progress.bank());
        view.put("reference", terms.reference());
        terms.categoryPurpose().ifPresent(code -> view.put("categoryPurpose", code));
        terms.chargeBearer().ifPresent(bearer -> view.put("chargeBearer", bearer));
        progress.bank()
                .instructionId()
                .ifPresent(id -> view.put("connectionInstructionId", id.toString()));
        terms.batch().ifPresent(batch -> view.set("batch", batch.view()));
        view.put("etag", Etag.of(progress.version()));
        terms.externalId().ifPresent(text -> view.put("externalId", text));
        if (!terms.metadata().isEmpty()) {
            terms.metadata().forEach(view.putObject("metadata")::put);
        }
        return view.put("version", progress.version())
                .put("created", Json.timestamp(terms.created()))
                .put("updated", Json.timestamp(progress.updated()));
    }

    private static void attach(ObjectNode view, BankTrail bank) {
        var attached = view.putArray("attachedTransactions");
        bank.attachedTransactions()
                .forEach(
                        transaction ->
                                attached.addObject()
                                        .put("type", "TRANSACTION")
                                        .put("id", transaction.toString()));
    }

    /** As it is kept, in the words of the API. */
    static @Nullable String payeeCheck(Payment<?> payment) {
        return payment.progress()
                .bank()
                .payeeCheck()
                .map(check -> Json.write(check.view()))
                .orElse(null);
    }

    /** The same of the reason of its status. */
    static @Nullable String statusReason(Payment<?> payment) {
        return payment.progress()
                .statusReason()
                .map(reason -> Json.write(reason.view()))
                .orElse(null);
    }

    private static ObjectNode step(ApprovalStep step, PaymentTerms terms) {
        var view = step.view();
        terms.batch().ifPresent(batch -> view.put("batchId", batch.id().toString()));
        return view;
    }
}

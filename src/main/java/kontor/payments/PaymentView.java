package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.approvals.ApprovalStep;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/** A payment as the API shows it: CreditTransfer or DirectDebit. */
final class PaymentView {

    private PaymentView() {}

    static ObjectNode of(
            Payment<?> payment, OrganizationId organization, List<ApprovalStep> steps) {
        PaymentTerms order = payment.order();
        PaymentProgress course = payment.course();
        var view =
                Json.object()
                        .put("id", order.id().toString())
                        .put("organizationId", organization.toString());
        order.creatorUserId().ifPresent(user -> view.put("creatorUserId", user.toString()));
        view.set("amount", Json.amount(order.amount()));
        view.put("scheme", payment.schemeName())
                .put("date", course.date().toString())
                .put("effectiveDate", course.effectiveDate().toString())
                .put("submissionDeadline", Json.timestamp(course.deadline()))
                .put("status", course.status().name());
        course.statusReason().ifPresent(reason -> view.set("statusReason", reason.view()));
        payment.show(view);
        var approvals = view.putArray("approvalSteps");
        steps.forEach(step -> approvals.add(step(step, order)));
        var attached = view.putArray("attachedTransactions");
        course.bank()
                .attachedTransactions()
                .forEach(
                        transaction ->
                                attached.addObject()
                                        .put("type", "TRANSACTION")
                                        .put("id", transaction.toString()));
        view.put("reference", order.reference());
        order.categoryPurpose().ifPresent(code -> view.put("categoryPurpose", code));
        order.chargeBearer().ifPresent(bearer -> view.put("chargeBearer", bearer));
        course.bank()
                .instructionId()
                .ifPresent(id -> view.put("connectionInstructionId", id.toString()));
        order.batch().ifPresent(batch -> view.set("batch", batch.view()));
        view.put("etag", Etag.of(course.version()));
        order.externalId().ifPresent(text -> view.put("externalId", text));
        if (!order.metadata().isEmpty()) {
            order.metadata().forEach(view.putObject("metadata")::put);
        }
        return view.put("version", course.version())
                .put("created", Json.timestamp(order.created()))
                .put("updated", Json.timestamp(course.updated()));
    }

    private static ObjectNode step(ApprovalStep step, PaymentTerms order) {
        var view = step.view();
        order.batch().ifPresent(batch -> view.put("batchId", batch.id().toString()));
        return view;
    }
}

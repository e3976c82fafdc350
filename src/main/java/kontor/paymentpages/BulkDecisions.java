package kontor.paymentpages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.approvals.ApprovalStep;
import kontor.approvals.PaymentType;
import kontor.changes.Door;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.db.Database;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;
import kontor.paymentpages.ApprovalPageRoutes.Refused;
import kontor.payments.DecisionBody;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.payments.PaymentWithSteps;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** Decides payments of one form one by one, whatever kind they are. */
final class BulkDecisions {

    private final Database database;
    private final Deeds deeds;
    private final Map<PaymentType, KindOfPayment<?>> kinds;

    BulkDecisions(PaymentDesk desk, Map<PaymentType, KindOfPayment<?>> kinds) {
        this.database = desk.database();
        this.deeds = desk.deeds();
        this.kinds = kinds;
    }

    /** Empty where it was done. */
    Optional<Refused> decided(Call call, FormFields fields, String pick, boolean approves) {
        String[] words = pick.split(" ");
        var type =
                words.length == 2
                        ? ApprovalPageRoutes.type(words[0])
                        : Optional.<PaymentType>empty();
        var kind = type.map(kinds::get);
        if (kind.isEmpty() || Ids.parse(words[1]).isEmpty()) {
            return Optional.of(new Refused(ApprovalPageRoutes.PATH, pick, "names no payment"));
        }
        return decided(call, fields, kind.get(), words[1], approves);
    }

    private <P extends Payment<P>> Optional<Refused> decided(
            Call call, FormFields fields, KindOfPayment<P> kind, String id, boolean approves) {
        var target = ResourceRef.parse(id);
        var found =
                database.read(
                        call.caller().organization(),
                        tx -> kind.payments().find(tx, call.caller(), target));
        var payment = found.stream().findFirst();
        if (payment.isEmpty() || !call.caller().may(kind.decide())) {
            return Optional.of(
                    new Refused(ApprovalPageRoutes.PATH, id, "is not there for this role"));
        }
        return decided(call, fields, kind, payment.get(), approves);
    }

    private <P extends Payment<P>> Optional<Refused> decided(
            Call call,
            FormFields fields,
            KindOfPayment<P> kind,
            PaymentWithSteps<P> found,
            boolean approves) {
        String path = kind.path(found.payment().id());
        String party = named(kind, found.payment());
        var target = new ResourceRef.ById(found.payment().id());
        var assent = ToSign.given(call, fields);
        var open =
                step(kind, found, fields.all("sign"))
                        .map(step -> new Decisions.Approve(step.id().toString(), assent));
        if (approves && open.isEmpty()) {
            return Optional.of(new Refused(path, party, "nothing of it waits any more"));
        }
        try {
            var decisions = kind.decisions();
            var sent =
                    approves
                            ? one(call, fields, decisions.approve, target, open::get)
                            : one(call, fields, decisions.reject, target, () -> reject(fields));
            return sent instanceof Deeds.Sent.Again again
                    ? Optional.of(new Refused(path, party, words(again.faults())))
                    : Optional.empty();
        } catch (HttpError refused) {
            return Optional.of(new Refused(path, party, String.valueOf(refused.getMessage())));
        }
    }

    /** The step that was signed; where none was, the first that waits. */
    private static <P extends Payment<P>> Optional<ApprovalStep> step(
            KindOfPayment<P> kind, PaymentWithSteps<P> found, List<String> signed) {
        String payment = kind.type() + " " + found.payment().id() + " ";
        var waiting =
                found.steps().stream()
                        .filter(step -> step.status() == ApprovalStep.Status.PENDING)
                        .toList();
        return waiting.stream()
                .filter(step -> signed.contains(payment + step.id()))
                .findFirst()
                .or(() -> waiting.stream().findFirst());
    }

    /** What a person knows it by. */
    private static <P extends Payment<P>> String named(KindOfPayment<P> kind, P payment) {
        var terms = payment.terms();
        return "%s, %s, %s %s"
                .formatted(
                        kind.other().apply(payment).legalName(),
                        terms.reference(),
                        Figures.amount(terms.amount()),
                        terms.amount().currency().code());
    }

    private <T> Deeds.Sent one(
            Call call, FormFields fields, Door<T> door, ResourceRef target, Supplier<T> decision) {
        return Deeds.send(
                () ->
                        deeds.changePart(
                                call, fields, door, target, Optional.empty(), decision.get()));
    }

    /** Read as that of a program. */
    static Decisions.Reject reject(FormFields fields) {
        var body = new FormJson(fields).texts("reason").fields();
        return new Decisions.Reject(DecisionBody.reason(Optional.of(body)));
    }

    private static String words(List<Fault> faults) {
        return faults.stream().map(Fault::message).findFirst().orElse("refused");
    }
}

package kontor.pageparts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.approvals.ApprovalStep;
import kontor.approvals.PaymentType;
import kontor.assents.Assent;
import kontor.assents.Assents;
import kontor.assents.Item;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.http.Call;
import kontor.visits.FormFields;
import kontor.visits.Visitor;

/**
 * What somebody signs with a passkey by sending a form, where the organization asks for that.
 *
 * @param demanded whether the form approves with a passkey only
 * @param hasPasskey whether the person has one
 * @param names what is signed, one field of the form each
 * @param seen stands for what the page shows of it
 */
public record ToSign(boolean demanded, boolean hasPasskey, List<String> names, String seen) {

    /** Where no passkey is asked for. */
    public static final ToSign NOTHING = new ToSign(false, false, List.of(), "");

    /** A step of a payment or batch, and what is signed of it. */
    public record Step(PaymentType type, Item item) {}

    /**
     * @param steps none where nothing is to be approved
     */
    public static ToSign of(Tx tx, Caller caller, Assents assents, List<Step> steps) {
        if (steps.isEmpty() || !assents.isDemanded(tx, caller)) {
            return NOTHING;
        }
        var names = new ArrayList<String>();
        for (var one : steps) {
            names.add(one.type + " " + one.item.id() + " " + one.item.step());
        }
        var items = steps.stream().map(Step::item).toList();
        return new ToSign(true, assents.canSign(tx, caller), names, Assents.seen(items));
    }

    /** The same of each step that waits, by its id; one of them is approved at a time. */
    public static Map<String, ToSign> ofEach(
            Tx tx,
            Caller caller,
            Assents assents,
            List<ApprovalStep> steps,
            Function<String, Item> item) {
        var each = new HashMap<String, ToSign>();
        for (var step : steps) {
            if (step.status() == ApprovalStep.Status.PENDING) {
                String id = step.id().toString();
                var one = new Step(step.type(), item.apply(id));
                each.put(id, of(tx, caller, assents, List.of(one)));
            }
        }
        return each;
    }

    /** With what the person approves who sent the form. */
    public static Assent given(Call call, FormFields fields) {
        Optional<UUID> session = call.visitor().map(Visitor::session);
        return Assent.of(session, fields.text("credential"));
    }
}

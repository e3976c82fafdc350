package kontor.paymentlimits;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a role or a user. Where the list names an action and a kind of payment, they are
 * allowed in the currencies that it names and in no other; what it does not name has no limit.
 */
public record PaymentLimits(List<PaymentLimit> all) {

    public static final PaymentLimits NONE = new PaymentLimits(List.of());

    /** Where they stand in a role and in a user. */
    public static final String MEMBER = "paymentLimits";

    private static final int MOST = 100;

    public PaymentLimits {
        all = List.copyOf(all);
    }

    public boolean any() {
        return !all.isEmpty();
    }

    /** Those of a request; what is wrong is noted as a fault, and without the member are none. */
    public static PaymentLimits parse(JsonFields fields, String name) {
        var limits = new ArrayList<PaymentLimit>();
        var seen = new HashSet<List<Object>>();
        for (var one : fields.objects(name, MOST)) {
            PaymentLimit.parse(one)
                    .ifPresent(
                            limit -> {
                                limits.add(limit);
                                if (!seen.add(
                                        List.of(limit.action(), limit.type(), limit.currency()))) {
                                    one.fault(Fault.invalid("", "says the same twice"));
                                }
                            });
        }
        return new PaymentLimits(limits);
    }

    /** As they were stored by {@link #stored}. */
    public static PaymentLimits read(@Nullable String stored) {
        if (stored == null) {
            return NONE;
        }
        var object = Json.object();
        object.set(MEMBER, Json.readOwn(stored));
        var fields = JsonFields.of(object);
        var limits = parse(fields, MEMBER);
        fields.refuseFaults();
        return limits;
    }

    /** The JSON of the API; empty for none. */
    public Optional<String> stored() {
        return all.isEmpty() ? Optional.empty() : Optional.of(Json.write(array()));
    }

    private ArrayNode array() {
        var array = Json.array();
        all.forEach(limit -> array.add(limit.view()));
        return array;
    }

    /** Shows them in a role or a user, where there are any. */
    public void show(ObjectNode view) {
        if (!all.isEmpty()) {
            view.set(MEMBER, array());
        }
    }

    List<PaymentLimit> of(LimitedAction action, LimitedPayment type) {
        return all.stream().filter(limit -> limit.isAbout(action, type)).toList();
    }

    static Optional<PaymentLimit> in(List<PaymentLimit> limits, Currency currency) {
        return limits.stream().filter(limit -> limit.currency().equals(currency)).findFirst();
    }

    /**
     * Whether these allow nothing that others forbid, of what somebody with these permissions can
     * do.
     */
    public boolean isWithin(PaymentLimits held, Set<String> permissions) {
        for (var action : LimitedAction.values()) {
            for (var type : LimitedPayment.values()) {
                var most = held.of(action, type);
                if (!most.isEmpty()
                        && type.isDoneWith(action, permissions)
                        && !isWithin(of(action, type), most)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isWithin(List<PaymentLimit> limits, List<PaymentLimit> most) {
        return !limits.isEmpty()
                && limits.stream()
                        .allMatch(
                                limit ->
                                        in(most, limit.currency())
                                                .filter(limit::isWithin)
                                                .isPresent());
    }
}

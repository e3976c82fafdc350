package kontor.payments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import kontor.approvals.Approvals;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;

/**
 * What every use case of one kind of payment works with.
 *
 * @param texts warnings of what leaves otherwise than it was given, worked out from the payment
 * @param more who knows of other warnings
 */
public record PaymentParts<P extends Payment<P>>(
        PaymentTable<P> table,
        Approvals approvals,
        ExternalIds externalIds,
        Journal journal,
        Schedules<P> schedules,
        Consequences<P> consequences,
        BiFunction<Tx, P, List<Warning>> texts,
        WarningSource more) {

    /** Who knows all that is to be known of payments, by their ids. */
    WarningSource warnings() {
        return (tx, caller, ids) ->
                warnings(
                        tx,
                        caller,
                        table.found(tx, ids, "").stream()
                                .filter(payment -> payment.isSeenBy(caller))
                                .toList());
    }

    /** What is to be known of payments that the caller sees. */
    Map<UUID, List<Warning>> warnings(Tx tx, Caller caller, Collection<P> payments) {
        var found = new HashMap<UUID, List<Warning>>();
        for (P payment : payments) {
            var told = texts.apply(tx, payment);
            if (!told.isEmpty()) {
                found.put(payment.id(), new ArrayList<>(told));
            }
        }
        more.of(tx, caller, payments.stream().map(Payment::id).toList())
                .forEach(
                        (id, some) ->
                                found.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(some));
        return found;
    }

    /** The calendar and cut-off of a payment at its bank; each kind of payment has its own. */
    public interface Schedules<P extends Payment<P>> {

        Schedule of(Tx tx, P payment);
    }

    /** What is to be known of payments, each as far as the one who asks for it may see. */
    Map<UUID, List<Warning>> warnings(
            Tx tx, List<? extends Request<?>> requests, Collection<P> payments) {
        var byId = payments.stream().collect(Collectors.toMap(Payment::id, one -> one));
        var callers = new LinkedHashMap<Caller, List<P>>();
        for (var one : requests) {
            P payment = byId.get(one.id());
            if (payment != null) {
                callers.computeIfAbsent(one.caller(), _ -> new ArrayList<>()).add(payment);
            }
        }
        var found = new HashMap<UUID, List<Warning>>();
        callers.forEach((caller, some) -> found.putAll(warnings(tx, caller, some)));
        return found;
    }

    PaymentKind kind() {
        return table.kind();
    }

    /** APPROVED now, for the first bank day whose cut-off is still to come. */
    P approved(Tx tx, P payment) {
        var day = schedules.of(tx, payment).approved(payment.progress().date(), tx.bankNow());
        return payment.scheduled(day).became(PaymentStatus.APPROVED, Optional.empty(), tx.now());
    }

    /**
     * The same, with this date where its own lies before: it leaves on the next bank day, whatever
     * its date says, so nobody is asked again.
     */
    P approved(Tx tx, P payment, Optional<LocalDate> earliest) {
        var progress = payment.progress();
        var late = earliest.filter(progress.date()::isBefore).map(progress::wanted);
        return approved(tx, late.map(payment::with).orElse(payment));
    }

    /** Details of an event, with the date before where it was moved. */
    static Map<String, String> dated(
            Payment<?> before, Payment<?> after, Map<String, String> details) {
        var old = before.progress().date();
        if (old.equals(after.progress().date())) {
            return details;
        }
        var all = new HashMap<>(details);
        all.put("dateBefore", old.toString());
        return all;
    }
}

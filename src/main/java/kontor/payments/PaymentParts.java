package kontor.payments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.approvals.Approvals;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;

/** What every use case of one kind of payment works with. */
public record PaymentParts<P extends Payment<P>>(
        PaymentTable<P> table,
        Approvals approvals,
        ExternalIds externalIds,
        Journal journal,
        Schedules<P> schedules,
        Consequences<P> consequences,
        WarningSource warnings) {

    /** What is to be known of payments, each as far as the one who asks for it may see. */
    Map<UUID, List<Warning>> warnings(
            Tx tx, List<? extends Request<?>> requests, Collection<P> payments) {
        var callers = new LinkedHashMap<Caller, List<UUID>>();
        var about = payments.stream().map(Payment::id).collect(Collectors.toSet());
        for (var one : requests) {
            if (about.contains(one.id())) {
                callers.computeIfAbsent(one.caller(), _ -> new ArrayList<>()).add(one.id());
            }
        }
        var found = new HashMap<UUID, List<Warning>>();
        callers.forEach((caller, ids) -> found.putAll(warnings.of(tx, caller, ids)));
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
}

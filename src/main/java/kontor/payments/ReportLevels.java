package kontor.payments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.originals.OriginalId;
import kontor.payments.PaymentReport.Scope;

/**
 * Which report of a file speaks of a payment: its own, its payment information's, or the file's.
 * Remembers which of them spoke of none.
 */
final class ReportLevels {

    private final List<PaymentReport> reports;
    private final Map<String, PaymentReport> transactions = new HashMap<>();
    private final Map<UUID, PaymentReport> byPayment = new HashMap<>();
    private final Map<String, PaymentReport> groups = new HashMap<>();
    private final List<PaymentReport> cut = new ArrayList<>();
    private final Set<PaymentReport> twice = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<PaymentReport> heard = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<PaymentReport> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<PaymentReport> overruled = Collections.newSetFromMap(new IdentityHashMap<>());
    private Optional<PaymentReport> file = Optional.empty();

    ReportLevels(List<PaymentReport> reports) {
        this.reports = reports;
        for (PaymentReport report : reports) {
            switch (report.scope()) {
                case Scope.Instruction _ -> file = Optional.of(report);
                case Scope.PaymentInformation(var id, _) ->
                        groups.put(OriginalId.normalized(id), report);
                case Scope.Transaction one -> add(report, ids(one).toList());
            }
        }
    }

    private static Stream<String> ids(Scope.Transaction one) {
        return OriginalId.all(one.endToEndId(), one.instructionId());
    }

    /** By an id that is whole. Of two that name different payments none is believed. */
    private void add(PaymentReport report, List<String> ids) {
        var whole = ids.stream().filter(OriginalId::isWhole).toList();
        if (whole.isEmpty() && !ids.isEmpty()) {
            cut.add(report);
        } else if (whole.size() == 1) {
            var before = transactions.putIfAbsent(whole.getFirst(), report);
            if (before != null && saysOtherwise(before, report)) {
                twice.add(report);
            } else if (before != null) {
                heard.add(report);
            }
        }
    }

    /** Of two refusals with other reasons only one can be shown on the payment. */
    private static boolean saysOtherwise(PaymentReport before, PaymentReport report) {
        return !before.status().equals(report.status())
                || report.isRefusal() && !before.reasonCodes().containsAll(report.reasonCodes());
    }

    /** It has ids that were cut, so that all payments of the file must be known. */
    boolean needsAll() {
        return !cut.isEmpty();
    }

    /**
     * Finds the payments of the ids that were cut.
     *
     * @param ours the ids of all payments of the file
     */
    void find(Map<String, UUID> ours) {
        var sorted = new TreeMap<String, UUID>();
        ours.forEach((id, payment) -> sorted.put(OriginalId.normalized(id), payment));
        for (PaymentReport report : cut) {
            if (report.scope() instanceof Scope.Transaction one) {
                var found = fitting(ids(one).toList(), sorted);
                if (found.size() == 1) {
                    byPayment.putIfAbsent(found.getFirst(), report);
                }
            }
        }
    }

    /** The payments that all of these ids may mean, two at most. Ids are cut at their end. */
    private static List<UUID> fitting(List<String> told, SortedMap<String, UUID> ours) {
        String longest = Collections.max(told, Comparator.comparingInt(String::length));
        var found = new ArrayList<UUID>();
        // No stream: it would count all that is behind.
        for (var our : ours.tailMap(longest).entrySet()) {
            if (found.size() == 2 || !our.getKey().startsWith(longest)) {
                break;
            }
            if (told.stream().allMatch(id -> OriginalId.mayBeCutOf(id, our.getKey()))) {
                found.add(our.getValue());
            }
        }
        return found;
    }

    /** What counts for a payment, with the reasons of a wider level where it has none itself. */
    Optional<PaymentReport> of(Payment<?> payment) {
        var own =
                Optional.ofNullable(byPayment.get(payment.id()))
                        .or(() -> Optional.ofNullable(transactions.get(id(payment))));
        var group = payment.progress().bank().paymentInformationId().flatMap(this::group);
        var levels = Stream.of(own, group, file).flatMap(Optional::stream).toList();
        own.ifPresent(heard::add);
        group.ifPresent(heard::add);
        levels.stream().findFirst().ifPresent(first -> wins(first, levels));
        return levels.stream()
                .findFirst()
                .map(
                        first ->
                                levels.stream()
                                        .filter(one -> !one.reasons().isEmpty())
                                        .findFirst()
                                        .map(one -> first.because(one.reasons()))
                                        .orElse(first));
    }

    private void wins(PaymentReport first, List<PaymentReport> levels) {
        counted.add(first);
        if (!first.isRefusal()) {
            levels.stream().filter(PaymentReport::isRefusal).forEach(overruled::add);
        }
    }

    private static String id(Payment<?> payment) {
        return OriginalId.normalized(payment.endToEndId());
    }

    private Optional<PaymentReport> group(String id) {
        return Optional.ofNullable(groups.get(OriginalId.normalized(id)));
    }

    /** Those below the file that spoke of no payment of it. */
    List<PaymentReport> unheard() {
        return reports.stream()
                .filter(one -> !(one.scope() instanceof Scope.Instruction))
                .filter(one -> !heard.contains(one) && !twice.contains(one))
                .toList();
    }

    /** Whether it is what counted for a payment: no narrower one spoke of that. */
    boolean counted(PaymentReport report) {
        return counted.contains(report);
    }

    /** Refusals of more than one payment that a narrower report contradicts. */
    List<PaymentReport> overruled() {
        return reports.stream().filter(overruled::contains).toList();
    }

    /** Those that say something else of a payment than one before them in the report. */
    List<PaymentReport> twice() {
        return reports.stream().filter(twice::contains).toList();
    }
}

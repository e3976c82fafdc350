package kontor.partypages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Caller;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.pages.Figures;
import kontor.payments.PaymentStatus;
import kontor.selections.AmountRange;
import kontor.selections.PaymentFilter;
import kontor.wire.DateRange;
import kontor.wire.PageRequest;

/** Payments with a counterparty, and those under a mandate, as far as the role sees them. */
public record PartyPayments(DirectDebits directDebits, CreditTransfers creditTransfers) {

    private static final int SHOWN = 10;

    private static final List<String> BOOKED = List.of(PaymentStatus.EXECUTED.name());

    private static final List<String> RUNNING =
            Arrays.stream(PaymentStatus.values())
                    .filter(status -> !status.isFinal())
                    .map(Enum::name)
                    .toList();

    /** The latest of both kinds, newest bank day first. */
    List<PaymentLine> with(Tx tx, Caller caller, UUID counterparty) {
        var filter = filter(Optional.of(counterparty), Optional.empty(), List.of());
        return all(tx, caller, filter).limit(SHOWN).toList();
    }

    /** The latest of both kinds under a mandate. */
    List<PaymentLine> under(Tx tx, Caller caller, UUID mandate) {
        return all(tx, caller, filter(Optional.empty(), Optional.of(mandate), List.of()))
                .limit(SHOWN)
                .toList();
    }

    /** What was collected under a mandate and stayed, a sum for each currency, in words. */
    List<String> sums(Tx tx, Caller caller, UUID mandate) {
        if (!caller.may(DirectDebits.READ)) {
            return List.of();
        }
        var filter = filter(Optional.empty(), Optional.of(mandate), BOOKED);
        var found = directDebits.payments().totals(tx, caller, filter);
        return found.totals().stream()
                .map(
                        one ->
                                "%s%s booked, %s %s together"
                                        .formatted(
                                                found.complete() ? "" : "at least ",
                                                Figures.count(one.count()),
                                                Figures.amount(one.sum(), one.currency()),
                                                one.currency().code()))
                .toList();
    }

    /** Those that are not final yet: a cancellation waits for them. */
    List<PaymentLine> running(Tx tx, Caller caller, UUID mandate) {
        return all(tx, caller, filter(Optional.empty(), Optional.of(mandate), RUNNING)).toList();
    }

    private Stream<PaymentLine> all(Tx tx, Caller caller, PaymentFilter filter) {
        return Stream.concat(collected(tx, caller, filter), paid(tx, caller, filter))
                .sorted(Comparator.comparing(PaymentLine::date).reversed());
    }

    private Stream<PaymentLine> collected(Tx tx, Caller caller, PaymentFilter filter) {
        return caller.may(DirectDebits.READ)
                ? directDebits.payments().list(tx, caller, filter, latest()).items().stream()
                        .map(one -> PaymentLine.collected(one.payment()))
                : Stream.empty();
    }

    private Stream<PaymentLine> paid(Tx tx, Caller caller, PaymentFilter filter) {
        return caller.may(CreditTransfers.READ)
                ? creditTransfers.payments().list(tx, caller, filter, latest()).items().stream()
                        .map(one -> PaymentLine.paid(one.payment()))
                : Stream.empty();
    }

    private static PageRequest latest() {
        return new PageRequest(SHOWN, Optional.empty(), "");
    }

    private static PaymentFilter filter(
            Optional<UUID> counterparty, Optional<UUID> mandate, List<String> statuses) {
        return new PaymentFilter(
                Optional.empty(),
                statuses,
                Optional.empty(),
                DateRange.ALL,
                Optional.empty(),
                counterparty,
                mandate,
                AmountRange.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

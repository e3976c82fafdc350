package kontor.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.batches.BatchParts;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.expectations.ExpectedTransactions;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.payments.Payment;
import kontor.payments.PaymentWithSteps;
import kontor.transactions.Transaction;
import kontor.transactions.Transactions;
import kontor.wire.ResourceRef;

/**
 * Finds one resource of each kind by its id, through its door, for callers who may read the kind.
 */
final class Finders {

    /** The title of what has this id; empty when there is none that the caller may see. */
    private interface Finder {
        Optional<String> title(Tx tx, Caller caller, UUID id);
    }

    private record Kind(String resource, Use read, Finder finder) {}

    private final List<Kind> kinds;

    Finders(Doors doors) {
        kinds =
                Stream.of(payments(doors), batches(doors), parties(doors), bookings(doors))
                        .flatMap(List::stream)
                        .toList();
    }

    private static List<Kind> payments(Doors doors) {
        return List.of(
                kind(
                        DirectDebits.RESOURCE,
                        DirectDebits.READ,
                        doors.debits().payments()::find,
                        Finders::reference),
                kind(
                        CreditTransfers.RESOURCE,
                        CreditTransfers.READ,
                        doors.transfers().payments()::find,
                        Finders::reference),
                kind(
                        Mandates.RESOURCE,
                        Mandates.READ,
                        doors.mandates()::find,
                        Mandate::mandateReference));
    }

    private static List<Kind> batches(Doors doors) {
        return Stream.of(doors.debitBatches(), doors.transferBatches())
                .map(
                        batches ->
                                kind(
                                        batches.words().resource(),
                                        batches.uses().read(),
                                        batches::find,
                                        BatchParts.Shown::title))
                .toList();
    }

    private static List<Kind> parties(Doors doors) {
        return List.of(
                kind(
                        Counterparties.RESOURCE,
                        Counterparties.READ,
                        doors.counterparties()::find,
                        party -> party.details().legalName()),
                kind(
                        ExternalAccounts.RESOURCE,
                        ExternalAccounts.READ,
                        doors.externalAccounts()::find,
                        Titles::of));
    }

    private static List<Kind> bookings(Doors doors) {
        Finder transactions =
                (tx, caller, id) ->
                        doors.transactions().find(tx, caller, id).stream()
                                .map(Transaction::description)
                                .findFirst();
        return List.of(
                new Kind(Transactions.RESOURCE, Transactions.READ, transactions),
                kind(
                        ExpectedTransactions.RESOURCE,
                        ExpectedTransactions.READ,
                        doors.expected()::find,
                        Titles::of));
    }

    private interface ByReference<R> {
        Outcome<R> find(Tx tx, Caller caller, ResourceRef reference);
    }

    private static <R> Kind kind(
            String resource, Use read, ByReference<R> door, Function<R, String> title) {
        return new Kind(
                resource,
                read,
                (tx, caller, id) ->
                        door.find(tx, caller, new ResourceRef.ById(id)).stream()
                                .map(title)
                                .findFirst());
    }

    static String reference(PaymentWithSteps<? extends Payment<?>> payment) {
        return payment.payment().terms().reference();
    }

    /** Whatever has this id. */
    Optional<Hit> find(Tx tx, Caller caller, UUID id, Hit.Matched matched) {
        return kinds.stream()
                .flatMap(kind -> hit(tx, caller, kind, id, matched).stream())
                .findFirst();
    }

    /** The one of this kind with this id; kinds that nobody looks for have none. */
    Optional<Hit> find(Tx tx, Caller caller, Map.Entry<String, UUID> named, Hit.Matched matched) {
        return kinds.stream()
                .filter(kind -> kind.resource.equals(named.getKey()))
                .flatMap(kind -> hit(tx, caller, kind, named.getValue(), matched).stream())
                .findFirst();
    }

    private static Optional<Hit> hit(
            Tx tx, Caller caller, Kind kind, UUID id, Hit.Matched matched) {
        return caller.may(kind.read)
                ? kind.finder
                        .title(tx, caller, id)
                        .map(title -> new Hit(kind.resource, id, matched, title))
                : Optional.empty();
    }
}

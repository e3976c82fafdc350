package kontor.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.banks.Instructions;
import kontor.core.Caller;
import kontor.counterparties.Counterparties;
import kontor.counterparties.CounterpartyFilter;
import kontor.counterparties.ExternalAccounts;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;
import kontor.payments.Payment;
import kontor.payments.Payments;
import kontor.search.Hit.Matched;
import kontor.selections.AmountRange;
import kontor.selections.PaymentFilter;
import kontor.transactions.Transaction;
import kontor.transactions.TransactionFilter;
import kontor.transactions.Transactions;
import kontor.wire.PageRequest;

/** The door to finding. */
public final class Search {

    /** Hits of each kind at most, for each thing that the text may be. */
    public static final int MOST = 5;

    private static final PageRequest FEW = new PageRequest(MOST, Optional.empty(), "");

    private final RequestTable requests = new RequestTable();
    private final ReferenceTable references = new ReferenceTable();
    private final Doors doors;
    private final Finders finders;

    public Search(Doors doors) {
        this.doors = doors;
        this.finders = new Finders(doors);
    }

    /**
     * What the caller may see of what the text means, the surest first: what has it as an id, then
     * as a number, the reference of a mandate or an amount, then as the beginning of a reference or
     * in a name. Nothing is found twice.
     *
     * @param text 2 to 255 characters
     */
    public List<Hit> find(Tx tx, Caller caller, String text) {
        var wanted = new Wanted(text.strip());
        var hits = new LinkedHashMap<UUID, Hit>();
        Stream.of(
                        byId(tx, caller, wanted),
                        byExternalId(tx, caller, wanted),
                        byRequest(tx, caller, wanted),
                        byMessage(tx, caller, wanted),
                        byIban(tx, caller, wanted),
                        mandates(tx, caller, wanted),
                        payments(tx, caller, amount(wanted), Matched.AMOUNT),
                        bookings(tx, caller, wanted),
                        payments(tx, caller, reference(wanted), Matched.REFERENCE),
                        byName(tx, caller, wanted),
                        bookingsByName(tx, caller, wanted))
                .flatMap(found -> found)
                .forEach(hit -> hits.putIfAbsent(hit.id(), hit));
        return List.copyOf(hits.values());
    }

    private Stream<Hit> byId(Tx tx, Caller caller, Wanted wanted) {
        var matched = wanted.isEndToEndId() ? Matched.END_TO_END_ID : Matched.ID;
        return wanted.id().flatMap(id -> finders.find(tx, caller, id, matched)).stream();
    }

    private Stream<Hit> byExternalId(Tx tx, Caller caller, Wanted wanted) {
        return wanted.externalId()
                .map(id -> doors.externalIds().find(tx, List.of(id)).values().stream())
                .orElse(Stream.empty())
                .filter(owner -> !owner.released())
                .flatMap(
                        owner ->
                                finders
                                        .find(
                                                tx,
                                                caller,
                                                Map.entry(owner.resource(), owner.id()),
                                                Matched.EXTERNAL_ID)
                                        .stream());
    }

    private Stream<Hit> byRequest(Tx tx, Caller caller, Wanted wanted) {
        return wanted.id()
                .map(id -> requests.changedBy(tx, id, MOST).stream())
                .orElse(Stream.empty())
                .flatMap(
                        one ->
                                finders
                                        .find(
                                                tx,
                                                caller,
                                                Map.entry(one.resource(), one.id()),
                                                Matched.REQUEST_ID)
                                        .stream());
    }

    /** Files tell of every account, so they are found for callers limited to none only. */
    private Stream<Hit> byMessage(Tx tx, Caller caller, Wanted wanted) {
        if (!caller.accounts().all() || !caller.may(Instructions.READ)) {
            return Stream.empty();
        }
        return wanted
                .messageId()
                .flatMap(id -> doors.instructions().ofMessage(tx, id))
                .map(file -> new Hit("instructions", file.id(), Matched.MESSAGE_ID, wanted.text()))
                .stream();
    }

    private Stream<Hit> byIban(Tx tx, Caller caller, Wanted wanted) {
        return wanted.iban().map(iban -> accounts(tx, caller, iban)).orElse(Stream.empty());
    }

    private Stream<Hit> accounts(Tx tx, Caller caller, String iban) {
        if (!caller.may(ExternalAccounts.READ)) {
            return Stream.empty();
        }
        return doors.externalAccounts().list(tx, caller, named(iban), FEW).items().stream()
                .map(
                        one ->
                                new Hit(
                                        ExternalAccounts.RESOURCE,
                                        one.id(),
                                        Matched.IBAN,
                                        Titles.of(one)));
    }

    /** By the whole reference: that of a payer at Bankgirot is a number, and many begin alike. */
    private Stream<Hit> mandates(Tx tx, Caller caller, Wanted wanted) {
        return caller.may(Mandates.READ)
                ? references.mandates(tx, caller.accounts(), wanted.text(), MOST).stream()
                        .map(id -> Map.entry(Mandates.RESOURCE, id))
                        .flatMap(one -> finders.find(tx, caller, one, Matched.REFERENCE).stream())
                : Stream.empty();
    }

    private Stream<Hit> byName(Tx tx, Caller caller, Wanted wanted) {
        if (wanted.words().isEmpty() || !caller.may(Counterparties.READ)) {
            return Stream.empty();
        }
        var matched = wanted.iban().isPresent() ? Matched.IBAN : Matched.NAME;
        String words = wanted.iban().orElse(wanted.text());
        // The newest of many whose names only begin so are not what a whole name means.
        return Stream.of(CounterpartyFilter.called(words), named(words))
                .flatMap(
                        filter ->
                                doors
                                        .counterparties()
                                        .list(tx, caller, filter, FEW)
                                        .items()
                                        .stream())
                .map(
                        one ->
                                new Hit(
                                        Counterparties.RESOURCE,
                                        one.id(),
                                        matched,
                                        one.details().legalName()))
                .distinct()
                .limit(MOST);
    }

    private static CounterpartyFilter named(String words) {
        return CounterpartyFilter.named(Optional.of(words));
    }

    private static Optional<PaymentFilter> amount(Wanted wanted) {
        return wanted.minorUnits()
                .map(Optional::of)
                .map(minor -> PaymentFilter.ALL.of(new AmountRange(minor, minor)));
    }

    private static Optional<PaymentFilter> reference(Wanted wanted) {
        return wanted.words().map(PaymentFilter.ALL::beginning);
    }

    private Stream<Hit> payments(
            Tx tx, Caller caller, Optional<PaymentFilter> filter, Matched matched) {
        if (filter.isEmpty()) {
            return Stream.empty();
        }
        var debits =
                caller.may(DirectDebits.READ)
                        ? hits(tx, caller, doors.debits().payments(), filter.get(), matched)
                        : Stream.<Hit>empty();
        var transfers =
                caller.may(CreditTransfers.READ)
                        ? hits(tx, caller, doors.transfers().payments(), filter.get(), matched)
                        : Stream.<Hit>empty();
        return Stream.concat(debits, transfers);
    }

    /** By their amount, whether it came or went; bookings are few of one amount. */
    private Stream<Hit> bookings(Tx tx, Caller caller, Wanted wanted) {
        return wanted.minorUnits().stream()
                .flatMap(minor -> Stream.of(minor, -minor))
                .distinct()
                .map(Optional::of)
                .map(minor -> TransactionFilter.of(new AmountRange(minor, minor)))
                .flatMap(filter -> bookings(tx, caller, filter, Matched.AMOUNT));
    }

    /** By who is at the other side, whether it is a counterparty or nobody knows it. */
    private Stream<Hit> bookingsByName(Tx tx, Caller caller, Wanted wanted) {
        return wanted.words().stream()
                .map(TransactionFilter::called)
                .flatMap(filter -> bookings(tx, caller, filter, Matched.NAME));
    }

    private Stream<Hit> bookings(Tx tx, Caller caller, TransactionFilter filter, Matched matched) {
        return caller.may(Transactions.READ)
                ? doors.transactions().list(tx, caller, filter, FEW).items().stream()
                        .map(one -> hit(one, matched))
                : Stream.empty();
    }

    private static Hit hit(Transaction booked, Matched matched) {
        return new Hit(Transactions.RESOURCE, booked.id(), matched, Titles.of(booked, matched));
    }

    private static <P extends Payment<P>> Stream<Hit> hits(
            Tx tx, Caller caller, Payments<P> payments, PaymentFilter filter, Matched matched) {
        return payments.list(tx, caller, filter, FEW).items().stream()
                .map(
                        one ->
                                new Hit(
                                        payments.resource(),
                                        one.payment().id(),
                                        matched,
                                        one.payment().terms().reference()));
    }
}

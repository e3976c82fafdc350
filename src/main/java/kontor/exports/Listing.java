package kontor.exports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.counterparties.Counterparties;
import kontor.counterparties.CounterpartyFilter;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.expectations.ExpectedTransactionFilter;
import kontor.expectations.ExpectedTransactions;
import kontor.mandates.MandateFilter;
import kontor.mandates.Mandates;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.Payments;
import kontor.rtransactions.RTransaction;
import kontor.rtransactions.RTransactionFilter;
import kontor.rtransactions.RTransactions;
import kontor.selections.PaymentFilter;
import kontor.transactions.TransactionFilter;
import kontor.transactions.Transactions;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import kontor.wire.QueryFields;

/**
 * A list that may be kept as a file.
 *
 * @param path of the page that shows it; the file has the same, with {@code .csv}
 * @param use what a role needs for it
 * @param filters names of the parameters that narrow it
 * @param parse throws InvalidRequest for values that are none
 * @param columns members of the API, as {@link Export} takes them
 * @param <F> what narrows it
 */
public record Listing<F>(
        String path,
        Use use,
        List<String> filters,
        Function<QueryFields, F> parse,
        Rows<F> rows,
        List<String> columns) {

    private static final List<String> PAYMENT_FILTERS =
            Stream.concat(PaymentFilter.NAMES.stream(), Stream.of("mandateId")).toList();

    private static final List<String> OF_PAYMENTS =
            List.of(
                    "id",
                    "externalId",
                    "status",
                    "statusReason.code",
                    "date",
                    "effectiveDate",
                    "amount.stringValue",
                    "amount.currency",
                    "scheme",
                    "reference",
                    "sourceHolder.legalName",
                    "source.identifiers.0.number",
                    "destinationHolder.legalName",
                    "destination.identifiers.0.number",
                    "mandate.mandateReference",
                    "batch.id",
                    "metadata",
                    "created",
                    "updated");

    private static final List<String> OF_MANDATES =
            List.of(
                    "id",
                    "externalId",
                    "status",
                    "scheme",
                    "mandateReference",
                    "creditorReference",
                    "signatureDate",
                    "sourceHolder.legalName",
                    "source.identifiers.0.number",
                    "counterpartyId",
                    "externalAccountId",
                    "destinationAccountId",
                    "metadata",
                    "created",
                    "updated");

    private static final List<String> OF_COUNTERPARTIES =
            List.of(
                    "id",
                    "externalId",
                    "legalName",
                    "partyType",
                    "nationalIdentifier.number",
                    "email",
                    "phone",
                    "address.streetName",
                    "address.streetNumber",
                    "address.postalCode",
                    "address.city",
                    "address.country",
                    "metadata",
                    "created",
                    "updated");

    private static final List<String> OF_TRANSACTIONS =
            List.of(
                    "id",
                    "accountId",
                    "date",
                    "valueDate",
                    "amount.stringValue",
                    "amount.currency",
                    "description",
                    "reference",
                    "references.endToEndId",
                    "references.mandateReference",
                    "references.servicerReference",
                    "counterparty.name",
                    "counterparty.account.rawIdentifier",
                    "bankTransactionCode.description",
                    "returned",
                    "reconciliationStatus",
                    "metadata",
                    "created");

    private static final List<String> OF_RETURNS =
            List.of(
                    "id",
                    "date",
                    "kind",
                    "startedBy",
                    "code",
                    "description",
                    "action",
                    "amount.stringValue",
                    "amount.currency",
                    "charges.stringValue",
                    "missed.stringValue",
                    "missed.currency",
                    "unauthorized",
                    "outOfTime",
                    "settlementDate",
                    "disputeUntil",
                    "payment.type",
                    "payment.id",
                    "accountId",
                    "transactionId",
                    "created");

    private static final List<String> OF_EXPECTED =
            List.of(
                    "id",
                    "externalId",
                    "accountId",
                    "date",
                    "status",
                    "amount.stringValue",
                    "amount.currency",
                    "openAmount.stringValue",
                    "remittanceInformation.type",
                    "remittanceInformation.value",
                    "endToEndId",
                    "counterpartyName",
                    "counterpartyAccount",
                    "metadata",
                    "created",
                    "updated");

    /** One page of the list, within the caller's limit to some accounts. */
    @FunctionalInterface
    public interface Rows<F> {
        Page<ObjectNode> page(Tx tx, Caller caller, F filter, PageRequest page);
    }

    public Listing {
        filters = List.copyOf(filters);
        columns = List.copyOf(columns);
    }

    public static Listing<PaymentFilter> of(DirectDebits doors) {
        return payments("/direct-debits", DirectDebits.READ, doors.payments());
    }

    public static Listing<PaymentFilter> of(CreditTransfers doors) {
        return payments("/credit-transfers", CreditTransfers.READ, doors.payments());
    }

    private static <P extends Payment<P>> Listing<PaymentFilter> payments(
            String path, Use read, Payments<P> payments) {
        return new Listing<>(
                path,
                read,
                PAYMENT_FILTERS,
                Listing::payments,
                (tx, caller, filter, page) ->
                        payments.list(tx, caller, filter, page)
                                .map(one -> one.view(caller.organization())),
                OF_PAYMENTS);
    }

    private static PaymentFilter payments(QueryFields query) {
        var statuses = query.manyOf("status", PaymentStatus.class).stream().map(Enum::name);
        return PaymentFilter.parse(query, statuses.toList(), query.text("scheme"));
    }

    public static Listing<MandateFilter> of(Mandates doors) {
        return new Listing<>(
                "/mandates",
                Mandates.READ,
                MandateFilter.NAMES,
                MandateFilter::parse,
                (tx, caller, filter, page) ->
                        doors.list(tx, caller, filter, page)
                                .map(one -> one.view(caller.organization())),
                OF_MANDATES);
    }

    public static Listing<CounterpartyFilter> of(Counterparties doors) {
        return new Listing<>(
                "/counterparties",
                Counterparties.READ,
                CounterpartyFilter.NAMES,
                CounterpartyFilter::parse,
                (tx, caller, filter, page) ->
                        doors.list(tx, caller, filter, page)
                                .map(one -> one.view(caller.organization())),
                OF_COUNTERPARTIES);
    }

    public static Listing<TransactionFilter> of(Transactions doors) {
        return new Listing<>(
                "/transactions",
                Transactions.READ,
                TransactionFilter.NAMES,
                TransactionFilter::parse,
                (tx, caller, filter, page) ->
                        doors.list(tx, caller, filter, page)
                                .map(one -> one.view(caller.organization())),
                OF_TRANSACTIONS);
    }

    public static Listing<ExpectedTransactionFilter> of(ExpectedTransactions doors) {
        return new Listing<>(
                "/expected-transactions",
                ExpectedTransactions.READ,
                ExpectedTransactionFilter.NAMES,
                ExpectedTransactionFilter::parse,
                (tx, caller, filter, page) ->
                        doors.list(tx, caller, filter, page)
                                .map(one -> one.view(caller.organization())),
                OF_EXPECTED);
    }

    public static Listing<RTransactionFilter> of(RTransactions doors) {
        return new Listing<>(
                "/returns",
                RTransactions.READ,
                RTransactionFilter.NAMES,
                RTransactionFilter::parse,
                (tx, caller, filter, page) ->
                        returned(tx, caller, doors, doors.list(tx, caller, filter, page)),
                OF_RETURNS);
    }

    /** With what was never collected or paid, as the page has it. */
    private static Page<ObjectNode> returned(
            Tx tx, Caller caller, RTransactions doors, Page<RTransaction> found) {
        var missed = doors.missed(tx, found.items());
        return found.map(
                one -> {
                    var view = one.view(caller.organization(), tx.today(ZoneOffset.UTC));
                    Optional.ofNullable(missed.get(one.id()))
                            .ifPresent(money -> view.set("missed", Json.amount(money)));
                    return view;
                });
    }
}

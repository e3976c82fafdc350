package kontor.batches;

import java.util.List;
import java.util.stream.Stream;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.uploads.CsvColumn;

/** The kinds of batches there are. */
public final class BatchKinds {

    private static final List<CsvColumn> SHARED =
            List.of(
                    CsvColumn.required("amount.currency"),
                    CsvColumn.optional("amount.stringValue"),
                    CsvColumn.number("amount.value"),
                    CsvColumn.required("date"),
                    CsvColumn.required("scheme"),
                    CsvColumn.required("reference"),
                    CsvColumn.required("source.type"),
                    CsvColumn.required("source.id"),
                    CsvColumn.optional("categoryPurpose"),
                    CsvColumn.optional("chargeBearer"),
                    CsvColumn.optional("externalId"));

    private static final CsvColumn[] TRANSFER = {
        CsvColumn.required("destination.type"),
        CsvColumn.optional("destination.id"),
        CsvColumn.optional("destination.externalId"),
        CsvColumn.optional("destination.market"),
        CsvColumn.optional("destination.holder.legalName"),
        CsvColumn.optional("destination.identifier.type", "destination.identifiers.0.type"),
        CsvColumn.optional("destination.identifier.market", "destination.identifiers.0.market"),
        CsvColumn.optional("destination.identifier.number", "destination.identifiers.0.number"),
        CsvColumn.optional("destination.routing.type", "destination.routing.0.type"),
        CsvColumn.optional("destination.routing.number", "destination.routing.0.number"),
        CsvColumn.optional("mandateId"),
        CsvColumn.optional("schemeDetails.instrument.type"),
        CsvColumn.optional("regulatoryReporting.market", "regulatoryReporting.0.market"),
        CsvColumn.optional("regulatoryReporting.indicator", "regulatoryReporting.0.indicator"),
        CsvColumn.optional("regulatoryReporting.code", "regulatoryReporting.0.code")
    };

    private static final CsvColumn[] DEBIT = {
        CsvColumn.optional("destination.type"),
        CsvColumn.optional("destination.id"),
        CsvColumn.optional("mandateId")
    };

    private BatchKinds() {}

    private static List<CsvColumn> columns(CsvColumn... own) {
        return Stream.concat(SHARED.stream(), Stream.of(own)).toList();
    }

    /**
     * @param payments plural word of the payments, in permissions
     */
    private static BatchKind.Uses uses(String payments) {
        return new BatchKind.Uses(
                Use.of(
                        payments + ":create",
                        "accounts:read",
                        "external_accounts:read",
                        "counterparties:read"),
                Use.of(payments + ":read"),
                Use.of(payments + ":update"));
    }

    public static BatchKind<NewCreditTransfer> creditTransfers(CreditTransfers room) {
        return new BatchKind<>(
                new BatchKind.Words(
                        BatchKind.Type.CREDIT_TRANSFER,
                        "credit-transfer-batches",
                        "credit_transfer_batches",
                        "Credit transfer batch",
                        "application/vnd.atlar.payments.v2.credit-transfer.batch",
                        "CreditTransferBatch"),
                uses(CreditTransfers.RESOURCE),
                new BatchKind.Reading<>(
                        NewCreditTransfer::parse,
                        NewCreditTransfer::withBatch,
                        transfer ->
                                new BatchKind.Facts(
                                        transfer.amount(), transfer.date(), transfer.externalId()),
                        columns(TRANSFER)),
                new BatchKind.Doors<>(
                        room::create,
                        room::check,
                        room.decisions().approve,
                        room.decisions().reject,
                        room.payments()::anyBeyond,
                        room.payments().warnings()));
    }

    public static BatchKind<NewDirectDebit> directDebits(DirectDebits room) {
        return new BatchKind<>(
                new BatchKind.Words(
                        BatchKind.Type.DIRECT_DEBIT,
                        "direct-debit-batches",
                        "direct_debit_batches",
                        "Direct debit batch",
                        "application/vnd.atlar.payments.v2.direct-debit.batch",
                        "DirectDebitBatch"),
                uses(DirectDebits.RESOURCE),
                new BatchKind.Reading<>(
                        NewDirectDebit::parse,
                        NewDirectDebit::withBatch,
                        debit ->
                                new BatchKind.Facts(
                                        debit.amount(), debit.date(), debit.externalId()),
                        columns(DEBIT)),
                new BatchKind.Doors<>(
                        room::create,
                        room::check,
                        room.decisions().approve,
                        room.decisions().reject,
                        room.payments()::anyBeyond,
                        room.payments().warnings()));
    }
}

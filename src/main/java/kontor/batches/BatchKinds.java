package kontor.batches;

import java.util.List;
import java.util.stream.Stream;
import kontor.batches.BatchKind.Column;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;

/** The kinds of batches there are. */
public final class BatchKinds {

    private static final List<Column> SHARED =
            List.of(
                    Column.required("amount.currency"),
                    Column.optional("amount.stringValue"),
                    Column.number("amount.value"),
                    Column.required("date"),
                    Column.required("scheme"),
                    Column.required("reference"),
                    Column.required("source.type"),
                    Column.required("source.id"),
                    Column.optional("categoryPurpose"),
                    Column.optional("chargeBearer"),
                    Column.optional("externalId"));

    private static final Column[] TRANSFER = {
        Column.required("destination.type"),
        Column.optional("destination.id"),
        Column.optional("destination.externalId"),
        Column.optional("destination.market"),
        Column.optional("destination.holder.legalName"),
        Column.optional("destination.identifier.type", "destination.identifiers.0.type"),
        Column.optional("destination.identifier.market", "destination.identifiers.0.market"),
        Column.optional("destination.identifier.number", "destination.identifiers.0.number"),
        Column.optional("destination.routing.type", "destination.routing.0.type"),
        Column.optional("destination.routing.number", "destination.routing.0.number"),
        Column.optional("schemeDetails.instrument.type"),
        Column.optional("regulatoryReporting.market", "regulatoryReporting.0.market"),
        Column.optional("regulatoryReporting.indicator", "regulatoryReporting.0.indicator"),
        Column.optional("regulatoryReporting.code", "regulatoryReporting.0.code")
    };

    private BatchKinds() {}

    private static List<Column> columns(Column... own) {
        return Stream.concat(SHARED.stream(), Stream.of(own)).toList();
    }

    public static BatchKind<NewCreditTransfer> creditTransfers(CreditTransfers room) {
        return new BatchKind<>(
                new BatchKind.Words(
                        BatchKind.Type.CREDIT_TRANSFER,
                        "credit-transfer-batches",
                        "credit_transfer_batches",
                        "Credit transfer batch",
                        CreditTransfers.RESOURCE,
                        "application/vnd.atlar.payments.v2.credit-transfer.batch",
                        "CreditTransferBatch"),
                new BatchKind.Reading<>(
                        NewCreditTransfer::parse,
                        NewCreditTransfer::withBatch,
                        transfer ->
                                new BatchKind.Facts(
                                        transfer.amount(), transfer.date(), transfer.externalId()),
                        columns(TRANSFER)),
                new BatchKind.Doors<>(
                        room::create, room::check, room::approve, room::reject, room::anyBeyond));
    }

    public static BatchKind<NewDirectDebit> directDebits(DirectDebits room) {
        return new BatchKind<>(
                new BatchKind.Words(
                        BatchKind.Type.DIRECT_DEBIT,
                        "direct-debit-batches",
                        "direct_debit_batches",
                        "Direct debit batch",
                        DirectDebits.RESOURCE,
                        "application/vnd.atlar.payments.v2.direct-debit.batch",
                        "DirectDebitBatch"),
                new BatchKind.Reading<>(
                        NewDirectDebit::parse,
                        NewDirectDebit::withBatch,
                        debit ->
                                new BatchKind.Facts(
                                        debit.amount(), debit.date(), debit.externalId()),
                        columns(
                                Column.optional("destination.type"),
                                Column.optional("destination.id"),
                                Column.optional("mandateId"))),
                new BatchKind.Doors<>(
                        room::create, room::check, room::approve, room::reject, room::anyBeyond));
    }
}

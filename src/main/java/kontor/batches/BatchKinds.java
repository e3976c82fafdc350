package kontor.batches;

import java.util.List;
import java.util.stream.Stream;
import kontor.batches.BatchKind.Column;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;

/** The kinds of batches there are. */
public final class BatchKinds {

    private static final List<Column> SHARED = List.of(
            Column.required("amount.currency"), Column.optional("amount.stringValue"), Column.number("amount.value"),
            Column.required("date"), Column.required("scheme"), Column.required("reference"),
            Column.required("source.type"), Column.required("source.id"),
            Column.optional("categoryPurpose"), Column.optional("chargeBearer"), Column.optional("externalId"));

    private BatchKinds() {}

    private static List<Column> columns(Column... own) {
        return Stream.concat(SHARED.stream(), Stream.of(own)).toList();
    }

    public static BatchKind<NewDirectDebit> directDebits(DirectDebits room) {
        return new BatchKind<>(
                new BatchKind.Words(BatchKind.Type.DIRECT_DEBIT, "direct-debit-batches", "direct_debit_batches",
                        "Direct debit batch", DirectDebits.RESOURCE,
                        "application/vnd.atlar.payments.v2.direct-debit.batch", "DirectDebitBatch"),
                new BatchKind.Reading<>(NewDirectDebit::parse, NewDirectDebit::withBatch,
                        debit -> new BatchKind.Facts(debit.amount(), debit.date(), debit.externalId()),
                        columns(Column.optional("destination.type"), Column.optional("destination.id"),
                                Column.optional("mandateId"))),
                new BatchKind.Doors<>(room::create, room::check, room::approve, room::reject));
    }
}

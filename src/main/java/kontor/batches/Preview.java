package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.payments.BatchRef;
import kontor.uploads.ChunkTable;
import kontor.uploads.RowSource.Row;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * Answers what would become of the input of a batch, with a page of its records, and makes nothing.
 * The Idempotency-Key is ignored.
 */
final class Preview<T> {

    private static final int MOST_ERRORS = 255;

    private final Database database;
    private final ChunkTable chunks = new ChunkTable();
    private final BatchKind<T> kind;

    Preview(Database database, BatchKind<T> kind) {
        this.database = database.forRequests();
        this.kind = kind;
    }

    /**
     * The batch as it would be completed, with a page of its records.
     *
     * @param faulty the first of the records that would become no payment
     */
    record Previewed(Batch batch, Page<ObjectNode> records, List<BatchResult> faulty) {}

    /** What was found on the way through the records. */
    private static final class Found {
        private final Totals good = new Totals();
        private final List<BatchResult> faulty = new ArrayList<>();
        private final List<ObjectNode> records = new ArrayList<>();
        private int faults;
    }

    Previewed of(Caller caller, UUID requestId, NewBatch input, PageRequest page)
            throws IOException {
        var organization = caller.organization();
        var format = input.input().format();
        var recordRequests =
                new RecordRequests<>(
                        kind, new BatchRef(input.id(), input.treatment()), caller, requestId);
        var validation = new Validation<>(kind, recordRequests);
        int from = first(page);
        var found = new Found();
        var stored = chunks.input(database, organization, input.lastChunk());
        try (var rows = RecordSlices.rows(stored, format, kind)) {
            var slice = new ArrayList<RecordSlices.Parsed<T>>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row.index() >= from && found.records.size() <= page.limit()) {
                    found.records.add(row.object());
                }
                slice.add(RecordSlices.parsed(row, kind.reading(), format.path()));
                boolean last = row.index() + 1 == input.input().records();
                if (last || slice.size() == RecordSlices.RECORDS) {
                    judge(organization, validation, List.copyOf(slice), found);
                    slice.clear();
                }
            }
        }
        var request = new Request<>(caller, requestId, input.id(), Optional.empty(), input);
        String next = String.valueOf(from + page.limit());
        return new Previewed(
                previewed(request, validation.totals(), found),
                Page.cut(found.records, page.limit(), _ -> next),
                found.faulty);
    }

    /** The index of the first record of a page. */
    private static int first(PageRequest page) {
        return page.after().map(Integer::parseInt).orElse(0);
    }

    private void judge(
            OrganizationId organization,
            Validation<T> validation,
            List<RecordSlices.Parsed<T>> slice,
            Found found) {
        var prepared = validation.prepare(slice);
        var faulty = database.write(organization, tx -> validation.judge(tx, prepared));
        var indexes = faulty.stream().map(BatchResult::recordIndex).collect(Collectors.toSet());
        slice.stream()
                .filter(record -> !indexes.contains(record.index()))
                .flatMap(record -> record.payment().stream())
                .map(kind.reading().facts())
                .forEach(found.good::add);
        found.faults += faulty.size();
        faulty.stream().limit(MOST_ERRORS - found.faulty.size()).forEach(found.faulty::add);
    }

    /** The batch as it would be completed. */
    private Batch previewed(Request<NewBatch> request, Totals sent, Found found) {
        var input = request.input();
        boolean fails = found.faults > 0 && !input.skipFaulty();
        int records = input.input().records();
        var progress =
                new Batch.Progress(
                        true,
                        records,
                        fails ? 0 : records - found.faults,
                        fails ? found.faults : 0,
                        fails ? 0 : found.faults);
        var results =
                new Batch.Results(
                        Optional.of(sent.stored()),
                        Optional.of((fails ? new Totals() : found.good).stored()),
                        BatchResult.errors(List.of(), found.faulty, MOST_ERRORS));
        var now = database.read(request.caller().organization(), Tx::now);
        return input.made(kind.words().type(), request, now).previewed(progress, results);
    }
}

package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.changes.Request;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.payments.BatchRef;
import kontor.uploads.ChunkTable;
import kontor.uploads.Row;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/**
 * Says of the input of a batch what would become of it, with a page of its records; makes nothing.
 * The Idempotency-Key is ignored.
 */
final class Preview<T> {

    private static final int MOST_ERRORS = 255;

    private final Database database;
    private final Uploads uploads;
    private final ChunkTable chunks = new ChunkTable();
    private final BatchKind<T> kind;

    Preview(Database database, Uploads uploads, BatchKind<T> kind) {
        this.database = database;
        this.uploads = uploads;
        this.kind = kind;
    }

    Answer answer(Call call) {
        PageRequest page = call.page();
        NewBatch input = uploads.receive(call, kind.upload());
        try {
            return judged(call, page, input);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            uploads.forget(call, input);
        }
    }

    /** What is found on the way through the records. */
    private static final class Found {
        private final Totals good = new Totals();
        private final List<BatchResult> faulty = new ArrayList<>();
        private final List<ObjectNode> records = new ArrayList<>();
        private int faults;
    }

    private Answer judged(Call call, PageRequest page, NewBatch input) throws IOException {
        var organization = call.caller().organization();
        var format = input.input().format();
        var validation =
                new Validation<>(
                        kind,
                        new RecordRequests<>(
                                kind,
                                new BatchRef(input.id(), input.treatment()),
                                call.caller(),
                                call.requestId(),
                                format.path()));
        int from = page.after().map(Integer::parseInt).orElse(0);
        var found = new Found();
        try (var rows =
                RecordSlices.rows(
                        chunks.input(database, organization, input.lastChunk()), format, kind)) {
            var slice = new ArrayList<RecordSlices.Parsed<T>>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row.index() >= from && found.records.size() <= page.limit()) {
                    found.records.add(row.object());
                }
                slice.add(RecordSlices.parsed(row, kind.reading(), format.path()));
                if (slice.size() == RecordSlices.RECORDS
                        || row.index() + 1 == input.input().records()) {
                    judge(organization, validation, List.copyOf(slice), found);
                    slice.clear();
                }
            }
        }
        return answer(call, page, input, validation.totals(), found);
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
                .forEach(
                        record ->
                                record.payment()
                                        .map(kind.reading().facts())
                                        .ifPresent(found.good::add));
        found.faults += faulty.size();
        faulty.stream().limit(MOST_ERRORS - found.faulty.size()).forEach(found.faulty::add);
    }

    private Answer answer(Call call, PageRequest page, NewBatch input, Totals sent, Found found) {
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
        var request =
                new Request<>(call.caller(), call.requestId(), input.id(), Optional.empty(), input);
        var now = database.read(call.caller().organization(), Tx::now);
        var made = input.made(kind.words().type(), request, now);
        var batch =
                new Batch(
                        made.id(),
                        made.type(),
                        made.terms(),
                        made.input(),
                        BatchStatus.COMPLETED,
                        progress,
                        results,
                        1,
                        now,
                        now);
        var view = batch.view(call.caller().organization(), List.of(), Optional.empty());
        int from = page.after().map(Integer::parseInt).orElse(0);
        var cut = Page.cut(found.records, page.limit(), _ -> String.valueOf(from + page.limit()));
        view.putArray("records").addAll(cut.items());
        return Answer.json(
                        200,
                        view.put("nextToken", call.nextToken(cut))
                                .put("token", page.token())
                                .put("limit", page.limit()))
                .withVersion(1);
    }
}

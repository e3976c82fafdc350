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
 * Answers what would become of the input of a batch, with a page of its records, and makes nothing.
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

    /** What was found on the way through the records. */
    private static final class Found {
        private final Totals good = new Totals();
        private final List<BatchResult> faulty = new ArrayList<>();
        private final List<ObjectNode> records = new ArrayList<>();
        private int faults;
    }

    private Answer judged(Call call, PageRequest page, NewBatch input) throws IOException {
        var organization = call.caller().organization();
        var format = input.input().format();
        var recordRequests =
                new RecordRequests<>(
                        kind,
                        new BatchRef(input.id(), input.treatment()),
                        call.caller(),
                        call.requestId(),
                        format.path());
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
        return answer(call, page, previewed(call, input, validation.totals(), found), found);
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
    private Batch previewed(Call call, NewBatch input, Totals sent, Found found) {
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
        return input.made(kind.words().type(), request, now).previewed(progress, results);
    }

    private static Answer answer(Call call, PageRequest page, Batch batch, Found found) {
        var view = batch.view(call.caller().organization(), List.of(), Optional.empty());
        String next = String.valueOf(first(page) + page.limit());
        var cut = Page.cut(found.records, page.limit(), _ -> next);
        view.putArray("records").addAll(cut.items());
        view.put("nextToken", call.nextToken(cut))
                .put("token", page.token())
                .put("limit", page.limit());
        return Answer.json(200, view).withVersion(1);
    }
}

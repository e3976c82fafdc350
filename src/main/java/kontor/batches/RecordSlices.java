package kontor.batches;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.deferred.TwoAtATime;
import kontor.uploads.CsvRows;
import kontor.uploads.JsonRows;
import kontor.uploads.RowSource;
import kontor.uploads.RowSource.Row;
import kontor.uploads.UploadFormat;
import kontor.wire.JsonFields;
import kontor.wire.Utf8Reader;

/**
 * The records of a stored input, parsed a slice at a time and one slice ahead: while the database
 * takes one, the next is being read.
 */
final class RecordSlices<T> implements AutoCloseable {

    /**
     * Records in one transaction: enough to share its cost, few enough that single requests do not
     * wait long behind it.
     */
    static final int RECORDS = 500;

    /**
     * Most faults kept of one record: more than an honest record has, so that the answers to a
     * hostile file cannot become many times its size.
     */
    private static final int MOST_FAULTS = 50;

    /**
     * One record as a payment, or what is wrong with it.
     *
     * @param faults under the path of the record, e.g. {@code payments.3.amount.value}
     * @param places where the input has members of the record
     */
    record Parsed<T>(
            int index, long line, Optional<T> payment, List<Fault> faults, Places places) {}

    /**
     * Where a record has its members.
     *
     * @param record its path in the input, e.g. {@code file.3}
     * @param members those in it, by their path in a payment: a column by its name
     */
    record Places(String record, UnaryOperator<String> members) {

        /** Faults of the payment as faults of the input. */
        List<Fault> of(List<Fault> faults) {
            return faults.stream()
                    .map(one -> one.field().isEmpty() ? one : one.at(members.apply(one.field())))
                    .map(one -> one.under(record))
                    .toList();
        }
    }

    /**
     * @param first the index of the first record
     */
    record Slice<T>(int first, List<Parsed<T>> records) {}

    private final RowSource rows;
    private final BatchKind.Reading<T> reading;
    private final String path;
    private final Set<Integer> done;
    private int next;
    private CompletableFuture<Optional<Slice<T>>> ahead;

    /**
     * @param done first records of slices that are passed over
     */
    RecordSlices(InputStream input, UploadFormat format, BatchKind<T> kind, Set<Integer> done)
            throws IOException {
        this.rows = rows(input, format, kind);
        this.reading = kind.reading();
        this.path = format.path();
        this.done = done;
        this.ahead = begin();
    }

    static RowSource rows(InputStream input, UploadFormat format, BatchKind<?> kind)
            throws IOException {
        return format == UploadFormat.CSV_FILE
                ? new CsvRows(new Utf8Reader(input, format.path()), kind.reading().columns())
                : new JsonRows(input);
    }

    private CompletableFuture<Optional<Slice<T>>> begin() {
        return CompletableFuture.supplyAsync(this::read, TwoAtATime.THREADS);
    }

    /** The next slice; empty after the last. */
    Optional<Slice<T>> next() {
        try {
            var slice = ahead.join();
            ahead = slice.isEmpty() ? ahead : begin();
            return slice;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private Optional<Slice<T>> read() {
        try {
            while (done.contains(next)) {
                for (int i = 0; i < RECORDS && rows.skip(); i++) {
                    // These were made before.
                }
                next += RECORDS;
            }
            var records = new ArrayList<Parsed<T>>(RECORDS);
            for (Row row = rows.next();
                    row != null;
                    row = records.size() < RECORDS ? rows.next() : null) {
                records.add(parsed(row, reading, path));
            }
            int first = next;
            next += RECORDS;
            return records.isEmpty() ? Optional.empty() : Optional.of(new Slice<>(first, records));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static <T> Parsed<T> parsed(Row row, BatchKind.Reading<T> reading, String path) {
        var places = new Places(path + "." + row.index(), row.places());
        List<Fault> faults = row.faults();
        if (faults.isEmpty()) {
            try {
                return new Parsed<>(
                        row.index(),
                        row.line(),
                        Optional.of(reading.parse().apply(JsonFields.of(row.object()))),
                        List.of(),
                        places);
            } catch (InvalidRequest invalid) {
                faults = invalid.faults();
            }
        }
        return new Parsed<>(
                row.index(),
                row.line(),
                Optional.empty(),
                places.of(faults.stream().limit(MOST_FAULTS).toList()),
                places);
    }

    @Override
    public void close() {
        ahead.handle((_, _) -> true).join();
        try {
            rows.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

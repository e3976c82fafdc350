package kontor.mandateimports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kontor.deferred.TwoAtATime;
import kontor.portfolios.PortfolioColumns;
import kontor.portfolios.PortfolioRow;
import kontor.uploads.CsvRows;
import kontor.wire.Utf8Reader;

/**
 * The rows of a stored file, parsed a slice at a time and one slice ahead: while the database takes
 * one, the next is being read.
 */
final class RowSlices implements AutoCloseable {

    /**
     * Rows in one transaction: enough to share its cost, few enough that single requests do not
     * wait long behind it.
     */
    static final int ROWS = 500;

    /**
     * @param first the index of the first row
     */
    record Slice(int first, List<PortfolioRow> rows) {}

    private final CsvRows rows;
    private final Set<Integer> done;
    private int next;
    private CompletableFuture<Optional<Slice>> ahead;

    /**
     * @param done first rows of slices that are passed over
     */
    RowSlices(InputStream input, Set<Integer> done) throws IOException {
        this.rows = new CsvRows(new Utf8Reader(input, "file"), PortfolioColumns.all());
        this.done = done;
        this.ahead = begin();
    }

    private CompletableFuture<Optional<Slice>> begin() {
        return CompletableFuture.supplyAsync(this::read, TwoAtATime.THREADS);
    }

    /** The next slice; empty after the last. */
    Optional<Slice> next() {
        try {
            var slice = ahead.join();
            ahead = slice.isEmpty() ? ahead : begin();
            return slice;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private Optional<Slice> read() {
        while (done.contains(next)) {
            for (int i = 0; i < ROWS && rows.skip(); i++) {
                // These were done before.
            }
            next += ROWS;
        }
        var slice = new ArrayList<PortfolioRow>(ROWS);
        for (var row = rows.next(); row != null; row = slice.size() < ROWS ? rows.next() : null) {
            slice.add(PortfolioRow.of(row));
        }
        int first = next;
        next += ROWS;
        return slice.isEmpty() ? Optional.empty() : Optional.of(new Slice(first, slice));
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

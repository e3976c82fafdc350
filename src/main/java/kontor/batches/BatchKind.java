package kontor.batches;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import kontor.approvals.Subject;
import kontor.changes.Door;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.core.AccountLimit;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.paymentlimits.LimitedPayment;
import kontor.payments.BatchRef;
import kontor.payments.Decisions;
import kontor.uploads.CsvColumn;
import kontor.uploads.UploadKind;
import kontor.warnings.WarningSource;
import kontor.wire.JsonFields;

/**
 * What batches of one kind of payment are made of: its words, how a record is read, and the doors
 * of the payments' own room.
 *
 * @param <T> a new payment of this kind, as the room's parser makes it
 */
public record BatchKind<T>(Words words, Uses uses, Reading<T> reading, Doors<T> doors) {

    /** What a caller needs for the use cases of such batches. */
    public record Uses(Use create, Use read, Use decide) {}

    /** What a form has beside its file. */
    private static final List<String> FIELDS =
            List.of(
                    "treatment",
                    UploadKind.FILE_TYPE,
                    "externalId",
                    "skipValidationErrors",
                    "metadata");

    /** What a file of such payments may look like. */
    UploadKind upload() {
        return new UploadKind(words.contentType(), reading.columns(), FIELDS);
    }

    /** The kinds, as they are stored. */
    public enum Type {
        CREDIT_TRANSFER,
        DIRECT_DEBIT
    }

    /**
     * The words of a kind.
     *
     * @param path the last part of the address, e.g. {@code direct-debit-batches}
     * @param resource plural word of events and external ids
     * @param what in words, for refusals
     * @param contentType of an uploaded file, without {@code +csv} or {@code +json}
     * @param schema of the answers in the OpenAPI document
     */
    public record Words(
            Type type,
            String path,
            String resource,
            String what,
            String contentType,
            String schema) {

        /** What payment limits call its payments. */
        LimitedPayment limited() {
            return LimitedPayment.valueOf(type.name());
        }

        /** What the doors to such batches find and change. */
        public ResourceKind resourceKind() {
            return new ResourceKind(resource, what);
        }
    }

    /**
     * How a record is read.
     *
     * @param parse throws InvalidRequest with all faults of shape
     * @param withBatch the same payment as a member of the batch
     * @param facts what batches look at themselves
     * @param columns the columns that a CSV file may have, besides {@code metadata.<key>}
     */
    public record Reading<T>(
            Function<JsonFields, T> parse,
            BiFunction<T, BatchRef, T> withBatch,
            Function<T, Facts> facts,
            List<CsvColumn> columns) {}

    /**
     * What batches look at themselves: for sums, first and last dates, and repeated external ids.
     */
    public record Facts(Money amount, LocalDate date, Optional<String> externalId) {}

    /** Judges as the create door would and writes nothing. */
    @FunctionalInterface
    public interface Check<T> {
        List<Outcome<Subject>> apply(Tx tx, List<Request<T>> requests);
    }

    /** Whether a batch has payments of accounts beyond a limit. */
    @FunctionalInterface
    public interface Beyond {
        boolean test(Tx tx, UUID batch, AccountLimit limit);
    }

    /** The use cases of the payments' own room. */
    public record Doors<T>(
            Door<T> create,
            Check<T> check,
            Door<Decisions.Approve> approve,
            Door<Decisions.Reject> reject,
            Beyond beyond,
            WarningSource warnings) {}
}

package kontor.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Asked;
import kontor.http.JsonFields;
import kontor.payments.BatchTreatment;

/**
 * The request for a batch, its input stored but for the last piece, which is stored with the batch.
 *
 * @param lastPiece what is not stored yet, with its number
 */
record NewBatch(
        UUID id,
        BatchTreatment treatment,
        boolean skipFaulty,
        Optional<String> externalId,
        Map<String, String> metadata,
        Batch.Input input,
        PieceTable.Piece lastPiece) {

    /** The frame of the request: all but the records. */
    record Frame(
            BatchTreatment treatment,
            boolean skipFaulty,
            Optional<String> externalId,
            Map<String, String> metadata) {

        static Frame parse(ObjectNode frame) {
            return parse(JsonFields.of(frame));
        }

        /** Collects every fault of shape, and those that {@code fields} brings along. */
        static Frame parse(JsonFields fields) {
            fields.require("treatment");
            var treatment = fields.oneOf("treatment", BatchTreatment.class);
            var skip = fields.bool("skipValidationErrors");
            var externalId = fields.externalId("externalId");
            var metadata = fields.metadata("metadata");
            fields.refuseFaults();
            return new Frame(treatment.orElseThrow(), skip.orElse(false), externalId, metadata);
        }
    }

    Batch made(BatchKind.Type type, Asked<NewBatch> asked, java.time.Instant now) {
        var terms =
                new Batch.Terms(
                        asked.caller().userId(),
                        CallerJson.write(asked.caller()),
                        asked.requestId(),
                        treatment,
                        skipFaulty,
                        externalId,
                        metadata);
        return new Batch(
                id,
                type,
                terms,
                input,
                BatchStatus.CREATED,
                Batch.Progress.NONE,
                Batch.Results.NONE,
                1,
                now,
                now);
    }
}

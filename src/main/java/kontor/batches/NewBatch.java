package kontor.batches;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.deferred.StoredCaller;
import kontor.payments.BatchTreatment;
import kontor.uploads.ChunkTable;
import kontor.uploads.StoredInput;
import kontor.uploads.Upload;

/**
 * The request for a batch, its input stored but for the last chunk, which is stored with the batch.
 *
 * @param lastChunk what is not stored yet, with its number
 */
public record NewBatch(
        UUID id,
        BatchTreatment treatment,
        boolean skipFaulty,
        Optional<String> externalId,
        Map<String, String> metadata,
        StoredInput input,
        ChunkTable.Chunk lastChunk) {

    /** Collects every fault of the frame's shape, and those that it brings along. */
    static NewBatch of(Upload upload) {
        var frame = upload.frame();
        frame.require("treatment");
        var treatment = frame.oneOf("treatment", BatchTreatment.class);
        var skip = frame.bool("skipValidationErrors");
        var externalId = frame.externalId("externalId");
        var metadata = frame.metadata("metadata");
        frame.refuseFaults();
        return new NewBatch(
                upload.id(),
                treatment.orElseThrow(),
                skip.orElse(false),
                externalId,
                metadata,
                upload.input(),
                upload.lastChunk());
    }

    Batch made(BatchKind.Type type, Request<NewBatch> request, java.time.Instant now) {
        var terms =
                new Batch.Terms(
                        request.caller().userId(),
                        StoredCaller.write(request.caller()),
                        request.requestId(),
                        treatment,
                        skipFaulty,
                        externalId,
                        metadata);
        return new Batch(
                id,
                type,
                terms,
                input,
                Batch.Status.CREATED,
                Batch.Progress.NONE,
                Batch.Results.NONE,
                1,
                now,
                now);
    }
}

package kontor.mandateimports;

import java.time.Instant;
import java.util.UUID;
import kontor.changes.Request;
import kontor.portfolios.PortfolioColumns;
import kontor.uploads.ChunkTable;
import kontor.uploads.StoredInput;
import kontor.uploads.Upload;

/**
 * The request for an import, its file stored but for the last chunk, which is stored with it.
 *
 * @param dryRun nothing stays of it but its results
 */
public record NewMandateImport(
        UUID id, boolean dryRun, StoredInput input, ChunkTable.Chunk lastChunk) {

    /**
     * Collects every fault of the form.
     *
     * @param dryRun whether the address says so; where the two disagree, nothing is made
     */
    static NewMandateImport of(Upload upload, boolean dryRun) {
        boolean dry = upload.frame().bool(PortfolioColumns.DRY_RUN).orElse(false) || dryRun;
        upload.frame().refuseFaults();
        return new NewMandateImport(upload.id(), dry, upload.input(), upload.lastChunk());
    }

    MandateImport made(Request<NewMandateImport> request, Instant now) {
        return MandateImport.of(id, MandateImport.Asked.of(request, dryRun), input, now);
    }
}

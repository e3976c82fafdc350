package kontor.batches;

import static kontor.http.ErrorAnswers.orThrow;

import java.io.IOException;
import java.util.Optional;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.MultipartForm;
import kontor.uploads.Arriving;
import kontor.uploads.UploadKind;
import kontor.uploads.UploadReader;

/** Receives the input of a batch from the HTTP request that brings it. */
record Uploads(UploadReader reader) {

    /** Stores the input while it arrives; its content counts for the Idempotency-Key. */
    NewBatch receive(Call call, UploadKind kind) {
        try {
            return orThrow(
                    reader.receive(
                            call.caller().organization(),
                            arriving(call),
                            kind,
                            upload -> {
                                call.contentDigest(upload.contentDigest());
                                return NewBatch.of(upload);
                            }));
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    /** Deletes what was stored of an input that became no batch. */
    void forget(Call call, NewBatch batch) {
        reader.forget(call.caller().organization(), batch.lastChunk());
    }

    private static Arriving arriving(Call call) {
        return call.form()
                .<Arriving>map(form -> new Arriving.Form(() -> form.next().map(PartOfForm::new)))
                .orElseGet(() -> new Arriving.Body(call::stream));
    }

    private record PartOfForm(MultipartForm.Part part) implements Arriving.Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public Optional<String> fileName() {
            return part.fileName();
        }

        @Override
        public Arriving.Content content() {
            return part::content;
        }

        @Override
        public String text() {
            return part.text();
        }
    }
}

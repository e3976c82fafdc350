package kontor.uploads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.ChunkOutput;
import kontor.db.Database;
import kontor.encodings.Sha256;
import kontor.sameness.Content;
import kontor.wire.JsonFields;
import kontor.wire.Utf8Reader;

/** One input on its way into the database; all but its last chunk is stored while it is read. */
final class StoringInput {

    private final Database database;
    private final ChunkTable chunks;
    private final OrganizationId organization;
    private final UUID id = Ids.next();
    private final MessageDigest sha256 = Sha256.begin();
    private final ChunkOutput store;

    StoringInput(Database database, ChunkTable chunks, OrganizationId organization) {
        this.database = database;
        this.chunks = chunks;
        this.organization = organization;
        this.store = new ChunkOutput(ChunkTable.CHUNK_BYTES, this::store);
    }

    private void store(int number, byte[] bytes) {
        var chunk = new ChunkTable.Chunk(id, number, bytes);
        database.forRequests()
                .write(
                        organization,
                        tx -> {
                            chunks.insert(tx, List.of(chunk));
                            return true;
                        });
    }

    /** Reads a JSON body to its end. */
    Upload body(Arriving.Content json) throws IOException {
        var in = storing(json.atMost(UploadFormat.BODY.mostBytes()));
        var scan = JsonScan.of(new Utf8Reader(in, ""), UploadFormat.BODY);
        in.skip(Long.MAX_VALUE);
        byte[] digest = sha256.digest();
        var stored =
                new StoredInput(
                        UploadFormat.BODY,
                        "application/json",
                        scan.records(),
                        store.size(),
                        HexFormat.of().formatHex(digest),
                        Optional.empty());
        return upload(
                JsonFields.of(scan.frame()), Optional.of(stored), Content.of(digest, scan.said()));
    }

    /** Reads the part of a form that is the file, to its end. */
    StoredInput file(Arriving.Part part, UploadKind kind) throws IOException {
        var in = storing(part.content().atMost(UploadFormat.CSV_FILE.mostBytes()));
        var text = new BufferedReader(new Utf8Reader(in, "file"), 32 << 10);
        boolean json = !kind.isCsvOnly() && looksLikeJson(text);
        var format = json ? UploadFormat.JSON_FILE : UploadFormat.CSV_FILE;
        int records = json ? JsonScan.of(text, format).records() : count(text, kind);
        in.skip(Long.MAX_VALUE);
        return new StoredInput(
                format,
                kind.isCsvOnly() ? UploadKind.CSV : kind.contentType() + (json ? "+json" : "+csv"),
                records,
                store.size(),
                HexFormat.of().formatHex(sha256.digest()),
                part.fileName().map(StoringInput::storable));
    }

    private InputStream storing(InputStream in) {
        return new StoringStream(in, sha256, store);
    }

    Upload upload(JsonFields frame, Optional<StoredInput> input, Content content) {
        var last = new ChunkTable.Chunk(id, store.stored(), store.rest());
        return new Upload(id, frame, input, last, content);
    }

    long size() {
        return store.size();
    }

    /** Deletes what is stored of an input that was refused. */
    void forget() {
        if (store.stored() > 0) {
            database.write(
                    organization,
                    tx -> {
                        chunks.forget(tx, id);
                        return true;
                    });
        }
    }

    /** A file name is for people: its first 255 characters, without those that no column holds. */
    private static String storable(String name) {
        return name.codePoints()
                .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .limit(255)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int count(BufferedReader text, UploadKind kind) throws IOException {
        try (var rows = new CsvRows(text, kind.columns())) {
            return rows.count();
        }
    }

    /**
     * No header of a CSV file begins with a bracket, so the first character decides; {@code
     * fileContentType} may come after the file.
     */
    private static boolean looksLikeJson(BufferedReader text) throws IOException {
        text.mark(JsonScan.LONGEST_RECORD);
        int c = text.read();
        for (int i = 1; i < JsonScan.LONGEST_RECORD && c >= 0 && Character.isWhitespace(c); i++) {
            c = text.read();
        }
        text.reset();
        return c == '[' || c == '{';
    }
}

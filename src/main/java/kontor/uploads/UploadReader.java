package kontor.uploads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.OrganizationId;
import kontor.db.ChunkOutput;
import kontor.db.Database;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.MultipartForm;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.Utf8Reader;

/**
 * Takes the input of a batch as it arrives: stores it in chunks, counts its records and judges what
 * can be told of the input as a whole - its form, its header, its charset, its length. No input is
 * ever in memory as a whole.
 */
public final class UploadReader {

    /** Inputs that arrive at once on one node; each has a chunk in memory. */
    private static final int MOST_AT_ONCE = 8;

    private static final int WAIT_SECONDS = 10;

    private final Database database;
    private final ChunkTable chunks = new ChunkTable();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

    public UploadReader(Database database) {
        this.database = database;
    }

    /**
     * @param made makes of it what it is for; what was stored is given back when that throws
     */
    public <T> T receive(Call call, UploadKind kind, Function<Upload, T> made) {
        if (!entered()) {
            throw new HttpError(
                    429,
                    "rate_limited",
                    "too many batches arrive at once; try again",
                    List.of(),
                    Map.of("Retry-After", "1"));
        }
        var arrival = new Arrival(call.caller().organization(), Ids.next());
        boolean taken = false;
        try {
            var form = call.form();
            T result =
                    made.apply(
                            form.isPresent()
                                    ? arrival.upload(call, form.get(), kind)
                                    : arrival.body(call));
            taken = true;
            return result;
        } catch (IOException gone) {
            throw new HttpError(
                    400, "incomplete_body", "the body ended before its announced length");
        } finally {
            places.release();
            if (!taken) {
                arrival.forget();
            }
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives back what was stored of an input that came to no batch. */
    public void forget(OrganizationId organization, ChunkTable.Chunk last) {
        if (last.number() > 0) {
            database.write(
                    organization,
                    tx -> {
                        chunks.forget(tx, last.batchId());
                        return true;
                    });
        }
    }

    /** One input on its way in. */
    private final class Arrival {
        private final OrganizationId organization;
        private final UUID id;
        private final MessageDigest sha256 = sha256();
        private final ChunkOutput store;

        Arrival(OrganizationId organization, UUID id) {
            this.organization = organization;
            this.id = id;
            this.store =
                    new ChunkOutput(
                            ChunkTable.CHUNK_BYTES,
                            (number, bytes) ->
                                    database.write(
                                            organization,
                                            tx -> {
                                                chunks.insert(
                                                        tx,
                                                        List.of(
                                                                new ChunkTable.Chunk(
                                                                        id, number, bytes)));
                                                return true;
                                            }));
        }

        Upload body(Call call) throws IOException {
            InputStream in = new Tee(call.stream(UploadFormat.BODY.mostBytes()), sha256, store);
            var scan = JsonScan.of(new Utf8Reader(in, ""), UploadFormat.BODY);
            in.skip(Long.MAX_VALUE);
            byte[] digest = sha256.digest();
            call.contentDigest(digest);
            return upload(
                    JsonFields.of(scan.frame()),
                    Optional.of(
                            new StoredInput(
                                    UploadFormat.BODY,
                                    "application/json",
                                    scan.records(),
                                    store.size(),
                                    HexFormat.of().formatHex(digest),
                                    Optional.empty())));
        }

        Upload upload(Call call, MultipartForm form, UploadKind kind) throws IOException {
            ObjectNode frame = Json.object();
            Optional<StoredInput> file = Optional.empty();
            for (var part = form.next(); part.isPresent(); part = form.next()) {
                switch (part.get().name()) {
                    case "file" -> {
                        if (file.isPresent()) {
                            throw new InvalidRequest(Fault.invalid("file", "must be sent once"));
                        }
                        file = Optional.of(file(part.get(), kind));
                    }
                    case "skipValidationErrors" -> flag(frame, part.get());
                    case "metadata" -> frame.set("metadata", metadata(part.get().text()));
                    case "treatment", "fileContentType", "externalId" ->
                            frame.put(part.get().name(), part.get().text());
                    default -> {
                        // Unknown members are passed over, as everywhere.
                    }
                }
            }
            var fields = JsonFields.of(frame);
            if (file.isEmpty()) {
                fields.fault(Fault.required("file"));
            }
            fields.require("fileContentType");
            var says = fields.text("fileContentType", 0, 255);
            var input = file;
            says.ifPresent(type -> checkType(fields, type, input, kind));
            call.contentDigest(
                    (frame + file.map(StoredInput::sha256).orElse(""))
                            .getBytes(StandardCharsets.UTF_8));
            return upload(fields, file);
        }

        private StoredInput file(MultipartForm.Part part, UploadKind kind) throws IOException {
            InputStream in =
                    new Tee(part.content(UploadFormat.CSV_FILE.mostBytes()), sha256, store);
            var text = new BufferedReader(new Utf8Reader(in, "file"), 32 << 10);
            UploadFormat form =
                    looksLikeJson(text) ? UploadFormat.JSON_FILE : UploadFormat.CSV_FILE;
            int records =
                    form == UploadFormat.JSON_FILE
                            ? JsonScan.of(text, form).records()
                            : count(text, kind);
            in.skip(Long.MAX_VALUE);
            String type = kind.contentType() + (form == UploadFormat.JSON_FILE ? "+json" : "+csv");
            return new StoredInput(
                    form,
                    type,
                    records,
                    store.size(),
                    HexFormat.of().formatHex(sha256.digest()),
                    part.fileName().map(UploadReader::storable));
        }

        private Upload upload(JsonFields frame, Optional<StoredInput> input) {
            return new Upload(
                    id, frame, input, new ChunkTable.Chunk(id, store.stored(), store.rest()));
        }

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
     * No header begins with a bracket, so the file tells what it is, wherever fileContentType
     * stands.
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

    private static void checkType(
            JsonFields fields, String says, Optional<StoredInput> file, UploadKind kind) {
        String base = kind.contentType();
        if (!says.equals(base + "+csv") && !says.equals(base + "+json")) {
            fields.fault(
                    Fault.invalid(
                            "fileContentType", "must be " + base + "+csv or " + base + "+json"));
        } else if (file.isPresent() && !file.get().contentType().equals(says)) {
            fields.fault(
                    Fault.invalid(
                            "fileContentType",
                            "says "
                                    + says.substring(base.length() + 1)
                                    + ", but the file is "
                                    + file.get().contentType().substring(base.length() + 1)));
        }
    }

    private static void flag(ObjectNode frame, MultipartForm.Part part) {
        String text = part.text();
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> frame.put(part.name(), true);
            case "false" -> frame.put(part.name(), false);
            default -> frame.put(part.name(), text);
        }
    }

    private static JsonNode metadata(String text) {
        try (var parser = Json.parser(new StringReader(text))) {
            parser.nextToken();
            return Json.value(parser);
        } catch (JsonProcessingException broken) {
            throw Json.broken(broken, "metadata", "the text");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Digests and stores what is read. */
    private static final class Tee extends FilterInputStream {
        private final MessageDigest digest;
        private final OutputStream store;

        Tee(InputStream in, MessageDigest digest, OutputStream store) {
            super(in);
            this.digest = digest;
            this.store = store;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            if (read > 0) {
                digest.update(into, from, read);
                store.write(into, from, read);
            }
            return read;
        }

        /** Skipping is reading: everything is stored. */
        @Override
        public long skip(long count) throws IOException {
            byte[] some = new byte[8 << 10];
            long skipped = 0;
            for (int read = 0; skipped < count && read >= 0; skipped += Math.max(read, 0)) {
                read = read(some, 0, (int) Math.min(some.length, count - skipped));
            }
            return skipped;
        }

        /** Whoever parses may close what it read, but the rest is still to come. */
        @Override
        public void close() {
            // The transport ends the body.
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

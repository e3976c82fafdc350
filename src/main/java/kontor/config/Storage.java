package kontor.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import kontor.postgres.DatabaseUrl;
import kontor.retention.Keep;
import kontor.shares.Allowance;
import kontor.vault.KeySource;
import org.jspecify.annotations.Nullable;

/** Where everything is kept, how much of it, and how long. */
record Storage(
        Path data,
        Optional<Path> bankFiles,
        long largestBankFile,
        Optional<DatabaseUrl> database,
        Optional<KeySource> given,
        Duration patience,
        Keep keep,
        Allowance allowance) {

    KeySource keys() {
        return given.orElseGet(() -> KeySource.usual(data, database.isEmpty()));
    }

    /** A folder that no other node needs; none where there may be other nodes. */
    Optional<Path> folder() {
        return bankFiles.or(
                () ->
                        database.isPresent()
                                ? Optional.empty()
                                : Optional.of(data.resolve("bank-files")));
    }

    static @Nullable Storage read(Reader reader) {
        var data = reader.read(Setting.KONTOR_DATA, Values::folder);
        var bankFiles = reader.read(Setting.KONTOR_BANK_FILES, Values.optional(Values::folder));
        var largest = reader.read(Setting.KONTOR_LARGEST_BANK_FILE, Values::megabytes);
        var database = database(reader);
        var wait = reader.read(Setting.KONTOR_DATABASE_WAIT, Values::wait);
        var keep = keep(reader);
        var keys = keys(reader);
        var allowance = allowance(reader);
        if (data == null
                || bankFiles == null
                || largest == null
                || database == null
                || keys == null
                || wait == null
                || keep == null
                || allowance == null) {
            return null;
        }
        // Kontor's own PostgreSQL has its files in the data folder.
        var known = database.isPresent() ? allowance : allowance.on(data);
        return new Storage(data, bankFiles, largest, database, keys, wait, keep, known);
    }

    private static @Nullable Allowance allowance(Reader reader) {
        var requests = reader.read(Setting.KONTOR_MOST_REQUESTS, Values::requests);
        var stored = reader.read(Setting.KONTOR_MOST_STORED, Values::gigabytes);
        return requests == null || stored == null ? null : Allowance.of(requests, stored);
    }

    private static @Nullable Optional<DatabaseUrl> database(Reader reader) {
        var url = reader.read(Setting.KONTOR_DATABASE_URL, Values.optional(DatabaseUrl::parse));
        var owner =
                reader.read(Setting.KONTOR_DATABASE_OWNER_URL, Values.optional(DatabaseUrl::parse));
        return url == null || owner == null ? null : url.map(one -> one.ownedBy(owner));
    }

    private static @Nullable Optional<KeySource> keys(Reader reader) {
        var given = reader.read(Setting.KONTOR_SECRET_KEY, Values.optional(KeySource::given));
        var file = reader.read(Setting.KONTOR_SECRET_KEY_FILE, Values.optional(Values::folder));
        if (given == null || file == null) {
            return null;
        }
        if (given.isPresent() && file.isPresent()) {
            reader.sentences()
                    .add("KONTOR_SECRET_KEY and KONTOR_SECRET_KEY_FILE: set one of them.");
        }
        return given.or(() -> file.map(path -> new KeySource.InFile(path, false)));
    }

    private static @Nullable Keep keep(Reader reader) {
        var files = reader.read(Setting.KONTOR_KEEP_FILES, Values::days);
        var deleted = reader.read(Setting.KONTOR_KEEP_DELETED, Values::days);
        return files == null || deleted == null ? null : new Keep(files, deleted);
    }
}

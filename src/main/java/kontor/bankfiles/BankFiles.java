package kontor.bankfiles;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.ChunkInput;
import kontor.db.Database;

/**
 * The door to the bytes of files. Each chunk is read in a short transaction of its own, so that a
 * slow reader holds no connection.
 */
public final class BankFiles {

    private final BankFileTable table = new BankFileTable();
    private final Database database;

    public BankFiles(Database database) {
        this.database = database.forRequests();
    }

    /** A file whose bytes can be had. */
    public final class Content {
        private final OrganizationId organization;
        private final Direction direction;
        private final StoredFile file;

        private Content(OrganizationId organization, Direction direction, StoredFile file) {
            this.organization = organization;
            this.direction = direction;
            this.file = file;
        }

        public StoredFile file() {
            return file;
        }

        /**
         * Writes all of it.
         *
         * @throws EOFException when bytes are missing by now, so that nobody takes a part for the
         *     whole
         */
        public void writeTo(OutputStream out) throws IOException {
            try (var bytes = open()) {
                long written = bytes.transferTo(out);
                if (written != file.size()) {
                    throw new EOFException(
                            file.name() + " has " + file.size() + " bytes, not " + written);
                }
            }
        }

        /**
         * Where a payment stands in it. Refuses {@code not_found} where it does not.
         *
         * @param payment whose id is the EndToEndId, without hyphens; records of Bankgirot have its
         *     end only
         */
        public Outcome<PaymentPlace> place(UUID payment) {
            Optional<PaymentPlace> found;
            try (var bytes = new BufferedInputStream(open(), 1 << 16)) {
                found =
                        MessagePrinter.isXml(bytes).orElse(false)
                                ? PlaceFinder.of(payment).find(bytes)
                                : PlaceFinder.record(payment, bytes);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return found.map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Refusal.notFound("Payment in this file")));
        }

        /**
         * A page of it as people read it.
         *
         * @param from the number of its first line, counted from 1
         */
        public Excerpt page(long from) {
            return read(new ExcerptReader.Wanted.From(from));
        }

        /** A payment in it, with what stands around; its first lines where it is not found. */
        public Excerpt around(UUID payment) {
            var found = place(payment).stream().findFirst();
            if (found.isEmpty()) {
                return page(1);
            }
            // A file of Bankgirot may tell of it in several records.
            return read(
                    found.get().isElement()
                            ? new ExcerptReader.Wanted.Part(found.get())
                            : new ExcerptReader.Wanted.Having(
                                    Ids.atBankgirot(payment).toLowerCase(Locale.ROOT)));
        }

        private Excerpt read(ExcerptReader.Wanted wanted) {
            try (var bytes = new BufferedInputStream(open(), 1 << 16)) {
                var isXml = MessagePrinter.isXml(bytes);
                if (isXml.isEmpty()) {
                    return new Excerpt(false, false, List.of(), Optional.empty());
                }
                var reader = new ExcerptReader(wanted);
                if (isXml.get()) {
                    new MessagePrinter(reader).print(bytes);
                } else {
                    MessagePrinter.lines(bytes, reader);
                }
                return reader.excerpt();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        public InputStream open() {
            return new ChunkInput(
                    number ->
                            database.read(
                                    organization,
                                    tx -> table.chunk(tx, direction, file.id(), number)));
        }
    }

    /**
     * The bytes of a file. Refuses {@code not_found}, {@code deleted} after the time that bytes are
     * kept, and {@code file_incomplete} while it comes in. For callers who are limited to no
     * accounts.
     */
    public Outcome<Content> content(Caller caller, Direction direction, UUID id) {
        caller.requireWholeOrganization();
        return contentForUse(caller.organization(), direction, id);
    }

    /** The same for a room that has judged what of the file the caller may see. */
    public Outcome<Content> contentForUse(
            OrganizationId organization, Direction direction, UUID id) {
        var found = database.read(organization, tx -> table.find(tx, direction, id));
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound(direction.what()));
        }
        var file = found.get();
        if (!file.complete()) {
            return Outcome.refused(FileRefusal.FILE_INCOMPLETE.refusal());
        }
        return file.kept() || file.size() == 0
                ? Outcome.done(new Content(organization, direction, file))
                : Outcome.refused(
                        new Refusal(
                                Refusal.Category.GONE,
                                "deleted",
                                "the bytes of this file were deleted after the time they are kept",
                                List.of()));
    }
}

package kontor.statements;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.encodings.Sha256;
import kontor.transactions.EntryReading;
import kontor.transactions.StatementEntry;

/**
 * One entry whose details arrive apart from it: in a camt.054, or in parts because they are too
 * many.
 *
 * <pre>
 * TELLING              its file is being read, its details are not all kept yet
 * TELLING -> WAITING   all of them are kept; the booked entry is not known
 * WAITING -> JOINING   the entry was booked, the details move to its transaction
 * JOINING -> JOINED    all have moved
 * TELLING, WAITING -> NEEDLESS   the booked entry had its details itself, or they were read before
 * </pre>
 *
 * @param inboxFile the file that waits; none when its own statement brings the details
 * @param position place in that file, from 1
 * @param key equal for entries with the same content, see {@link #key}
 * @param occurrence counts entries with the same key in the file, from 1
 * @param date booking date, or else value date, or else the day of the report
 * @param amount negative when the account is debited
 * @param servicerReference the bank's own reference of the entry
 * @param endToEndId of its first transaction
 */
record LateDetailsEntry(
        UUID id,
        UUID accountId,
        Optional<UUID> inboxFile,
        long position,
        String key,
        int occurrence,
        LocalDate date,
        Money amount,
        Optional<String> servicerReference,
        Optional<String> endToEndId) {

    /** See above; the words are stored. */
    enum Status {
        TELLING,
        WAITING,
        JOINING,
        JOINED,
        NEEDLESS
    }

    /** The key of an entry and its number among the entries with that key. */
    record Place(String key, int occurrence) {}

    Place place() {
        return new Place(key, occurrence);
    }

    static LateDetailsEntry of(
            Notification notification, StatementEntry entry, String key, int occurrence) {
        return new LateDetailsEntry(
                Ids.next(),
                notification.accountId(),
                Optional.of(notification.inboxFile()),
                entry.position(),
                key,
                occurrence,
                date(notification, entry),
                entry.head().amount(),
                entry.reference(),
                firstEndToEndId(entry));
    }

    static LateDetailsEntry of(Statement statement, StatementEntry entry) {
        return new LateDetailsEntry(
                Ids.next(),
                statement.accountId(),
                Optional.empty(),
                entry.position(),
                key(statement, entry.position()),
                1,
                entry.date().orElse(statement.asOf()),
                entry.head().amount(),
                entry.reference(),
                Optional.empty());
    }

    static LocalDate date(Notification notification, StatementEntry entry) {
        return entry.date().orElse(notification.day());
    }

    private static Optional<String> firstEndToEndId(StatementEntry entry) {
        return entry.details().stream()
                .findFirst()
                .flatMap(detail -> StatementEntry.meant(detail.references().endToEndId()));
    }

    /** The key of an entry whose details its own statement brings: its place there. */
    static String key(Statement statement, long position) {
        return "S|" + statement.id() + "|" + position;
    }

    /** Banks send the same again under another name, so the content is the key: a digest of it. */
    static String key(Notification notification, StatementEntry entry) {
        var head = entry.head();
        var digest = Sha256.begin();
        update(
                digest,
                List.of(
                                date(notification, entry),
                                head.amount(),
                                head.reference(),
                                head.references().accountServicer(),
                                entry.batches())
                        .toString());
        new EntryReading(entry).details().forEach(detail -> update(digest, detail.toString()));
        return "N|" + HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}

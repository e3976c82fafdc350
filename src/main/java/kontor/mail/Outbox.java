package kontor.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.vault.SealedTexts;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import org.jdbi.v3.core.Handle;

/** The door to what is to be mailed: written with its cause, read by owners of a sandbox. */
public final class Outbox {

    /** Within it the same organization sends one recipient only so many invitations. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final int MOST_INVITATIONS = 5;

    /** How long it is known that there was a mail, without its text. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** That a payer was not told is known as long as the payer may ask for the money. */
    private static final Duration KEPT_UNDELIVERED = Duration.ofDays(430);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** What becomes of mails. */
    public enum Way {
        /** They are sent. */
        SENT,
        /** Nothing is sent; owners of the sandbox read what would have been. */
        SHOWN,
        /** Nothing sends them, and nobody may read them. */
        NONE
    }

    private final boolean sends;
    private final SealedTexts texts;
    private final OutboxTable table = new OutboxTable();

    /**
     * @param sends whether there is a mail server
     * @param texts seals what is written
     */
    public Outbox(boolean sends, SealedTexts texts) {
        this.sends = sends;
        this.texts = texts;
    }

    /** Whether there is a mail server. */
    public boolean sends() {
        return sends;
    }

    /**
     * @param sandbox whether what is mailed concerns a sandbox and nobody else
     */
    public Way way(boolean sandbox) {
        if (sends) {
            return Way.SENT;
        }
        return sandbox ? Way.SHOWN : Way.NONE;
    }

    /**
     * Writes a mail with what caused it.
     *
     * @param way as {@link #way} says; nothing is written where there is {@link Way#NONE}
     * @throws IllegalArgumentException for a mail to be shown that names no sandbox
     */
    public void write(Handle sql, Instant now, Way way, NewMail mail) {
        write(sql, now, way, List.of(mail));
    }

    /**
     * The same for many that have one cause.
     *
     * @return their ids, in their order; of none where nothing is written
     */
    public List<UUID> write(Handle sql, Instant now, Way way, List<NewMail> mails) {
        if (way == Way.NONE || mails.isEmpty()) {
            return List.of();
        }
        var written = mails.stream().map(mail -> written(sql, now, way, mail)).toList();
        table.insert(sql, written, now);
        return written.stream().map(OutboxTable.Written::id).toList();
    }

    private OutboxTable.Written written(Handle sql, Instant now, Way way, NewMail mail) {
        if (way == Way.SHOWN && mail.organization().isEmpty()) {
            throw new IllegalArgumentException(mail + " is to be shown, and not where");
        }
        var next = mail.kind() == MailKind.INVITATION ? invitationTime(sql, now, mail) : now;
        UUID id = Ids.next();
        byte[] sealed = texts.seal(mail.text(), place(id));
        return way == Way.SENT
                ? new OutboxTable.Written(id, mail, sealed, Mail.State.WAITING, Optional.of(next))
                : new OutboxTable.Written(id, mail, sealed, Mail.State.SHOWN, Optional.empty());
    }

    /**
     * Forgets mails that were over long ago, of all organizations, a little in one transaction: no
     * organization waits for another that does the same.
     */
    public void forgetOld(Database database) {
        var now = Instant.now(database.clock());
        int gone = FORGOTTEN_AT_ONCE;
        while (gone == FORGOTTEN_AT_ONCE) {
            gone =
                    database.system(
                            sql ->
                                    table.forget(
                                            sql,
                                            now.minus(KEPT),
                                            now.minus(KEPT_UNDELIVERED),
                                            FORGOTTEN_AT_ONCE));
        }
    }

    /** Its link took the place of the one before; beyond some an hour it waits. */
    private Instant invitationTime(Handle sql, Instant now, NewMail mail) {
        table.deleteUnsent(sql, mail);
        return table.nthNewest(sql, mail, MOST_INVITATIONS)
                .map(created -> created.plus(WINDOW))
                .filter(now::isBefore)
                .orElse(now);
    }

    /** How many mails of a kind were written to a recipient since then. */
    public int written(Handle sql, MailKind kind, String recipient, Instant since) {
        return table.written(sql, kind, recipient, since);
    }

    /** How far the last mail of a kind is that this organization sent to a recipient. */
    public Optional<Progress> progress(Tx tx, MailKind kind, String recipient) {
        return table.progress(tx, kind, recipient);
    }

    /** Whether its page opens: to owners, who see the mails of the whole organization. */
    public static boolean opensTo(Caller caller) {
        return caller.owner() && caller.accounts().all();
    }

    /**
     * What would have been mailed of this sandbox, or was; newest first. Refuses whoever is no
     * owner with {@code owner_only}: the links make their reader anybody of the sandbox.
     */
    public Outcome<Page<Mail>> shown(Tx tx, Caller caller, PageRequest page) {
        if (!caller.owner()) {
            String message = "only owners of the sandbox read its mails";
            return Outcome.refused(
                    new Refusal(Refusal.Category.FORBIDDEN, "owner_only", message, List.of()));
        }
        var after = page.after().map(UUID::fromString);
        var rows =
                table.shown(tx, after, page.limit() + 1).stream()
                        .map(stored -> stored.opened(this::open))
                        .toList();
        return Outcome.done(Page.cut(rows, page.limit(), mail -> mail.id().toString()));
    }

    String open(UUID id, byte[] sealed) {
        return texts.open(sealed, place(id));
    }

    private static String place(UUID id) {
        return "mails/" + id;
    }

    /** Those that are to be sent now, oldest first; for whoever sends. */
    List<UUID> due(Handle sql, Instant now, int most) {
        return table.due(sql, now, most);
    }

    OutboxTable table() {
        return table;
    }
}

package kontor.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of the outbox. */
final class OutboxTable {

    /**
     * A mail as it is written.
     *
     * @param next when it is sent; empty where it is only shown
     */
    record Written(UUID id, NewMail mail, byte[] sealed, Mail.State state, Optional<Instant> next) {

        private Optional<UUID> organization() {
            return mail.organization().map(OrganizationId::value);
        }
    }

    private static final Rows<Written> ROWS =
            Rows.of(
                    Column.id("id", Written::id),
                    Column.word("kind", one -> one.mail.kind()),
                    Column.optionalId("organization_id", Written::organization),
                    Column.text("recipient", one -> one.mail.recipient()),
                    Column.text("subject", one -> one.mail.subject()),
                    Column.bytes("text", Written::sealed),
                    Column.word("state", Written::state),
                    Column.optionalTime("next_try", Written::next),
                    Column.time("expires", one -> one.mail.expires()));

    private static final String INSERT =
            ROWS.insert("INSERT INTO mails (%s, tries, created) SELECT %s, 0, :now FROM %s");

    void insert(Handle sql, List<Written> mails, Instant now) {
        ROWS.bound(sql.createUpdate(INSERT), mails).bind("now", now).execute();
    }

    private static @Nullable UUID id(Optional<OrganizationId> one) {
        return one.map(OrganizationId::value).orElse(null);
    }

    /** Those of the same kind from the same organization to the same recipient. */
    void deleteUnsent(Handle sql, NewMail mail) {
        sql.createUpdate(
                        """
                        DELETE FROM mails
                        WHERE recipient = :recipient AND kind = :kind AND state IN ('WAITING', 'SHOWN')
                            AND organization_id = :organization
                        """)
                .bind("recipient", mail.recipient())
                .bind("kind", mail.kind().name())
                .bind("organization", id(mail.organization()))
                .execute();
    }

    /** When the nth newest of the like was written. */
    Optional<Instant> nthNewest(Handle sql, NewMail mail, int nth) {
        return sql.createQuery(
                        """
                        SELECT created FROM mails
                        WHERE recipient = :recipient AND kind = :kind AND organization_id = :organization
                        ORDER BY created DESC OFFSET :before LIMIT 1
                        """)
                .bind("recipient", mail.recipient())
                .bind("kind", mail.kind().name())
                .bind("organization", id(mail.organization()))
                .bind("before", nth - 1)
                .mapTo(Instant.class)
                .findOne();
    }

    int written(Handle sql, MailKind kind, String recipient, Instant since) {
        return sql.createQuery(
                        """
                        SELECT count(*) FROM mails
                        WHERE recipient = :recipient AND kind = :kind AND created > :since
                        """)
                .bind("recipient", recipient)
                .bind("kind", kind.name())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /** In whose name mails are counted that concern no organization, or several. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String DUE =
            """
            WITH RECURSIVE senders (id) AS (
                (SELECT %1$s FROM mails m WHERE m.state = 'WAITING' ORDER BY %1$s LIMIT 1)
                UNION ALL
                SELECT (
                    SELECT %1$s FROM mails m WHERE m.state = 'WAITING' AND %1$s > s.id ORDER BY %1$s LIMIT 1)
                FROM senders s WHERE s.id IS NOT NULL)
            SELECT d.id
            FROM senders s
            CROSS JOIN LATERAL (
                SELECT m.id, m.next_try,
                    row_number() OVER (ORDER BY m.kind = '%2$s', m.next_try, m.id) AS turn
                FROM mails m
                WHERE m.state = 'WAITING' AND %1$s = s.id AND m.next_try <= :now
                ORDER BY m.kind = '%2$s', m.next_try, m.id
                LIMIT :most) AS d
            ORDER BY d.turn, d.next_try, d.id
            LIMIT :most
            """
                    .formatted(
                            "coalesce(m.organization_id, '%s')".formatted(NOBODY),
                            MailKind.PRE_NOTIFICATION);

    /**
     * Organizations take turns, so that none waits behind the many mails of another; of one, mails
     * for which somebody sits and waits go before notices to payers.
     */
    List<UUID> due(Handle sql, Instant now, int most) {
        return sql.createQuery(DUE).bind("now", now).bind("most", most).mapTo(UUID.class).list();
    }

    /**
     * One of all nodes begins to send; the others leave it alone for so long. Empty when another
     * has begun.
     */
    Optional<StoredMail> begin(Handle sql, UUID id, Instant now, Duration alone) {
        return sql.createQuery(
                        """
                        UPDATE mails SET tries = tries + 1, next_try = :until
                        WHERE id = :id AND state = 'WAITING' AND next_try <= :now
                        RETURNING id, kind, organization_id, recipient, subject, text, state, tries, created,
                            expires
                        """)
                .bind("id", id)
                .bind("now", now)
                .bind("until", now.plus(alone))
                .map((row, _) -> mail(row))
                .findOne();
    }

    /** It is tried again then; only by whoever began this try. */
    void later(Handle sql, Mail mail, Instant next, String problem) {
        sql.createUpdate(
                        """
                        UPDATE mails SET next_try = :next, problem = :problem
                        WHERE id = :id AND state = 'WAITING' AND tries = :tries
                        """)
                .bind("id", mail.id())
                .bind("tries", mail.tries())
                .bind("next", next)
                .bind("problem", problem)
                .execute();
    }

    /**
     * It is over, and its text erased.
     *
     * @return false when another node has begun to send it meanwhile, and says what becomes of it
     */
    boolean end(Handle sql, Mail mail, Mail.State how, Instant now, String problem) {
        return sql.createUpdate(
                                """
                                UPDATE mails SET state = :state, next_try = NULL, text = NULL, ended = :now,
                                    problem = nullif(:problem, '')
                                WHERE id = :id AND state = 'WAITING' AND tries = :tries
                                """)
                        .bind("id", mail.id())
                        .bind("tries", mail.tries())
                        .bind("state", how.name())
                        .bind("now", now)
                        .bind("problem", problem)
                        .execute()
                == 1;
    }

    private static final String FORGET =
            """
            DELETE FROM mails WHERE id IN (
                SELECT id FROM mails
                WHERE state <> 'WAITING' AND created < CASE WHEN state = 'GIVEN_UP' AND kind = '%s'
                    THEN :undelivered::timestamptz ELSE :before::timestamptz END AND created < :before
                ORDER BY created LIMIT :most)
            """
                    .formatted(MailKind.PRE_NOTIFICATION);

    /**
     * Forgets mails that are over.
     *
     * @param undelivered before which notices to payers are forgotten that were given up
     * @return how many; as many as asked for where there may be more
     */
    int forget(Handle sql, Instant before, Instant undelivered, int most) {
        return sql.createUpdate(FORGET)
                .bind("before", before)
                .bind("undelivered", undelivered)
                .bind("most", most)
                .execute();
    }

    /** Newest first. */
    List<StoredMail> shown(Tx tx, Optional<UUID> after, int limit) {
        return tx.query(
                        """
                        SELECT id, kind, organization_id, recipient, subject,
                            CASE WHEN state = 'SHOWN' THEN text END AS text, state, tries, created, expires
                        FROM mails
                        WHERE organization_id = :org AND (:after::uuid IS NULL OR id < :after::uuid)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, _) -> mail(row))
                .list();
    }

    Optional<Progress> progress(Tx tx, MailKind kind, String recipient) {
        return tx.query(
                        """
                        SELECT state, coalesce(ended, created) AS since, problem FROM mails
                        WHERE organization_id = :org AND recipient = :recipient AND kind = :kind
                        ORDER BY created DESC, id DESC LIMIT 1
                        """)
                .bind("recipient", recipient)
                .bind("kind", kind.name())
                .map(
                        (row, _) ->
                                new Progress(
                                        Mail.State.valueOf(row.getString("state")),
                                        row.getTimestamp("since").toInstant(),
                                        Optional.ofNullable(row.getString("problem"))))
                .findOne();
    }

    private static StoredMail mail(ResultSet row) throws SQLException {
        var organization = Optional.ofNullable(row.getObject("organization_id", UUID.class));
        var mail =
                new Mail(
                        row.getObject("id", UUID.class),
                        MailKind.valueOf(row.getString("kind")),
                        organization.map(OrganizationId::new),
                        row.getString("recipient"),
                        row.getString("subject"),
                        Optional.empty(),
                        Mail.State.valueOf(row.getString("state")),
                        row.getInt("tries"),
                        row.getTimestamp("created").toInstant(),
                        row.getTimestamp("expires").toInstant());
        return new StoredMail(mail, Optional.ofNullable(row.getBytes("text")));
    }
}

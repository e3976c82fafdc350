package kontor.leases;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import kontor.db.Tx;

/**
 * SQL of the leases. Time is that of the database when the transaction began: it is never later
 * than the moment of the change, so a lease is taken a little late and ends a little early.
 */
final class LeaseTable {

    /**
     * Takes a lease that is free. One that lasts longer than any is free as well: the database's
     * clock was set back.
     */
    boolean take(Tx tx, UUID subject, UUID holder, Duration term) {
        int taken =
                tx.update(
                                """
                                UPDATE leases
                                SET fence = fence + 1, holder = :holder,
                                    held_until = now() + make_interval(secs => :seconds)
                                WHERE organization_id = :org AND subject_id = :subject
                                    AND (held_until <= now()
                                        OR held_until > now() + make_interval(secs => :longest))
                                """)
                        .bind("holder", holder)
                        .bind("subject", subject)
                        .bind("seconds", term.toSeconds())
                        .bind("longest", 2 * term.toSeconds())
                        .execute();
        return taken > 0 || begin(tx, subject, holder, term);
    }

    private static boolean begin(Tx tx, UUID subject, UUID holder, Duration term) {
        int begun =
                tx.update(
                                """
                                INSERT INTO leases AS leases
                                    (organization_id, subject_id, fence, holder, held_until)
                                VALUES (:org, :subject, 1, :holder,
                                    now() + make_interval(secs => :seconds))
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("subject", subject)
                        .bind("holder", holder)
                        .bind("seconds", term.toSeconds())
                        .execute();
        return begun > 0;
    }

    /** Whether it is the holder's; then it stays so until the transaction ends. */
    boolean hold(Tx tx, UUID subject, UUID holder) {
        return tx.query(
                        """
                        SELECT fence FROM leases
                        WHERE organization_id = :org AND subject_id = :subject AND holder = :holder
                        FOR SHARE
                        """)
                .bind("subject", subject)
                .bind("holder", holder)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** The next number; empty when it is not the holder's any more. */
    OptionalLong next(Tx tx, UUID subject, UUID holder) {
        return tx.query(
                        """
                        UPDATE leases SET fence = fence + 1
                        WHERE organization_id = :org AND subject_id = :subject AND holder = :holder
                        RETURNING fence
                        """)
                .bind("subject", subject)
                .bind("holder", holder)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** False when the holder lost it, or has drawn another number since. */
    boolean isLast(Tx tx, UUID subject, UUID holder, long fence) {
        return tx.query(
                        """
                        SELECT fence FROM leases
                        WHERE organization_id = :org AND subject_id = :subject AND holder = :holder
                            AND fence = :fence
                        FOR SHARE
                        """)
                .bind("subject", subject)
                .bind("holder", holder)
                .bind("fence", fence)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    boolean renew(Tx tx, UUID subject, UUID holder, Duration term) {
        return tx.update(
                                """
                                UPDATE leases
                                SET held_until = now() + make_interval(secs => :seconds)
                                WHERE organization_id = :org AND subject_id = :subject
                                    AND holder = :holder
                                """)
                        .bind("subject", subject)
                        .bind("holder", holder)
                        .bind("seconds", term.toSeconds())
                        .execute()
                > 0;
    }

    void giveBack(Tx tx, UUID subject, UUID holder) {
        tx.update(
                        """
                        UPDATE leases SET held_until = '-infinity'
                        WHERE organization_id = :org AND subject_id = :subject AND holder = :holder
                        """)
                .bind("subject", subject)
                .bind("holder", holder)
                .execute();
    }
}

package kontor.leases;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import kontor.db.Tx;

/**
 * SQL of the leases. Time is that of the database when the transaction began: it is never later
 * than the moment of the change, so a lease is taken a little late and ends a little early.
 *
 * <p>Changes that the lease allows lock its row FOR KEY SHARE, and overlap each other without end.
 * Who takes it from its holder, or ends what a number allowed, waits for them by FOR UPDATE; who
 * only renews it does not, or under steady work it would never be his turn.
 */
final class LeaseTable {

    /**
     * Takes a lease that is free. One that lasts longer than any is free as well: the database's
     * clock was set back.
     */
    boolean take(Tx tx, UUID subject, UUID holder, Duration term) {
        int taken = lockedIfFree(tx, subject, term) ? takeLocked(tx, subject, holder, term) : 0;
        return taken > 0 || begin(tx, subject, holder, term);
    }

    /** Waits for the changes that it allowed; what came of the wait is seen in what is locked. */
    private static boolean lockedIfFree(Tx tx, UUID subject, Duration term) {
        return tx.query(
                        """
                        SELECT fence FROM leases
                        WHERE organization_id = :org AND subject_id = :subject
                            AND (held_until <= now()
                                OR held_until > now() + make_interval(secs => :longest))
                        FOR UPDATE
                        """)
                .bind("subject", subject)
                .bind("longest", 2 * term.toSeconds())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private static int takeLocked(Tx tx, UUID subject, UUID holder, Duration term) {
        return tx.update(
                        """
                        UPDATE leases
                        SET fence = fence + 1, holder = :holder,
                            held_until = now() + make_interval(secs => :seconds)
                        WHERE organization_id = :org AND subject_id = :subject
                        """)
                .bind("holder", holder)
                .bind("subject", subject)
                .bind("seconds", term.toSeconds())
                .execute();
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
                        FOR KEY SHARE
                        """)
                .bind("subject", subject)
                .bind("holder", holder)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** The next number; empty when it is not the holder's any more. */
    OptionalLong next(Tx tx, UUID subject, UUID holder) {
        if (!lockHeld(tx, subject, holder)) {
            return OptionalLong.empty();
        }
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

    /** Waits for the changes that the number before allowed. */
    private static boolean lockHeld(Tx tx, UUID subject, UUID holder) {
        return tx.query(
                        """
                        SELECT fence FROM leases
                        WHERE organization_id = :org AND subject_id = :subject AND holder = :holder
                        FOR UPDATE
                        """)
                .bind("subject", subject)
                .bind("holder", holder)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** False when the holder lost it, or has drawn another number since. */
    boolean isLast(Tx tx, UUID subject, UUID holder, long fence) {
        return tx.query(
                        """
                        SELECT fence FROM leases
                        WHERE organization_id = :org AND subject_id = :subject AND holder = :holder
                            AND fence = :fence
                        FOR KEY SHARE
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

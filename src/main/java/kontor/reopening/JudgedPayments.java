package kontor.reopening;

import java.util.Collection;
import java.util.UUID;
import kontor.db.Tx;

/** Payments of one kind, which are judged anew; implemented by the rooms of payments. */
@FunctionalInterface
public interface JudgedPayments {

    /** Judges those of the payments that are of this kind and have not left. */
    void judge(Tx tx, EntityMove move, Collection<UUID> payments);
}

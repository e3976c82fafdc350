package kontor.approvals;

import java.util.UUID;
import kontor.db.Tx;

/** Answers what approvals must know about the organization; implemented by the iam room. */
public interface OwnerStep {

    /** The organization's owner role; it never changes. */
    UUID ownerRole(Tx tx);

    /** Whether an API key that holds the owner role may decide the owner step. */
    boolean keysMayDecide(Tx tx);
}

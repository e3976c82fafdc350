package kontor.caps;

import kontor.db.Tx;

/** SQL that counts what an organization has. */
public final class CapTable {

    private CapTable() {}

    /** Until this transaction ends no other counts the same things of the organization. */
    public static void alone(Tx tx, String things) {
        tx.query(
                        """
                        SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:org::text || :things, 0))
                        """)
                .bind("things", " caps " + things)
                .mapTo(Integer.class)
                .one();
    }

    static int count(Tx tx, Cap cap) {
        return tx.query(
                        switch (cap) {
                            case TOO_MANY_ENTITIES ->
                                    """
                                    SELECT count(*) FROM entities WHERE organization_id = :org AND NOT deleted
                                    """;
                            case TOO_MANY_OWN_ACCOUNTS ->
                                    """
                                    SELECT count(*) FROM accounts WHERE organization_id = :org
                                    """;
                            case TOO_MANY_CONNECTIONS ->
                                    """
                                    SELECT count(*) FROM connections WHERE organization_id = :org AND NOT deleted
                                    """;
                            case TOO_MANY_USERS ->
                                    """
                                    SELECT count(*) FROM users WHERE organization_id = :org AND revoked IS NULL
                                    """;
                        })
                .mapTo(Integer.class)
                .one();
    }
}

package kontor.counterparties;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the accounts that payments described. */
final class InlineTable {

    /** Those not deleted, by their digest in hexadecimal. */
    Map<String, UUID> find(Tx tx, Collection<String> digests) {
        return tx.query(
                        """
                        SELECT i.digest, i.external_account_id
                        FROM inline_accounts i
                        JOIN external_accounts a ON a.organization_id = i.organization_id AND a.id = i.external_account_id
                        WHERE i.organization_id = :org AND i.digest = ANY (:digests::bytea[]) AND NOT a.deleted
                        """)
                .bind("digests", bytes(List.copyOf(digests)))
                .map(
                        (row, _) ->
                                Map.entry(
                                        HexFormat.of().formatHex(row.getBytes(1)),
                                        row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** One node at a time makes accounts of an organization, so that none is made twice. */
    void lock(Tx tx) {
        tx.query(
                        """
                        SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:org::text || ' inline accounts', 0))
                        """)
                .mapTo(Integer.class)
                .one();
    }

    void remember(Tx tx, Map<String, UUID> made) {
        if (made.isEmpty()) {
            return;
        }
        var digests = made.keySet().stream().sorted().toList();
        tx.update(
                        """
                        INSERT INTO inline_accounts (organization_id, digest, external_account_id)
                        SELECT :org, u.digest, u.account FROM unnest(:digests::bytea[], :accounts::uuid[]) AS u (digest, account)
                        ON CONFLICT (organization_id, digest)
                            DO UPDATE SET external_account_id = excluded.external_account_id
                        """)
                .bind("digests", bytes(digests))
                .bind("accounts", digests.stream().map(made::get).toArray(UUID[]::new))
                .execute();
    }

    private static byte[][] bytes(List<String> digests) {
        return digests.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }
}

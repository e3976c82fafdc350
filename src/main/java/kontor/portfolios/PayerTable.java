package kontor.portfolios;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;
import kontor.identifiers.AccountIdentifier;
import kontor.wire.IdentifierJson;

/** SQL of the counterparties that rows name, with what is compared: their names and numbers. */
final class PayerTable {

    /**
     * An account of a counterparty; the first number is that by which it is known.
     *
     * @param party the counterparty
     */
    record Numbered(UUID party, AccountIdentifier number) {}

    /** Counterparties that are there: their names, and their accounts by number. */
    record Payers(Map<UUID, String> names, Map<Numbered, UUID> accounts) {}

    private record Found(
            UUID party, String name, Optional<UUID> account, List<AccountIdentifier> numbers) {

        void into(Payers payers) {
            payers.names.put(party, name);
            account.ifPresent(
                    id ->
                            numbers.forEach(
                                    number ->
                                            payers.accounts.putIfAbsent(
                                                    new Numbered(party, number), id)));
        }
    }

    Payers find(Tx tx, Collection<UUID> parties) {
        var payers = new Payers(new HashMap<>(), new HashMap<>());
        if (parties.isEmpty()) {
            return payers;
        }
        tx.query(
                        """
                        SELECT c.id, c.legal_name, a.id, a.identifiers FROM counterparties c
                        LEFT JOIN external_accounts a ON a.organization_id = c.organization_id
                            AND a.counterparty_id = c.id AND NOT a.deleted
                        WHERE c.organization_id = :org AND c.id = ANY (:ids) AND NOT c.deleted
                        ORDER BY a.id
                        """)
                .bind("ids", parties.toArray(UUID[]::new))
                .map((row, _) -> found(row))
                .forEach(found -> found.into(payers));
        return payers;
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject(1, UUID.class),
                row.getString(2),
                Optional.ofNullable(row.getObject(3, UUID.class)),
                Optional.ofNullable(row.getString(4))
                        .map(IdentifierJson::readAccounts)
                        .orElse(List.of()));
    }
}

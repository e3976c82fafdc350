package kontor.warnings;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountKeys;
import kontor.warnings.History.Earlier;
import kontor.warnings.History.Facts;
import kontor.warnings.History.Numbers;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of what earlier payments tell; of the earlier ones only those that the reader may see. */
final class HistoryTable {

    private static final String FACTS =
            """
            SELECT p.id, p.status = 'CREATED' AS waits, p.submission_deadline, p.amount_minor, p.currency,
                p.counterparty_id IS NOT NULL AS to_payee, p.destination,
                e.last_id, e.last_destination, e.alike, e.most
            FROM credit_transfers p
            LEFT JOIN LATERAL (
                SELECT (array_agg(l.id ORDER BY l.date DESC, l.id DESC))[1] AS last_id,
                    (array_agg(l.destination ORDER BY l.date DESC, l.id DESC))[1] AS last_destination,
                    count(*) FILTER (WHERE l.currency = p.currency) AS alike,
                    max(l.amount_minor) FILTER (WHERE l.currency = p.currency) AS most
                FROM (
                    SELECT c.id, c.date, c.destination, c.currency, c.amount_minor
                    FROM credit_transfers c
                    WHERE c.organization_id = p.organization_id AND c.counterparty_id = p.counterparty_id
                        AND c.id < p.id
                        AND c.status IN ('PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED',
                            'EXECUTED', 'RETURNED', 'UNKNOWN')
                        AND (:within::uuid[] IS NULL OR c.source_account_id = ANY (:within))
                    ORDER BY c.date DESC, c.id DESC LIMIT 20) AS l
            ) AS e ON true
            WHERE p.organization_id = :org AND p.id = ANY (:ids)
                AND (:within::uuid[] IS NULL OR p.source_account_id = ANY (:within))
            UNION ALL
            SELECT d.id, d.status = 'CREATED', d.submission_deadline, d.amount_minor, d.currency, false, NULL,
                NULL, NULL, 0, 0
            FROM direct_debits d
            WHERE d.organization_id = :org AND d.id = ANY (:ids)
                AND (:within::uuid[] IS NULL OR d.destination_account_id = ANY (:within))
            """;

    List<Facts> facts(Tx tx, Collection<UUID> ids, AccountLimit within) {
        return tx.query(FACTS)
                .bind("ids", ids.stream().distinct().toArray(UUID[]::new))
                .bind("within", within.within())
                .map((row, _) -> facts(row))
                .list();
    }

    private static Facts facts(ResultSet row) throws SQLException {
        var last = Optional.ofNullable(row.getObject("last_id", UUID.class));
        var lastAccount = account(row.getString("last_destination"));
        return new Facts(
                row.getObject("id", UUID.class),
                row.getBoolean("waits"),
                row.getTimestamp("submission_deadline").toInstant(),
                row.getLong("amount_minor"),
                row.getBoolean("to_payee"),
                account(row.getString("destination")),
                last.map(id -> new Earlier(id, lastAccount)),
                row.getInt("alike"),
                row.getLong("most"),
                row.getString("currency"));
    }

    private static Numbers account(@Nullable String snapshot) {
        if (snapshot == null) {
            return new Numbers("", Set.of());
        }
        var account = Json.readOwn(snapshot);
        var numbers = IdentifierJson.readAccounts(account.path("identifiers"));
        return new Numbers(
                numbers.stream().map(AccountIdentifier::number).sorted().collect(joining(", ")),
                AccountKeys.of(numbers, IdentifierJson.readRouting(account.path("routing"))));
    }
}

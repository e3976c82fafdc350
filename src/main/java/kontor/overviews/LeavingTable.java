package kontor.overviews;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.core.AccountLimit;
import kontor.core.Currency;
import kontor.core.Maps;
import kontor.db.Tx;

/** SQL of what waits for a file. */
final class LeavingTable {

    /** Two halves, so that each has its small index, in which all stands. */
    private static final String DUE =
            """
            SELECT d.connection_id, d.scheme, d.submission_deadline, d.currency, d.status,
                min(d.effective_date) AS effective_date, count(*) AS payments, sum(d.amount_minor) AS amount
            FROM (
                SELECT p.connection_id, p.scheme, p.submission_deadline, p.currency, 'APPROVED' AS status,
                    p.effective_date, p.amount_minor
                FROM %1$s p
                WHERE p.organization_id = :org AND p.status = 'APPROVED'
                    AND p.submission_deadline >= :now AND p.submission_deadline < :until
                    AND (:within::uuid[] IS NULL OR p.%2$s = ANY (:within))
                UNION ALL
                SELECT p.connection_id, p.scheme, p.submission_deadline, p.currency, 'CREATED', p.effective_date,
                    p.amount_minor
                FROM %1$s p
                WHERE p.organization_id = :org AND p.status = 'CREATED'
                    AND p.submission_deadline >= :now AND p.submission_deadline < :until
                    AND (:within::uuid[] IS NULL OR p.%2$s = ANY (:within))
            ) AS d
            GROUP BY d.connection_id, d.scheme, d.submission_deadline, d.currency, d.status
            ORDER BY d.submission_deadline, d.scheme, d.currency
            """;

    private static final Map<PaymentType, String> TEXTS =
            Map.of(
                    PaymentType.DIRECT_DEBIT,
                    DUE.formatted("direct_debits", "destination_account_id"),
                    PaymentType.CREDIT_TRANSFER,
                    DUE.formatted("credit_transfers", "source_account_id"));

    /** Payments of one status that leave together. */
    record Due(
            PaymentType type,
            Optional<UUID> connection,
            String scheme,
            Instant deadline,
            Currency currency,
            boolean approved,
            LocalDate date,
            long count,
            BigInteger sum) {}

    /** The earliest deadline first. */
    List<Due> due(Tx tx, PaymentType type, AccountLimit within, Instant now, Instant until) {
        return tx.query(Maps.required(TEXTS, type))
                .bind("within", within.within())
                .bind("now", now)
                .bind("until", until)
                .map((row, _) -> due(row, type))
                .list();
    }

    private static Due due(ResultSet row, PaymentType type) throws SQLException {
        return new Due(
                type,
                Optional.ofNullable(row.getObject("connection_id", UUID.class)),
                row.getString("scheme"),
                row.getTimestamp("submission_deadline").toInstant(),
                Currency.known(row.getString("currency")),
                row.getString("status").equals("APPROVED"),
                row.getObject("effective_date", LocalDate.class),
                row.getLong("payments"),
                row.getBigDecimal("amount").toBigIntegerExact());
    }
}

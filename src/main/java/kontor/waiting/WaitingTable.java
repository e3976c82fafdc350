package kontor.waiting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.approvals.WaitingFilter;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of what waits. */
final class WaitingTable {

    /** Where a step stands in the list by deadline. */
    record Place(Instant deadline, UUID payment, int number) {

        static Place read(String text) {
            String[] words = text.split(" ");
            return new Place(
                    Instant.parse(words[0]), UUID.fromString(words[1]), Integer.parseInt(words[2]));
        }

        String text() {
            return deadline + " " + payment + " " + number;
        }
    }

    /** Who made it, and what it is when it is a single payment. */
    record Facts(Optional<UUID> creator, Optional<WaitingPayment> payment) {}

    private static final String OF_ONE_KIND =
            """
            (SELECT p.submission_deadline, s.payment_id, s.number FROM %1$s p
            JOIN approval_steps s
                ON s.organization_id = p.organization_id AND s.payment_id = p.id AND s.status = 'PENDING'
            WHERE p.organization_id = :org AND p.status = 'CREATED' AND '%2$s' = ANY (:types)
                AND (:within::uuid[] IS NULL OR p.%3$s = ANY (:within))
                %4$s
                AND NOT EXISTS (
                    SELECT FROM approval_steps o
                    WHERE o.organization_id = :org AND o.payment_id = s.payment_id AND o.status = 'PENDING'
                        AND o.chain_id = s.chain_id AND o.number < s.number)
            ORDER BY p.submission_deadline, s.payment_id, s.number LIMIT :limit)
            """;

    private static final String AFTER =
            """
            AND (:role::uuid IS NULL OR :role = ANY (s.required_role_ids))
                AND (:deadline::timestamptz IS NULL OR p.submission_deadline >= :deadline)
                AND (:deadline::timestamptz IS NULL OR
                    (p.submission_deadline, s.payment_id, s.number::integer)
                        > (:deadline::timestamptz, :payment::uuid, :number::integer))
            """;

    private static final String NAMED = "AND p.id = ANY (:ids)";

    private static final String OF_BOTH_KINDS =
            """
            SELECT w.submission_deadline, w.payment_id, w.number FROM (
            %s UNION ALL %s
            ) AS w
            ORDER BY w.submission_deadline, w.payment_id, w.number LIMIT :limit
            """;

    private static final String DEBITS =
            OF_ONE_KIND.formatted(
                    "direct_debits", "DIRECT_DEBIT", "destination_account_id", "%1$s");

    private static final String TRANSFERS =
            OF_ONE_KIND.formatted(
                    "credit_transfers", "CREDIT_TRANSFER", "source_account_id", "%1$s");

    private static final String BY_DEADLINE =
            OF_BOTH_KINDS.formatted(DEBITS.formatted(AFTER), TRANSFERS.formatted(AFTER));

    private static final String OF_PAYMENTS =
            OF_BOTH_KINDS.formatted(DEBITS.formatted(NAMED), TRANSFERS.formatted(NAMED));

    /** The earliest deadline first; of each chain the step whose turn it is. */
    List<Place> byDeadline(
            Tx tx,
            Collection<String> types,
            WaitingFilter filter,
            AccountLimit within,
            @Nullable Place after,
            int limit) {
        return tx.query(BY_DEADLINE)
                .bind("types", types.toArray(String[]::new))
                .bind("within", within.within())
                .bind("role", filter.role().orElse(null))
                .bind("deadline", after == null ? null : after.deadline)
                .bind("payment", after == null ? null : after.payment)
                .bind("number", after == null ? null : after.number)
                .bind("limit", limit)
                .map((row, _) -> place(row))
                .list();
    }

    private static final String MINE_OF_ONE_KIND =
            """
            (SELECT p.submission_deadline FROM %1$s p
            WHERE p.organization_id = :org AND p.status = 'CREATED' AND '%2$s' = ANY (:types)
                AND (:within::uuid[] IS NULL OR p.%3$s = ANY (:within))
                AND EXISTS (
                    SELECT FROM approval_steps s
                    WHERE s.organization_id = :org AND s.payment_id = p.id AND s.status = 'PENDING'
                        AND :role = ANY (s.required_role_ids)
                        AND (s.allow_creator OR p.creator_user_id IS NULL
                            OR NOT p.creator_user_id = ANY (:same))
                        AND NOT EXISTS (
                            SELECT FROM approval_steps o
                            WHERE o.organization_id = :org AND o.payment_id = s.payment_id
                                AND o.chain_id = s.chain_id
                                AND (o.approver_id = ANY (:same) OR o.number < s.number AND o.status = 'PENDING')))
            ORDER BY p.submission_deadline LIMIT :most)
            """;

    private static final String MINE =
            """
            SELECT w.submission_deadline FROM (
            %s UNION ALL %s
            ) AS w
            ORDER BY w.submission_deadline LIMIT :most
            """
                    .formatted(
                            MINE_OF_ONE_KIND.formatted(
                                    "direct_debits", "DIRECT_DEBIT", "destination_account_id"),
                            MINE_OF_ONE_KIND.formatted(
                                    "credit_transfers", "CREDIT_TRANSFER", "source_account_id"));

    /**
     * The deadlines of what a person can decide now, the earliest first.
     *
     * @param same all users that are this person
     */
    List<Instant> mine(Tx tx, Collection<String> types, Caller caller, Set<UUID> same, int most) {
        return tx.query(MINE)
                .bind("types", types.toArray(String[]::new))
                .bind("within", caller.accounts().within())
                .bind("role", caller.roleId())
                .bind("same", same.toArray(UUID[]::new))
                .bind("most", most)
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .list();
    }

    /** The same of these payments, of which no more than {@code limit} steps. */
    List<Place> ofPayments(
            Tx tx, Collection<String> types, Collection<UUID> ids, AccountLimit within, int limit) {
        return tx.query(OF_PAYMENTS)
                .bind("types", types.toArray(String[]::new))
                .bind("within", within.within())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("limit", limit)
                .map((row, _) -> place(row))
                .list();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getTimestamp(1).toInstant(), row.getObject(2, UUID.class), row.getInt(3));
    }

    /** What is known of payments and batches, by id. */
    Map<UUID, Facts> facts(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tx.query(
                        """
                        SELECT d.id, d.creator_user_id, d.amount_minor, d.currency, d.source_holder AS party,
                            d.destination_account_id AS account_id, d.submission_deadline, d.date,
                            d.effective_date, d.reference, d.batch_id
                        FROM direct_debits d WHERE d.organization_id = :org AND d.id = ANY (:ids)
                        UNION ALL
                        SELECT c.id, c.creator_user_id, c.amount_minor, c.currency, c.destination_holder,
                            c.source_account_id, c.submission_deadline, c.date,
                            c.effective_date, c.reference, c.batch_id
                        FROM credit_transfers c WHERE c.organization_id = :org AND c.id = ANY (:ids)
                        UNION ALL
                        SELECT b.id, b.creator_user_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                        FROM batches b WHERE b.organization_id = :org AND b.id = ANY (:ids)
                        """)
                .bind("ids", ids.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), facts(row)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Facts facts(ResultSet row) throws SQLException {
        var creator = Optional.ofNullable(row.getObject("creator_user_id", UUID.class));
        String currency = row.getString("currency");
        if (currency == null) {
            return new Facts(creator, Optional.empty());
        }
        var payment =
                new WaitingPayment(
                        Money.of(row.getLong("amount_minor"), currency),
                        Json.readOwn(row.getString("party")).path("legalName").asText(),
                        row.getObject("account_id", UUID.class),
                        row.getTimestamp("submission_deadline").toInstant(),
                        row.getObject("date", LocalDate.class),
                        row.getObject("effective_date", LocalDate.class),
                        row.getString("reference"),
                        Optional.ofNullable(row.getObject("batch_id", UUID.class)));
        return new Facts(creator, Optional.of(payment));
    }
}

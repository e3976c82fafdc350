package kontor.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.wire.Json;
import kontor.wire.QueryFields;
import org.jspecify.annotations.Nullable;

/** SQL of the cases. */
final class CaseTable {

    private static final String COLUMNS =
            """
            c.id, c.kind, c.account_id, c.payment_id, c.inbox_file_id, c.summary, c.facts, c.closed_by,
                c.closed, c.note, c.version, c.since, c.updated\
            """;

    /** False when the same was found before. */
    boolean insert(Tx tx, String fingerprint, OpenCase one) {
        return tx.update(
                                """
                                INSERT INTO cases (organization_id, id, fingerprint, kind, account_id, payment_id,
                                    inbox_file_id, summary, facts, state, version, since, updated)
                                VALUES (:org, :id, :fingerprint, :kind, :account, :payment, :file, :summary, :facts,
                                    'OPEN', 1, :since, :since)
                                ON CONFLICT (organization_id, fingerprint) DO NOTHING
                                """)
                        .bind("id", one.id())
                        .bind("fingerprint", fingerprint)
                        .bind("kind", one.kind().name())
                        .bind("account", one.accountId().orElse(null))
                        .bind("payment", one.paymentId().orElse(null))
                        .bind("file", one.inboxFileId().orElse(null))
                        .bind("summary", one.summary())
                        .bind("facts", Json.write(facts(one.facts())))
                        .bind("since", one.since())
                        .execute()
                == 1;
    }

    private static JsonNode facts(Map<String, String> facts) {
        var node = Json.object();
        facts.forEach(node::put);
        return node;
    }

    private static final String LOCK =
            """
            SELECT %s FROM cases c WHERE c.organization_id = :org AND c.id = ANY (:ids)
            ORDER BY c.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    Map<UUID, OpenCase> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> openCase(row))
                .collectToMap(OpenCase::id, one -> one);
    }

    /** People close cases now and then, so one by one; the case was locked. */
    void close(Tx tx, OpenCase one, OpenCase.Closed end) {
        int rows =
                tx.update(
                                """
                                UPDATE cases
                                SET state = 'CLOSED', closed_by = :by, closed = :at, note = :note,
                                    version = :version, updated = :at
                                WHERE organization_id = :org AND id = :id AND version = :version - 1
                                """)
                        .bind("by", end.by())
                        .bind("at", end.at())
                        .bind("note", end.note())
                        .bind("version", one.version())
                        .bind("id", one.id())
                        .execute();
        Tx.allChanged(rows, 1, "cases");
    }

    /** The same finding opens a case anew: this one does not stand for it any more. */
    void forgetFinding(Tx tx, UUID id) {
        tx.update(
                        """
                        UPDATE cases SET fingerprint = fingerprint || '|' || id::text
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("id", id)
                .execute();
    }

    private static final String FIND =
            """
            SELECT %s FROM cases c WHERE c.organization_id = :org AND c.id = :id
            """
                    .formatted(COLUMNS);

    Optional<OpenCase> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> openCase(row)).findOne();
    }

    Optional<UUID> ofFingerprint(Tx tx, String fingerprint) {
        return tx.query(
                        """
                        SELECT id FROM cases WHERE organization_id = :org AND fingerprint = :fingerprint
                        """)
                .bind("fingerprint", fingerprint)
                .mapTo(UUID.class)
                .findOne();
    }

    private static final String OPEN =
            """
            SELECT %s FROM cases c
            WHERE c.organization_id = :org AND c.state = 'OPEN' AND c.kind = ANY (:kinds)
                AND (:file::uuid IS NULL OR c.inbox_file_id = :file)
                AND (:account::uuid IS NULL OR c.account_id = :account)
                AND (:fingerprint::text IS NULL OR c.fingerprint = :fingerprint)
            ORDER BY c.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /** Those that are open, locked; of a file, an account or a finding where one is given. */
    List<OpenCase> lockOpen(
            Tx tx,
            Collection<CaseKind> kinds,
            @Nullable UUID inboxFile,
            @Nullable UUID account,
            @Nullable String fingerprint) {
        return tx.query(OPEN)
                .bind("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .bind("file", inboxFile)
                .bind("account", account)
                .bind("fingerprint", fingerprint)
                .map((row, _) -> openCase(row))
                .list();
    }

    private static final String WITH_FACT =
            """
            SELECT %s FROM cases c
            WHERE c.organization_id = :org AND c.state = 'OPEN' AND c.kind = :kind
                AND c.facts::json ->> :fact = ANY (:values)
            ORDER BY c.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    List<OpenCase> lockWith(Tx tx, CaseKind kind, String fact, Collection<String> values) {
        return tx.query(WITH_FACT)
                .bind("kind", kind.name())
                .bind("fact", fact)
                .bind("values", values.toArray(String[]::new))
                .map((row, _) -> openCase(row))
                .list();
    }

    private static final String MOVED =
            """
            SELECT %s FROM cases c
            WHERE c.organization_id = :org AND c.state = 'OPEN' AND c.payment_id = ANY (:payments)
                AND starts_with(c.fingerprint, c.kind || '%s' || c.payment_id)
            ORDER BY c.id
            FOR UPDATE
            """
                    .formatted(COLUMNS, NewCase.MOVED);

    /** Those of these payments that say otherwise than that their money moved. */
    List<OpenCase> lockMoved(Tx tx, Collection<UUID> payments) {
        return tx.query(MOVED)
                .bind("payments", payments.toArray(UUID[]::new))
                .map((row, _) -> openCase(row))
                .list();
    }

    private static final String LIST =
            """
            SELECT %s FROM cases c
            WHERE c.organization_id = :org
                AND (:state::text IS NULL OR c.state = :state)
                AND (:states::text[] IS NULL OR c.state = ANY (:states))
                AND (:kind::text IS NULL OR c.kind = :kind)
                AND (:account::uuid IS NULL OR c.account_id = :account)
                AND (:within::uuid[] IS NULL OR c.account_id = ANY (:within))
                AND (:before::uuid IS NULL OR c.id < :before)
            ORDER BY c.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest first. */
    List<OpenCase> list(
            Tx tx, AccountLimit within, CaseFilter filter, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("state", QueryFields.only(filter.states()))
                .bind("states", QueryFields.several(filter.states()))
                .bind("kind", filter.kind().map(Enum::name).orElse(null))
                .bind("account", filter.accountId().orElse(null))
                .bind("within", within.within())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> openCase(row))
                .list();
    }

    private static OpenCase openCase(ResultSet row) throws SQLException {
        return new OpenCase(
                row.getObject("id", UUID.class),
                CaseKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("account_id", UUID.class)),
                Optional.ofNullable(row.getObject("payment_id", UUID.class)),
                Optional.ofNullable(row.getObject("inbox_file_id", UUID.class)),
                row.getString("summary"),
                facts(row.getString("facts")),
                closed(row),
                row.getInt("version"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("updated").toInstant());
    }

    private static Optional<OpenCase.Closed> closed(ResultSet row) throws SQLException {
        var at = row.getTimestamp("closed");
        return at == null
                ? Optional.empty()
                : Optional.of(
                        new OpenCase.Closed(
                                row.getString("closed_by"), at.toInstant(), row.getString("note")));
    }

    private static Map<String, String> facts(String stored) {
        var facts = new LinkedHashMap<String, String>();
        Json.readOwn(stored)
                .properties()
                .forEach(one -> facts.put(one.getKey(), one.getValue().asText()));
        return facts;
    }
}

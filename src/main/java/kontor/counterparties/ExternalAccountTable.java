package kontor.counterparties;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Maps;
import kontor.counterparties.ExternalParty.StoredAccount;
import kontor.counterparties.ExternalParty.StoredHolder;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.payeereviews.ReviewState;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** SQL of the external accounts. */
final class ExternalAccountTable {

    private static final String PARTIES =
            """
            SELECT a.id, a.counterparty_id, a.market, a.identifiers, a.routing, a.deleted, c.legal_name,
                c.party_type, c.address, c.national_identifier, r.id AS review_id
            FROM external_accounts a
            JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
            LEFT JOIN payee_reviews r ON r.organization_id = a.organization_id AND r.account_id = a.id AND r.current
            WHERE a.organization_id = :org AND a.id = ANY (:ids)
            """;

    private static final String COLUMNS =
            """
            a.id, a.counterparty_id, c.entity_ids, a.market, a.alias, a.identifiers, a.routing, a.external_id,
                a.metadata, r.status AS review, a.deleted, a.version, a.created, a.updated\
            """;

    private static final Rows<ExternalAccount> NEW =
            Rows.of(
                    Column.id("id", ExternalAccount::id),
                    Column.id("counterparty_id", ExternalAccount::counterpartyId),
                    Column.text("market", ExternalAccount::market),
                    Column.optionalText("alias", ExternalAccount::alias),
                    Column.text("identifiers", ExternalAccountTable::identifiers),
                    Column.text("routing", ExternalAccountTable::routing),
                    Column.optionalText("external_id", ExternalAccount::externalId),
                    Column.text("metadata", one -> Json.writeMetadata(one.metadata())));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO external_accounts (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<ExternalAccount> accounts) {
        NEW.bound(tx.update(INSERT), accounts).bind("now", tx.now()).execute();
    }

    private static final Rows<ExternalAccount> CHANGED =
            Rows.versioned(
                    Column.id("id", ExternalAccount::id).asKey(),
                    Column.optionalText("alias", ExternalAccount::alias),
                    Column.text("identifiers", ExternalAccountTable::identifiers),
                    Column.text("routing", ExternalAccountTable::routing),
                    Column.flag("deleted", ExternalAccount::deleted),
                    Column.number("version", ExternalAccount::version));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE external_accounts a SET %s, updated = :now
                    FROM %s
                    WHERE a.organization_id = :org AND a.id = u.id AND a.version = u.expected
                    """);

    /** Writes what a PATCH or DELETE may change; every row must still be at the version before. */
    void update(Tx tx, Map<UUID, ExternalAccount> before, List<ExternalAccount> after) {
        ExternalParty.Fresh.changed(tx);
        CHANGED.change(
                tx,
                UPDATE,
                "external accounts",
                after,
                one -> Maps.required(before, one.id()).version());
    }

    /** The key-share lock lets any number of payments go on at once; only deleting would wait. */
    Map<UUID, ExternalParty> forUse(Tx tx, Collection<UUID> ids) {
        var parties = ExternalParty.Fresh.among(tx, ids);
        var others = ids.stream().filter(id -> !parties.containsKey(id)).toList();
        if (!others.isEmpty()) {
            parties.putAll(parties(tx.queryAndHold("a", PARTIES), others));
        }
        return parties;
    }

    Map<UUID, ExternalParty> parties(Tx tx, Collection<UUID> ids) {
        return parties(tx.query(PARTIES), ids);
    }

    private static Map<UUID, ExternalParty> parties(Query query, Collection<UUID> ids) {
        return query.bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> party(row))
                .collectToMap(ExternalParty::id, party -> party);
    }

    private static ExternalParty party(ResultSet row) throws SQLException {
        return new ExternalParty(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                new StoredAccount(row.getString(4), row.getString(5)),
                new StoredHolder(
                        row.getString(7),
                        Optional.ofNullable(row.getString(8)).map(PartyType::valueOf),
                        Optional.ofNullable(row.getString(9)),
                        Optional.ofNullable(row.getString(10))),
                row.getBoolean(6),
                Optional.ofNullable(row.getObject("review_id", UUID.class)));
    }

    private static final String LOCK =
            """
            SELECT %s FROM external_accounts a
            JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
            LEFT JOIN payee_reviews r ON r.organization_id = a.organization_id AND r.account_id = a.id AND r.current
            WHERE a.organization_id = :org AND a.id = ANY (:ids)
            ORDER BY a.id
            FOR NO KEY UPDATE OF a
            """
                    .formatted(COLUMNS);

    /** Locked for change in id order, so that two nodes never cross; payments are not held up. */
    Map<UUID, ExternalAccount> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> account(row))
                .collectToMap(ExternalAccount::id, one -> one);
    }

    private static final String LOCK_FOR_DELETE =
            """
            SELECT %s FROM external_accounts a
            JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
            LEFT JOIN payee_reviews r ON r.organization_id = a.organization_id AND r.account_id = a.id AND r.current
            WHERE a.organization_id = :org AND a.id = ANY (:ids)
            ORDER BY a.id
            FOR UPDATE OF a
            """
                    .formatted(COLUMNS);

    /** Waits for mandates and payments that are being made with these accounts. */
    Map<UUID, ExternalAccount> lockForDelete(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK_FOR_DELETE)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> account(row))
                .collectToMap(ExternalAccount::id, one -> one);
    }

    private static final String OF_COUNTERPARTIES =
            """
            SELECT %s FROM external_accounts a
            JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
            LEFT JOIN payee_reviews r ON r.organization_id = a.organization_id AND r.account_id = a.id AND r.current
            WHERE a.organization_id = :org AND a.counterparty_id = ANY (:counterparties) AND NOT a.deleted
            ORDER BY a.id
            """
                    .formatted(COLUMNS);

    /** The accounts not deleted of each counterparty, oldest first. */
    Map<UUID, List<ExternalAccount>> ofCounterparties(Tx tx, Collection<UUID> counterparties) {
        return tx
                .query(OF_COUNTERPARTIES)
                .bind("counterparties", counterparties.toArray(UUID[]::new))
                .map((row, _) -> account(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(ExternalAccount::counterpartyId));
    }

    private static final String FIND =
            """
            SELECT %s FROM external_accounts a
            JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
            LEFT JOIN payee_reviews r ON r.organization_id = a.organization_id AND r.account_id = a.id AND r.current
            WHERE a.organization_id = :org AND a.id = :id
            """
                    .formatted(COLUMNS);

    Optional<ExternalAccount> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> account(row)).findOne();
    }

    private static final String LIST =
            """
            SELECT %s FROM external_accounts a
            JOIN counterparties c ON c.organization_id = a.organization_id AND c.id = a.counterparty_id
            LEFT JOIN payee_reviews r ON r.organization_id = a.organization_id AND r.account_id = a.id AND r.current
            WHERE a.organization_id = :org AND NOT a.deleted
                AND (:before::uuid IS NULL OR a.id < :before)
                AND (:horizon::uuid IS NULL OR a.id >= :horizon)
                AND (:ids::uuid[] IS NULL OR a.id = ANY (:ids::uuid[]))
                AND (:counterparty::uuid IS NULL OR a.counterparty_id = :counterparty)
                AND (cardinality(:entities::uuid[]) = 0 OR c.entity_ids && :entities::uuid[])
                AND (:externalId::text IS NULL OR a.id = (SELECT x.resource_id FROM external_ids x
                    WHERE x.organization_id = :org AND x.external_id = :externalId))
                %s
            ORDER BY a.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS, SearchTable.andHasWords("a"));

    /** Newest first; {@code before} is the last id of the page before. */
    List<ExternalAccount> list(
            Tx tx,
            SearchPlan finding,
            CounterpartyFilter filter,
            @Nullable UUID before,
            int limit) {
        return finding.bound(tx.query(LIST), ExternalAccounts.RESOURCE)
                .bind("before", before)
                .bind("counterparty", filter.counterpartyId().orElse(null))
                .bind("entities", filter.entityIds().toArray(UUID[]::new))
                .bind("externalId", filter.externalId().orElse(null))
                .bind("limit", limit)
                .map((row, _) -> account(row))
                .list();
    }

    static String identifiers(ExternalAccount account) {
        return Json.write(IdentifierJson.accounts(account.identifiers()));
    }

    static String routing(ExternalAccount account) {
        return Json.write(IdentifierJson.routing(account.routing()));
    }

    private static ExternalAccount account(ResultSet row) throws SQLException {
        return new ExternalAccount(
                row.getObject("id", UUID.class),
                row.getObject("counterparty_id", UUID.class),
                List.of((UUID[]) row.getArray("entity_ids").getArray()),
                row.getString("market"),
                Optional.ofNullable(row.getString("alias")),
                IdentifierJson.readAccounts(row.getString("identifiers")),
                IdentifierJson.readRouting(row.getString("routing")),
                Optional.ofNullable(row.getString("external_id")),
                Json.readMetadata(row.getString("metadata")),
                Optional.ofNullable(row.getString("review")).map(ReviewState::valueOf),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}

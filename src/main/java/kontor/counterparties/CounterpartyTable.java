package kontor.counterparties;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.identifiers.SepaText;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the counterparties; their accounts are read by {@link ExternalAccountTable}. */
final class CounterpartyTable {

    private static final String COLUMNS =
            """
            c.id, c.legal_name, c.alias, c.party_type, c.address, c.national_identifier, c.email, c.phone,
                c.entity_ids, c.external_id, c.metadata, c.deleted, c.version, c.created, c.updated\
            """;

    private static final Rows<Counterparty> DETAILS =
            Rows.of(
                    Column.id("id", Counterparty::id).asKey(),
                    Column.text("legal_name", one -> one.details().legalName()),
                    Column.optionalText("alias", one -> one.details().alias()),
                    Column.optionalText(
                            "party_type", one -> one.details().partyType().map(Enum::name)),
                    Column.optionalText("address", one -> one.details().address()),
                    Column.optionalText(
                            "national_identifier", one -> one.details().nationalIdentifier()),
                    Column.optionalText("email", one -> one.details().email()),
                    Column.optionalText("phone", one -> one.details().phone()),
                    Column.ids("entity_ids", one -> one.details().entityIds()));

    private static final Rows<Counterparty> NEW =
            DETAILS.and(
                    Rows.of(
                            Column.optionalText("external_id", Counterparty::externalId),
                            Column.text("metadata", one -> Json.writeMetadata(one.metadata()))));

    private static final Rows<Counterparty> CHANGED =
            DETAILS.and(
                    Rows.versioned(
                            Column.flag("deleted", Counterparty::deleted),
                            Column.number("version", Counterparty::version)));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO counterparties (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    """);

    void insert(Tx tx, List<Counterparty> counterparties) {
        NEW.bound(tx.update(INSERT), counterparties).bind("now", tx.now()).execute();
    }

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE counterparties c SET %s, updated = :now
                    FROM %s
                    WHERE c.organization_id = :org AND c.id = u.id AND c.version = u.expected
                    """);

    /** Writes what a PATCH or DELETE may change; every row must still be at the version before. */
    void update(Tx tx, Map<UUID, Counterparty> before, List<Counterparty> after) {
        ExternalParty.Fresh.changed(tx);
        CHANGED.change(
                tx,
                UPDATE,
                "counterparties",
                after,
                one -> Maps.required(before, one.id()).version());
    }

    private static final String LOCK =
            """
            SELECT %s FROM counterparties c WHERE c.organization_id = :org AND c.id = ANY (:ids)
            ORDER BY c.id
            FOR NO KEY UPDATE
            """
                    .formatted(COLUMNS);

    /**
     * Locked for change in id order, so that two nodes never cross; who uses an account may go on.
     */
    Map<UUID, Counterparty> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> counterparty(row))
                .collectToMap(Counterparty::id, one -> one);
    }

    private static final String LOCK_FOR_DELETE =
            """
            SELECT %s FROM counterparties c WHERE c.organization_id = :org AND c.id = ANY (:ids)
            ORDER BY c.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    Map<UUID, Counterparty> lockForDelete(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK_FOR_DELETE)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> counterparty(row))
                .collectToMap(Counterparty::id, one -> one);
    }

    private static final String FIND =
            """
            SELECT %s FROM counterparties c WHERE c.organization_id = :org AND c.id = :id
            """
                    .formatted(COLUMNS);

    Optional<Counterparty> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> counterparty(row)).findOne();
    }

    private static final String LIST =
            """
            SELECT %s FROM counterparties c
            WHERE c.organization_id = :org AND NOT c.deleted
                AND (:before::uuid IS NULL OR c.id < :before)
                AND (:horizon::uuid IS NULL OR c.id >= :horizon)
                AND (:ids::uuid[] IS NULL OR c.id = ANY (:ids::uuid[]))
                AND (cardinality(:entities::uuid[]) = 0 OR c.entity_ids && :entities::uuid[])
                AND (:externalId::text IS NULL OR c.id = (SELECT x.resource_id FROM external_ids x
                    WHERE x.organization_id = :org AND x.external_id = :externalId))
                AND (:complete::boolean IS NULL OR c.address IS NOT NULL AND :complete = (
                    coalesce(c.address::jsonb ->> 'country', '') <> ''
                    AND coalesce(c.address::jsonb ->> 'city', '') ~ :legible::text))
                %s
            ORDER BY c.id DESC
            LIMIT :limit
            """
                    .formatted(COLUMNS, SearchTable.andHasWords("c"));

    /** Newest first; {@code before} is the last id of the page before. */
    List<Counterparty> list(
            Tx tx,
            SearchPlan finding,
            CounterpartyFilter filter,
            @Nullable UUID before,
            int limit) {
        return finding.bound(tx.query(LIST), Counterparties.RESOURCE)
                .bind("before", before)
                .bind("entities", filter.entityIds().toArray(UUID[]::new))
                .bind("externalId", filter.externalId().orElse(null))
                .bind("complete", filter.addressComplete().orElse(null))
                .bind(
                        "legible",
                        filter.addressComplete().map(_ -> SepaText.legiblePattern()).orElse(null))
                .bind("limit", limit)
                .map((row, _) -> counterparty(row))
                .list();
    }

    private static Counterparty counterparty(ResultSet row) throws SQLException {
        var details =
                new CounterpartyDetails(
                        row.getString("legal_name"),
                        Optional.ofNullable(row.getString("alias")),
                        Optional.ofNullable(row.getString("party_type")).map(PartyType::valueOf),
                        Optional.ofNullable(row.getString("address")),
                        Optional.ofNullable(row.getString("email")),
                        Optional.ofNullable(row.getString("phone")),
                        Optional.ofNullable(row.getString("national_identifier")),
                        List.of((UUID[]) row.getArray("entity_ids").getArray()));
        return new Counterparty(
                row.getObject("id", UUID.class),
                details,
                Optional.ofNullable(row.getString("external_id")),
                Json.readMetadata(row.getString("metadata")),
                row.getBoolean("deleted"),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant(),
                List.of());
    }
}

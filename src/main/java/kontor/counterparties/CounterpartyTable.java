package kontor.counterparties;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/** SQL of the counterparties; their accounts are read by {@link ExternalAccountTable}. */
final class CounterpartyTable {

    private static final String COLUMNS =
            """
            SELECT c.id, c.legal_name, c.alias, c.party_type, c.address, c.national_identifier, c.email, c.phone,
                c.entity_ids, c.external_id, c.metadata, c.deleted, c.version, c.created, c.updated
            """;

    void insert(Tx tx, List<Counterparty> counterparties) {
        tx.update(
                        """
                        INSERT INTO counterparties (organization_id, id, legal_name, alias, party_type, address,
                            national_identifier, email, phone, entity_ids, external_id, metadata, version, created,
                            updated)
                        SELECT :org, u.id, u.legal_name, u.alias, u.party_type, u.address, u.national_identifier,
                            u.email, u.phone, string_to_array(u.entity_ids, ',')::uuid[], u.external_id, u.metadata, 1, :now, :now
                        FROM unnest(:ids::uuid[], :names::text[], :aliases::text[], :types::text[],
                            :addresses::text[], :nationals::text[], :emails::text[], :phones::text[],
                            :entities::text[], :externalIds::text[], :metadata::text[])
                            AS u (id, legal_name, alias, party_type, address, national_identifier, email, phone,
                                entity_ids, external_id, metadata)
                        """)
                .bind("now", tx.now())
                .bind("ids", column(counterparties, UUID[]::new, Counterparty::id))
                .bind("names", texts(counterparties, one -> one.details().legalName()))
                .bind("aliases", texts(counterparties, one -> one.details().alias().orElse(null)))
                .bind(
                        "types",
                        texts(
                                counterparties,
                                one -> one.details().partyType().map(Enum::name).orElse(null)))
                .bind(
                        "addresses",
                        texts(counterparties, one -> one.details().address().orElse(null)))
                .bind(
                        "nationals",
                        texts(
                                counterparties,
                                one -> one.details().nationalIdentifier().orElse(null)))
                .bind("emails", texts(counterparties, one -> one.details().email().orElse(null)))
                .bind("phones", texts(counterparties, one -> one.details().phone().orElse(null)))
                .bind("entities", texts(counterparties, one -> joined(one.details().entityIds())))
                .bind("externalIds", texts(counterparties, one -> one.externalId().orElse(null)))
                .bind("metadata", texts(counterparties, one -> Json.writeMetadata(one.metadata())))
                .execute();
    }

    /** Writes what a PATCH or DELETE may change; every row must still be at the version before. */
    void update(Tx tx, Map<UUID, Counterparty> before, List<Counterparty> after) {
        int rows =
                tx.update(
                                """
                                UPDATE counterparties c
                                SET legal_name = u.legal_name, alias = u.alias, party_type = u.party_type,
                                    address = u.address, national_identifier = u.national_identifier, email = u.email,
                                    phone = u.phone, entity_ids = string_to_array(u.entity_ids, ',')::uuid[], deleted = u.deleted,
                                    version = u.version, updated = :now
                                FROM unnest(:ids::uuid[], :names::text[], :aliases::text[], :types::text[],
                                    :addresses::text[], :nationals::text[], :emails::text[], :phones::text[],
                                    :entities::text[], :deleted::boolean[], :expected::int[], :versions::int[])
                                    AS u (id, legal_name, alias, party_type, address, national_identifier, email, phone,
                                        entity_ids, deleted, expected, version)
                                WHERE c.organization_id = :org AND c.id = u.id AND c.version = u.expected
                                """)
                        .bind("now", tx.now())
                        .bind("ids", column(after, UUID[]::new, Counterparty::id))
                        .bind("names", texts(after, one -> one.details().legalName()))
                        .bind("aliases", texts(after, one -> one.details().alias().orElse(null)))
                        .bind(
                                "types",
                                texts(
                                        after,
                                        one ->
                                                one.details()
                                                        .partyType()
                                                        .map(Enum::name)
                                                        .orElse(null)))
                        .bind(
                                "addresses",
                                texts(after, one -> one.details().address().orElse(null)))
                        .bind(
                                "nationals",
                                texts(
                                        after,
                                        one -> one.details().nationalIdentifier().orElse(null)))
                        .bind("emails", texts(after, one -> one.details().email().orElse(null)))
                        .bind("phones", texts(after, one -> one.details().phone().orElse(null)))
                        .bind("entities", texts(after, one -> joined(one.details().entityIds())))
                        .bind("deleted", column(after, Boolean[]::new, Counterparty::deleted))
                        .bind(
                                "expected",
                                column(
                                        after,
                                        Integer[]::new,
                                        one -> Maps.required(before, one.id()).version()))
                        .bind("versions", column(after, Integer[]::new, Counterparty::version))
                        .execute();
        Tx.allChanged(rows, after.size(), "counterparties");
    }

    /**
     * Locked for change in id order, so that two nodes never cross; who uses an account may go on.
     */
    Map<UUID, Counterparty> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        COLUMNS
                                + """
                                FROM counterparties c WHERE c.organization_id = :org AND c.id = ANY (:ids)
                                ORDER BY c.id
                                FOR NO KEY UPDATE
                                """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> counterparty(row))
                .collectToMap(Counterparty::id, one -> one);
    }

    Map<UUID, Counterparty> lockForDelete(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        COLUMNS
                                + """
                                FROM counterparties c WHERE c.organization_id = :org AND c.id = ANY (:ids)
                                ORDER BY c.id
                                FOR UPDATE
                                """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> counterparty(row))
                .collectToMap(Counterparty::id, one -> one);
    }

    Optional<Counterparty> find(Tx tx, UUID id) {
        return tx.query(
                        COLUMNS
                                + """
                                FROM counterparties c WHERE c.organization_id = :org AND c.id = :id
                                """)
                .bind("id", id)
                .map((row, _) -> counterparty(row))
                .findOne();
    }

    private static final String LIST =
            COLUMNS
                    + """
                    FROM counterparties c
                    WHERE c.organization_id = :org AND NOT c.deleted
                        AND (:before::uuid IS NULL OR c.id < :before)
                        AND (:horizon::uuid IS NULL OR c.id >= :horizon)
                        AND (:ids::uuid[] IS NULL OR c.id = ANY (:ids::uuid[]))
                        AND (cardinality(:entities::uuid[]) = 0 OR c.entity_ids && :entities::uuid[])
                    """
                    + SearchTable.andHasWords("c")
                    + """
                    ORDER BY c.id DESC
                    LIMIT :limit
                    """;

    /** Newest first; {@code before} is the last id of the page before. */
    List<Counterparty> list(
            Tx tx, SearchPlan finding, List<UUID> entityIds, @Nullable UUID before, int limit) {
        return finding.bound(tx.sql().createQuery(LIST), Counterparties.RESOURCE)
                .bind("org", tx.organization().value())
                .bind("before", before)
                .bind("entities", entityIds.toArray(UUID[]::new))
                .bind("limit", limit)
                .map((row, _) -> counterparty(row))
                .list();
    }

    private static @Nullable String[] texts(
            List<Counterparty> rows, Function<Counterparty, @Nullable String> value) {
        return column(rows, String[]::new, value);
    }

    /** unnest takes no array of arrays, so the inner ones travel as text. */
    private static String joined(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
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

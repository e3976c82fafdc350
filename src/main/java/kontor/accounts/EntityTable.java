package kontor.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the entities. */
final class EntityTable {

    void insert(Tx tx, Entity entity) {
        tx.sql().createUpdate("""
                        INSERT INTO entities (organization_id, id, parent_id, legal_name, national_identifier,
                            address, sepa_creditor_identifier, autogiro_customer_number, version, created, updated)
                        VALUES (:org, :id, :parent, :legalName, :nationalIdentifier, :address, :sepa, :autogiro,
                            :version, :created, :updated)
                        """)
                .bind("org", tx.organization().value())
                .bind("id", entity.id())
                .bind("parent", entity.parentId().orElse(null))
                .bind("legalName", entity.legalName())
                .bind("nationalIdentifier", entity.nationalIdentifier().orElse(null))
                .bind("address", entity.address().orElse(null))
                .bind("sepa", entity.creditor().sepaCreditorIdentifier().orElse(null))
                .bind("autogiro", entity.creditor().autogiroCustomerNumber().orElse(null))
                .bind("version", entity.version())
                .bind("created", entity.created())
                .bind("updated", entity.updated())
                .execute();
    }

    Optional<Entity> find(Tx tx, UUID id) {
        return tx.sql().createQuery("""
                        SELECT id, parent_id, legal_name, national_identifier, address, sepa_creditor_identifier,
                            autogiro_customer_number, version, created, updated
                        FROM entities
                        WHERE organization_id = :org AND id = :id
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> entity(row))
                .findOne();
    }

    /** Those that exist, held against deleting until this transaction ends. */
    Set<UUID> holdExisting(Tx tx, Collection<UUID> ids) {
        return new HashSet<>(tx.sql().createQuery("""
                        SELECT id FROM entities
                        WHERE organization_id = :org AND id = ANY (:ids)
                        ORDER BY id
                        FOR KEY SHARE
                        """)
                .bind("org", tx.organization().value())
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
    }

    /** Newest first. */
    List<Entity> list(Tx tx, @Nullable UUID before, int limit) {
        return tx.sql().createQuery("""
                        SELECT id, parent_id, legal_name, national_identifier, address, sepa_creditor_identifier,
                            autogiro_customer_number, version, created, updated
                        FROM entities
                        WHERE organization_id = :org AND (:before::uuid IS NULL OR id < :before)
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .bind("org", tx.organization().value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> entity(row))
                .list();
    }

    private static Entity entity(ResultSet row) throws SQLException {
        return new Entity(row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("parent_id", UUID.class)), row.getString("legal_name"),
                Optional.ofNullable(row.getString("national_identifier")),
                Optional.ofNullable(row.getString("address")),
                new CreditorNumbers(Optional.ofNullable(row.getString("sepa_creditor_identifier")),
                        Optional.ofNullable(row.getString("autogiro_customer_number"))),
                row.getInt("version"), row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}

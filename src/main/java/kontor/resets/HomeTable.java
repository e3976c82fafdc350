package kontor.resets;

import java.util.List;
import java.util.UUID;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;

/** SQL of where identities belong, and which of them confirmed an address. */
final class HomeTable {

    /** Oldest first; none where all users of the identity are revoked. */
    List<Home> of(Handle sql, UUID identity) {
        return sql.createQuery(
                        """
                        SELECT o.id, o.name, o.sandbox
                        FROM memberships m JOIN organizations o ON o.id = m.organization_id
                        WHERE m.identity_id = :identity ORDER BY m.joined, o.id
                        """)
                .bind("identity", identity)
                .map(
                        (row, _) ->
                                new Home(
                                        new OrganizationId(row.getObject(1, UUID.class)),
                                        row.getString(2),
                                        row.getBoolean(3)))
                .list();
    }

    boolean isSandboxThere(Handle sql) {
        return sql.createQuery("SELECT EXISTS (SELECT FROM organizations WHERE sandbox)")
                .mapTo(Boolean.class)
                .one();
    }

    /** Those who confirmed the address, oldest first. */
    List<UUID> confirmed(Handle sql, String address, int most) {
        return sql.createQuery(
                        """
                        SELECT id FROM identities WHERE address = :address AND confirmed IS NOT NULL
                        ORDER BY confirmed, id LIMIT :most
                        """)
                .bind("address", address)
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }
}

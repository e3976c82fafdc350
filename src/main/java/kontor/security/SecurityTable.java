package kontor.security;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;

/** SQL that finds whose names were tried. */
final class SecurityTable {

    /** The user whom a name belongs to. */
    record Owner(OrganizationId organization, UUID user) {}

    Map<String, Owner> owners(Handle sql, Collection<String> names) {
        var owners = new HashMap<String, Owner>();
        sql.createQuery(
                        """
                        SELECT username, organization_id, user_id FROM credentials
                        WHERE username = ANY (:names)
                        """)
                .bind("names", names.toArray(String[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getString(1),
                                        new Owner(
                                                new OrganizationId(row.getObject(2, UUID.class)),
                                                row.getObject(3, UUID.class))))
                .forEach(one -> owners.put(one.getKey(), one.getValue()));
        return owners;
    }
}

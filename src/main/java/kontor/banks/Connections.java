package kontor.banks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.db.Tx;
import kontor.http.Page;
import kontor.http.PageRequest;

/** The door to connections. */
public final class Connections {

    private final ConnectionTable table = new ConnectionTable();
    /** A connection's profile does not change; every new payment asks for it. */
    private final Map<UUID, BankProfile> profiles = new ConcurrentHashMap<>();

    public void add(Tx tx, Connection connection) {
        table.insert(tx, connection);
    }

    public Optional<Connection> find(Tx tx, UUID id) {
        return table.find(tx, id);
    }

    /** All of an organization; a handful, one for each bank. */
    public List<Connection> all(Tx tx) {
        return table.page(tx, Optional.empty(), Integer.MAX_VALUE);
    }

    public Page<Connection> page(Tx tx, PageRequest request) {
        var rows = table.page(tx, request.after().map(UUID::fromString), request.limit() + 1);
        return Page.cut(rows, request.limit(), connection -> connection.id().toString());
    }

    /** The profile of an account's bank; the generic one for an account without a connection. */
    public BankProfile profile(Tx tx, Optional<UUID> connection) {
        return connection.map(id -> known(tx, id)).orElse(BankProfile.GENERIC);
    }

    private BankProfile known(Tx tx, UUID id) {
        BankProfile known = profiles.get(id);
        if (known != null) {
            return known;
        }
        var found = find(tx, id).map(Connection::profile);
        found.ifPresent(profile -> profiles.put(id, profile));
        return found.orElse(BankProfile.GENERIC);
    }
}

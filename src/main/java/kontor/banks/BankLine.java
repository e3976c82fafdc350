package kontor.banks;

import java.util.UUID;
import kontor.connections.Connection;
import kontor.core.OrganizationId;

/** One connection of one organization: what bank work is handed out by. */
public record BankLine(OrganizationId organization, Connection connection) {

    UUID id() {
        return connection.id();
    }

    @Override
    public String toString() {
        return "connection " + connection.id() + " of organization " + organization;
    }
}

package kontor.banks;

import java.util.UUID;
import kontor.connections.Connection;
import kontor.core.OrganizationId;

/**
 * A file that came from a bank and is kept in the inbox.
 *
 * @param name as the bank named it; says nothing reliable of what is in it
 */
public record ArrivedFile(
        OrganizationId organization, Connection connection, UUID id, String name) {}

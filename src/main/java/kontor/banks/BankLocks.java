package kontor.banks;

import java.util.Optional;
import kontor.core.OrganizationId;
import kontor.db.AdvisoryLock;
import kontor.db.AdvisoryLock.Pair;
import kontor.db.AdvisoryLock.Shared;
import kontor.db.Database;
import kontor.db.SessionLock;

/**
 * Who works for which bank, on whichever node. Each line has one worker at a time, and those of one
 * organization leave when somebody wants it for himself: the sandbox clock, or a node of the
 * version before, which worked for all banks of an organization at once. Numbers that two share by
 * chance only make them wait for each other.
 */
final class BankLocks {

    /** "KNT", "KNC" and "KNR": keep these locks apart from other users' of the same database. */
    private static final int ORGANIZATION = 0x4B4E54;

    private static final int CONNECTION = 0x4B4E43;
    private static final int READING = 0x4B4E52;

    private BankLocks() {}

    /** Nobody works for a bank of the organization meanwhile; waits for those who do. */
    static SessionLock alone(Database database, OrganizationId organization) {
        return SessionLock.take(database, ofOrganization(organization));
    }

    /** Empty when another works for this line, or one wants the organization for himself. */
    static Optional<SessionLock> line(Database database, BankLine line) {
        return SessionLock.tryTake(
                database,
                new Shared(ofOrganization(line.organization())),
                new Pair(CONNECTION, line.id().hashCode()));
    }

    /**
     * What the banks of an organization sent is read by one at a time: statements, their pages and
     * their details belong together and may come over several connections.
     *
     * @param line the lock of a line that the reader holds
     */
    static boolean mayRead(SessionLock line, OrganizationId organization) {
        return line.tryAlso(new Pair(READING, organization.value().hashCode()));
    }

    private static AdvisoryLock.Pair ofOrganization(OrganizationId organization) {
        return new Pair(ORGANIZATION, organization.value().hashCode());
    }
}

package kontor.statements;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A notification (camt.054) of an account: details of entries that its statement shows as totals.
 *
 * @param inboxFile the file that it came in
 * @param names by which a statement may cite it: the id of the message and its own
 * @param day the date of entries that have none
 */
record Notification(UUID accountId, UUID inboxFile, Set<String> names, LocalDate day) {

    Notification {
        names = Set.copyOf(names);
    }

    static Notification of(NewStatement incoming, UUID inboxFile, String messageId) {
        var names = new HashSet<>(List.of(messageId, incoming.head().id()));
        return new Notification(incoming.accountId(), inboxFile, names, incoming.day());
    }
}

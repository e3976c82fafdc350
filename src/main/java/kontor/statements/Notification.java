package kontor.statements;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A notification (camt.054) of an account: details of entries that its statement tells as totals.
 *
 * @param inboxFile the file that tells it
 * @param names what a statement may call it
 * @param day of entries that tell none
 */
record Notification(UUID accountId, UUID inboxFile, Set<String> names, LocalDate day) {

    Notification {
        names = Set.copyOf(names);
    }

    static Notification of(NewStatement told, UUID inboxFile, String messageId) {
        return new Notification(
                told.accountId(),
                inboxFile,
                new HashSet<>(List.of(messageId, told.head().id())),
                told.asOf().orElseGet(() -> LocalDate.ofInstant(told.reported(), ZoneOffset.UTC)));
    }
}

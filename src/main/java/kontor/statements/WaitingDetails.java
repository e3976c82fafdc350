package kontor.statements;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;

/**
 * Late details of a file that wait for the statement that books their entries.
 *
 * @param file the inbox file that they came in
 * @param entries how many entries wait
 * @param date of the first of them, as are the amount and the bank's reference
 */
record WaitingDetails(
        UUID file, long entries, LocalDate date, Money amount, Optional<String> servicerReference) {

    /** What waits, in words for an operator. */
    String words() {
        String what =
                entries == 1
                        ? entries + " entry waits for the statement that books it: "
                        : entries + " entries wait for the statement that books them, the first: ";
        return what
                + amount.currency().code()
                + " "
                + amount.plain()
                + " of "
                + date
                + servicerReference.map(reference -> ", reference " + reference).orElse("");
    }
}

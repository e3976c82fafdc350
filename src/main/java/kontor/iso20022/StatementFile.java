package kontor.iso20022;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an account file says about itself.
 *
 * @param kind tells what may be booked: an intraday report and a notification repeat what the
 *     statement books later
 * @param messageId unique for a while only; banks start anew each year
 * @param createdAt wall time of the bank
 */
public record StatementFile(Kind kind, String messageId, Optional<LocalDateTime> createdAt) {

    /** The three messages of one shape. */
    public enum Kind {
        INTRADAY_REPORT("camt.052", "BkToCstmrAcctRpt", "Rpt"),
        STATEMENT("camt.053", "BkToCstmrStmt", "Stmt"),
        NOTIFICATION("camt.054", "BkToCstmrDbtCdtNtfctn", "Ntfctn");

        final String messageName;
        final String messageElement;
        final String statementElement;

        Kind(String messageName, String messageElement, String statementElement) {
            this.messageName = messageName;
            this.messageElement = messageElement;
            this.statementElement = statementElement;
        }

        static Kind ofMessageElement(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.messageElement.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no account message " + name));
        }
    }
}

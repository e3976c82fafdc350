package kontor.iso20022;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an account file says about itself.
 *
 * @param kind only a statement is booked: an intraday report and a notification show what the
 *     statement books later
 * @param messageId banks use the same ids again each year
 * @param createdAt wall time of the bank
 */
public record StatementFile(Kind kind, String messageId, Optional<LocalDateTime> createdAt) {

    /** The three messages, which have the same structure. */
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

package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * What a {@code pain.008} file says about itself ({@code GrpHdr}).
 *
 * @param messageId            unique forever per sender, at most 35 characters
 * @param createdAt            wall time of the sender; written to the second, without a zone
 * @param numberOfTransactions collections in the whole file
 * @param controlSum           sum of their amounts, whatever the currency
 * @param initiatingPartyName  at most 70 characters
 */
public record MessageHeader(
        String messageId,
        LocalDateTime createdAt,
        int numberOfTransactions,
        BigDecimal controlSum,
        String initiatingPartyName) {

    public MessageHeader {
        Checks.text("message id", messageId, 35);
        Checks.told("message " + messageId, numberOfTransactions, controlSum);
        Checks.text("initiating party name", initiatingPartyName, 70);
    }
}

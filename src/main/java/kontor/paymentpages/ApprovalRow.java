package kontor.paymentpages;

import java.util.UUID;
import kontor.core.Money;

/**
 * One payment that waits.
 *
 * @param pick its word in the form
 * @param account the own account
 * @param whyNot why the caller may not; empty where the caller may
 * @param others steps that wait besides the one that the caller would decide
 */
public record ApprovalRow(
        String pick,
        String path,
        String kind,
        String party,
        String reference,
        String effective,
        String until,
        Money amount,
        UUID account,
        String whyNot,
        int others) {

    boolean isOpen() {
        return whyNot.isEmpty();
    }

    public String minor() {
        return String.valueOf(amount.amountMinor());
    }
}

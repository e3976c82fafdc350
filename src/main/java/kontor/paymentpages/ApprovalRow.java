package kontor.paymentpages;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Money;
import kontor.warnings.Warning;

/**
 * One payment that waits.
 *
 * @param pick its word in the form
 * @param step id of the step that waits
 * @param account the own account
 * @param whyNot why the caller may not; empty where the caller may
 * @param others steps that wait besides the one that the caller would decide
 * @param warnings what to know before it is decided
 */
public record ApprovalRow(
        String pick,
        String step,
        String path,
        String kind,
        String party,
        String reference,
        String effective,
        String until,
        Money amount,
        UUID account,
        String whyNot,
        int others,
        List<Warning> warnings) {

    /** What to know before it is decided, in one line; empty where there is nothing. */
    public String warned() {
        return warnings.stream().map(Warning::message).collect(Collectors.joining(" "));
    }

    /** It does not leave any more with the file for its day, but with a later one. */
    boolean isLate() {
        return warnings.stream().anyMatch(one -> one.code().equals(Warning.DATE_PASSED));
    }

    boolean isOpen() {
        return whyNot.isEmpty();
    }

    UUID id() {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    /** The address of payments of its kind. */
    public String payments() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    public String minor() {
        return String.valueOf(amount.amountMinor());
    }
}

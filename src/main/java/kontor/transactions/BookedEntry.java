package kontor.transactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.iso20022.BankTransactionCode;

/**
 * A booked transaction with all that a match can be found by.
 *
 * @param amount negative when the account was debited
 * @param returned it undoes an earlier booking
 * @param servicerReference the bank's own reference of the entry
 * @param paymentInformationId our group, when it was booked as one
 * @param text what the bank says in words
 * @param details none when the bank tells only the whole
 */
public record BookedEntry(
        UUID transactionId,
        UUID accountId,
        LocalDate date,
        Money amount,
        boolean returned,
        BankTransactionCode code,
        Optional<String> servicerReference,
        Optional<String> paymentInformationId,
        String text,
        List<EntryDetail> details) {

    public BookedEntry {
        details = List.copyOf(details);
    }

    public BookedEntry consistingOf(List<EntryDetail> told) {
        return new BookedEntry(
                transactionId,
                accountId,
                date,
                amount,
                returned,
                code,
                servicerReference,
                paymentInformationId,
                text,
                told);
    }
}

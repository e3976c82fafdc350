package kontor.transactions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.iso20022.BankTransactionCode;

/**
 * A booked transaction with all that its payments can be found by.
 *
 * @param date booking date
 * @param amount negative when the account was debited
 * @param returned it undoes an earlier booking
 * @param servicerReference the bank's own reference of the entry
 * @param paymentInformationId our group of payments, when it was booked as one; the id of the
 *     message where that was
 * @param text what the bank says in free text
 * @param details none when the bank reports only the total
 * @param whole there are no more details than these, which may come apart
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
        List<EntryDetail> details,
        boolean whole) {

    public BookedEntry {
        details = List.copyOf(details);
    }

    /** The same with its details among those of many transactions. */
    public BookedEntry consistingOf(Map<UUID, List<EntryDetail>> byTransaction) {
        return with(byTransaction.getOrDefault(transactionId, List.of()), whole);
    }

    /** The same with a part of its details only. */
    public BookedEntry inPart() {
        return with(details, false);
    }

    private BookedEntry with(List<EntryDetail> some, boolean all) {
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
                some,
                all);
    }
}

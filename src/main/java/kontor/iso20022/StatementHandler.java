package kontor.iso20022;

import java.util.Optional;

/**
 * Takes an account file while it is read, in this order: the file; for each statement its start,
 * balances and entries, and its end; for each entry its start, batches and details, and its end.
 */
public interface StatementHandler {

    void file(StatementFile file);

    void statementStarted(StatementHead statement);

    /** Usually before the entries; some banks put it after them. */
    void balance(Balance balance);

    void entryStarted(EntryHead entry);

    /** The details that follow, up to the next batch, belong to it. */
    void batch(Batch batch);

    void details(TransactionDetails details);

    /** The information is free text of up to 500 characters. */
    void entryEnded(Optional<String> additionalInformation);

    void statementEnded();
}

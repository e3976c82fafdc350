package kontor.banks;

import java.util.Optional;
import kontor.iso20022.Balance;
import kontor.iso20022.Batch;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;

/** Reads a statement only to see that it can be read; others look at some of it. */
public class NoInterest implements StatementHandler {

    @Override
    public void file(StatementFile file) {
        // readable
    }

    @Override
    public void statementStarted(StatementHead statement) {
        // readable
    }

    @Override
    public void balance(Balance balance) {
        // readable
    }

    @Override
    public void entryStarted(EntryHead entry) {
        // readable
    }

    @Override
    public void batch(Batch batch) {
        // readable
    }

    @Override
    public void details(TransactionDetails details) {
        // readable
    }

    @Override
    public void entryEnded(Optional<String> additionalInformation) {
        // readable
    }

    @Override
    public void statementEnded() {
        // readable
    }
}

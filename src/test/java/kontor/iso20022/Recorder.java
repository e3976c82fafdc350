package kontor.iso20022;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps in order what the readers tell, and can tell it to a writer again: without the facts that
 * no writer writes.
 */
class Recorder
        implements StatementHandler,
                Pain001Reader.Handler,
                Pain008Reader.Handler,
                Pain002Reader.Handler {

    /** Marks what carries no value of its own. */
    record EntryEnded(Optional<String> additionalInformation) {}

    enum Mark {
        STATEMENT_ENDED
    }

    final List<Object> told = new ArrayList<>();

    static Recorder ofStatements(byte[] file) {
        var recorder = new Recorder();
        Camt053Reader.read(Files.stream(file), Files.LIMITS, recorder);
        return recorder;
    }

    static Recorder ofCollections(byte[] file) {
        var recorder = new Recorder();
        Pain008Reader.read(Files.stream(file), Files.LIMITS, recorder);
        return recorder;
    }

    static Recorder ofTransfers(byte[] file) {
        var recorder = new Recorder();
        Pain001Reader.read(Files.stream(file), Files.LIMITS, recorder);
        return recorder;
    }

    static Recorder ofStatuses(byte[] file) {
        var recorder = new Recorder();
        Pain002Reader.read(Files.stream(file), Files.LIMITS, recorder);
        return recorder;
    }

    <T> List<T> all(Class<T> type) {
        return select(type).toList();
    }

    <T> T only(Class<T> type) {
        var all = all(type);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ": " + all);
        }
        return all.getFirst();
    }

    private <T> Stream<T> select(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast);
    }

    @Override
    public void header(MessageHeader header) {
        told.add(header);
    }

    @Override
    public void group(CollectionGroup group) {
        told.add(group);
    }

    @Override
    public void collection(Collection collection) {
        told.add(collection);
    }

    @Override
    public void group(TransferGroup group) {
        told.add(group);
    }

    @Override
    public void transfer(Transfer transfer) {
        told.add(transfer);
    }

    @Override
    public void report(StatusReport report) {
        told.add(report);
    }

    @Override
    public void paymentInformation(StatusReport.PaymentInformation paymentInformation) {
        told.add(paymentInformation);
    }

    @Override
    public void transaction(StatusReport.Transaction transaction) {
        told.add(transaction);
    }

    @Override
    public void file(StatementFile file) {
        told.add(file);
    }

    @Override
    public void statementStarted(StatementHead statement) {
        told.add(statement);
    }

    @Override
    public void balance(Balance balance) {
        told.add(balance);
    }

    @Override
    public void entryStarted(EntryHead entry) {
        told.add(
                new EntryHead(
                        entry.reference(),
                        entry.amount(),
                        entry.reversal(),
                        entry.status(),
                        entry.dates(),
                        entry.references(),
                        entry.code(),
                        entry.charges(),
                        entry.instructedAmount()));
    }

    @Override
    public void batch(Batch batch) {
        told.add(batch);
    }

    @Override
    public void details(TransactionDetails details) {
        told.add(
                new TransactionDetails(
                        details.references(),
                        details.amount(),
                        details.instructedAmount(),
                        details.code(),
                        details.charges(),
                        details.counterparty(),
                        details.purpose(),
                        details.remittance(),
                        details.returned(),
                        details.additionalInformation()));
    }

    @Override
    public void entryEnded(Optional<String> additionalInformation) {
        told.add(new EntryEnded(additionalInformation));
    }

    @Override
    public void statementEnded() {
        told.add(Mark.STATEMENT_ENDED);
    }
}

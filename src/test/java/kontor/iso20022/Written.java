package kontor.iso20022;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Encodes what a {@link Recorder} was told. */
final class Written {

    private Written() {}

    static byte[] collections(List<Object> told) {
        var out = new ByteArrayOutputStream();
        try (var writer = new Pain008Writer(out, (MessageHeader) told.getFirst())) {
            for (Object value : told.subList(1, told.size())) {
                switch (value) {
                    case CollectionGroup group -> writer.group(group);
                    case Collection collection -> writer.collection(collection);
                    default -> throw new AssertionError(value);
                }
            }
        }
        return out.toByteArray();
    }

    static byte[] transfers(List<Object> told) {
        var out = new ByteArrayOutputStream();
        try (var writer = new Pain001Writer(out, (MessageHeader) told.getFirst())) {
            for (Object value : told.subList(1, told.size())) {
                switch (value) {
                    case TransferGroup group -> writer.group(group);
                    case Transfer transfer -> writer.transfer(transfer);
                    default -> throw new AssertionError(value);
                }
            }
        }
        return out.toByteArray();
    }

    static byte[] statuses(List<Object> told) {
        var out = new ByteArrayOutputStream();
        try (var writer = new Pain002Writer(out, (StatusReport) told.getFirst())) {
            for (Object value : told.subList(1, told.size())) {
                switch (value) {
                    case StatusReport.PaymentInformation group -> writer.paymentInformation(group);
                    case StatusReport.Transaction transaction -> writer.transaction(transaction);
                    default -> throw new AssertionError(value);
                }
            }
        }
        return out.toByteArray();
    }

    static byte[] statements(List<Object> told) {
        var out = new ByteArrayOutputStream();
        try (var writer = new Camt053Writer(out, (StatementFile) told.getFirst())) {
            told.subList(1, told.size()).forEach(value -> write(writer, value));
        }
        return out.toByteArray();
    }

    private static void write(Camt053Writer writer, Object value) {
        switch (value) {
            case StatementHead statement -> writer.statementStarted(statement);
            case Balance balance -> writer.balance(balance);
            case EntryHead entry -> writer.entryStarted(entry);
            case Batch batch -> writer.batch(batch);
            case TransactionDetails details -> writer.details(details);
            case Recorder.EntryEnded end -> writer.entryEnded(end.additionalInformation());
            case Recorder.Mark _ -> writer.statementEnded();
            default -> throw new AssertionError(value);
        }
    }
}

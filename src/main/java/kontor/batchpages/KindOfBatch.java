package kontor.batchpages;

import java.util.List;
import java.util.UUID;
import kontor.batches.BatchIntake;
import kontor.changes.ResourceKind;
import kontor.credittransfers.NewCreditTransfer;
import kontor.directdebits.NewDirectDebit;

/**
 * What differs between the pages of the two kinds of batches.
 *
 * @param path of the list
 * @param many its payments in a sentence, like "direct debits"
 * @param payments the path of their list
 * @param example what stands in a file to begin with
 */
public record KindOfBatch<T>(
        String path,
        String many,
        String payments,
        BatchIntake<T> batches,
        List<ExampleFile.Cell> example) {

    public static KindOfBatch<NewDirectDebit> directDebits(BatchIntake<NewDirectDebit> batches) {
        return new KindOfBatch<>(
                "/direct-debit-batches",
                "direct debits",
                "/direct-debits",
                batches,
                ExampleFile.DEBIT);
    }

    /** Its path is the vendor's, with two plurals. */
    public static KindOfBatch<NewCreditTransfer> creditTransfers(
            BatchIntake<NewCreditTransfer> batches) {
        return new KindOfBatch<>(
                "/credit-transfers-batches",
                "credit transfers",
                "/credit-transfers",
                batches,
                ExampleFile.TRANSFER);
    }

    ResourceKind resource() {
        return batches.words().resourceKind();
    }

    String path(UUID id) {
        return path + "/" + id;
    }
}

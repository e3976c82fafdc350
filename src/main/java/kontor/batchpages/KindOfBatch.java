package kontor.batchpages;

import java.util.List;
import java.util.UUID;
import kontor.approvals.PaymentType;
import kontor.approvaltasks.ApprovalTasks;
import kontor.batches.BatchIntake;
import kontor.changes.ResourceKind;
import kontor.credittransfers.NewCreditTransfer;
import kontor.directdebits.NewDirectDebit;

/**
 * What differs between the pages of the two kinds of batches.
 *
 * @param type under which it is signed
 * @param path of the list
 * @param many its payments in a sentence, like "direct debits"
 * @param payments the path of their list
 * @param tasks all that one person can decide of one
 * @param example what stands in a file to begin with
 */
public record KindOfBatch<T>(
        PaymentType type,
        String path,
        String many,
        String payments,
        BatchIntake<T> batches,
        ApprovalTasks tasks,
        List<ExampleFile.Cell> example) {

    public static KindOfBatch<NewDirectDebit> directDebits(
            BatchIntake<NewDirectDebit> batches, ApprovalTasks tasks) {
        return new KindOfBatch<>(
                PaymentType.DIRECT_DEBIT_BATCH,
                "/direct-debit-batches",
                "direct debits",
                "/direct-debits",
                batches,
                tasks,
                ExampleFile.DEBIT);
    }

    /** Its path is the vendor's, with two plurals. */
    public static KindOfBatch<NewCreditTransfer> creditTransfers(
            BatchIntake<NewCreditTransfer> batches, ApprovalTasks tasks) {
        return new KindOfBatch<>(
                PaymentType.CREDIT_TRANSFER_BATCH,
                "/credit-transfers-batches",
                "credit transfers",
                "/credit-transfers",
                batches,
                tasks,
                ExampleFile.TRANSFER);
    }

    ResourceKind resource() {
        return batches.words().resourceKind();
    }

    /** One of its payments in a sentence. */
    String one() {
        return many.substring(0, many.length() - 1);
    }

    String path(UUID id) {
        return path + "/" + id;
    }
}

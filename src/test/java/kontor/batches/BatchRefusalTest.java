package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static kontor.batches.BatchRefusal.*;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.RefusalOrder;
import kontor.Reply;
import kontor.RoleBuilder;
import kontor.iam.Permissions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A batch that cannot be decided for several reasons says the first. */
class BatchRefusalTest {

    private final BatchClient batches = new BatchClient();
    private final String role =
            batches.sandbox.aRole(Permissions.ALL).limitedTo(batches.account).id();
    private final Client clerk = batches.sandbox.memberIn(role).client();

    /** A batch of one faulty record, as somebody sees it who comes a moment too early. */
    private Reply unfinished() {
        var sent = batches.send(DEBITS, List.of(batches.debit("'date': '2020-01-01'")), "");
        var batch = batches.completed(DEBITS, sent);
        batches.sandbox.tamper(
                """
                UPDATE batches SET status = 'PROCESSING_STARTED', open = true,
                    leased_until = now() + interval '1 hour'
                WHERE organization_id = :org AND id = :id
                """,
                "id",
                UUID.fromString(batch.at("/id")));
        return batch;
    }

    /**
     * A batch that the clerk made and the owner rejected, of accounts that are beyond the clerk.
     */
    private Reply rejected() {
        var made =
                batches.completed(
                        DEBITS, clerk.post(DEBITS, BatchClient.body(batches.debits(1), "")));
        reject(batches.owner, made).accepted();
        String elsewhere = batches.sandbox.accountIn("SEK");
        batches.owner
                .patch(
                        RoleBuilder.PATH + "/" + role,
                        Jsons.json(
                                """
                                [{'op': 'replace', 'path': '/limits', 'value': {'accountIds': ['%s']}}]
                                """
                                        .formatted(elsewhere)))
                .ok();
        return made;
    }

    private static Reply reject(Client by, Reply batch) {
        return by.post(DEBITS + "/" + batch.at("/id") + ":reject", "{}");
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        var unfinished = unfinished();
        var rejected = rejected();
        return new RefusalOrder<>(BatchRefusal.class)
                .row(
                        "a batch under way that has no payments",
                        () -> reject(batches.owner, unfinished),
                        BATCH_NOT_COMPLETED,
                        BATCH_WITHOUT_PAYMENTS)
                .row(
                        "a rejected batch of accounts beyond the role",
                        () -> reject(clerk, rejected),
                        BATCH_REJECTED,
                        BATCH_BEYOND_LIMITS)
                .tests();
    }
}

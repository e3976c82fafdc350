package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kontor.Jsons;
import kontor.Reply;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a batch takes, and whose it is. */
class BatchLimitsTest {

    private final BatchClient batches = new BatchClient();

    @Test
    void twoThousandAndOneRecords_areRefusedAndNothingIsKept() {
        String record = batches.debit("");
        String payments = "[" + (record + ",").repeat(2_000) + record + "]";
        var reply =
                batches.developer.post(
                        DEBITS, "{\"treatment\": \"BATCH\", \"payments\": " + payments + "}");
        reply.assertRefused("too_many_records", "payments");
        assertThat(batches.developer.get(DEBITS).json().at("/items")).isEmpty();
    }

    @Test
    void twoThousandRecords_becomePayments() {
        var batch = batches.completed(DEBITS, batches.send(DEBITS, batches.debits(2_000), ""));
        assertThat(batch.at("/resultSummary/succeeded")).as(batch.body()).isEqualTo("2000");
        assertThat(batch.json().at("/inputContent/size").asInt()).isGreaterThan(200_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "required      | treatment          | {'payments': [{}]}",
                "required      | payments           | {'treatment': 'BATCH'}",
                "required      | payments           | {'treatment': 'BATCH', 'payments': null}",
                "invalid_value | payments           | {'treatment': 'BATCH', 'payments': {}}",
                "invalid_value | payments           | {'treatment': 'BATCH', 'payments': []}",
                "invalid_value | treatment          | {'treatment': 'TOGETHER', 'payments': [{}]}",
                "invalid_value | externalId         | {'treatment': 'BATCH', 'payments': [{}],"
                        + " 'externalId': 'a b'}",
                "invalid_value | skipValidationErrors | {'payments': [{}], 'treatment': 'BATCH',"
                        + " 'skipValidationErrors': 'yes'}",
                "invalid_value | metadata.a         | {'payments': [{}], 'treatment': 'BATCH',"
                        + " 'metadata': {'a': 1}}",
                "invalid_value | ``                 | []",
                "invalid_json  | ``                 | {'payments': [{}",
                "invalid_json  | ``                 | {'payments': [{}], 'payments': [{}]}",
                "invalid_json  | ``                 | {'treatment': 'BATCH', 'payments': [{}]} {}",
            })
    void frame_isJudgedAtOnce(String code, String field, String body) {
        batches.developer.post(DEBITS, kontor.Jsons.json(body)).assertRefused(code, field);
    }

    @Test
    void hugeRecord_isRefusedBeforeItIsRead() {
        String record =
                batches.debit(
                        "'unknown': ['" + "x".repeat(60_000) + "', '" + "y".repeat(60_000) + "']");
        batches.send(DEBITS, List.of(batches.debit(""), record), "")
                .assertRefused("record_too_long", "payments.1");
    }

    @Test
    void moreBytesThanAllowed_are413() {
        String unknown = "\"" + "x".repeat(60_000) + "\",";
        var json = batches.developer.post(DEBITS, "{\"unknown\": [" + unknown.repeat(290) + "0]}");
        assertThat(json.status()).as(json.body()).isEqualTo(413);
        assertThat(batches.chunks()).isZero();
    }

    @Test
    void announcedLengthBeyondTheLimit_is413BeforeTheBody() {
        var told =
                batches.developer.sendBytes(
                        "POST",
                        DEBITS,
                        new byte[66 << 20],
                        "Expect",
                        "100-continue",
                        "Content-Type",
                        "application/json");
        assertThat(told.status()).isEqualTo(413);
    }

    @Test
    void sameKey_makesOneBatchThoughTheBoundaryDiffers() {
        var first = batches.send(DEBITS, batches.debits(1), "", "Idempotency-Key", "once");
        var again = batches.send(DEBITS, batches.debits(1), "", "Idempotency-Key", "once");
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(
                        batches.send(DEBITS, batches.debits(2), "", "Idempotency-Key", "once")
                                .at("/type"))
                .contains("idempotency_key_reused");
        batches.completed(DEBITS, first);
        assertThat(batches.developer.get(DEBITS).json().at("/items")).hasSize(1);
    }

    @Test
    void externalIdOfABatch_isTakenOnce() {
        batches.completed(DEBITS, batches.send(DEBITS, batches.debits(1), "'externalId': 'run-1'"));
        batches.send(DEBITS, batches.debits(1), "'externalId': 'run-1'")
                .assertRefused("external_id_taken", "externalId");
    }

    @Test
    void results_areNoneUntilCompletedAndOfNobodyElse() {
        var batch =
                batches.completed(
                        DEBITS, batches.send(DEBITS, batches.debits(1), "'externalId': 'run-2'"));
        assertThat(batches.developer.get(DEBITS + "/external:run-2/results").status())
                .isEqualTo(404);
        var strangers = TestKontor.shared().sandbox().developer();
        assertThat(strangers.get(DEBITS + "/" + batch.at("/id") + "/results").status())
                .isEqualTo(404);
        assertThat(strangers.get(BatchClient.TRANSFERS + "/" + batch.at("/id")).status())
                .isEqualTo(404);
        assertThat(batches.developer.get(BatchClient.TRANSFERS + "/" + batch.at("/id")).status())
                .isEqualTo(404);
        assertThat(
                        batches.developer
                                .get(DEBITS + "/" + batch.at("/id") + "/results?errors=perhaps")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void roleLimitedToAccounts_makesBatchesWithinThemAndSeesItsOwn() {
        var theirs = batches.completed(DEBITS, batches.send(DEBITS, batches.debits(1), ""));
        String other = batches.sandbox.accountIn("SEK");
        var permissions = "['" + String.join("', '", Permissions.ALL) + "']";
        var role =
                batches.owner
                        .post(
                                "/iam/v2beta/roles",
                                Jsons.json(
                                        "{'name': 'limited', "
                                                + "'permissions': "
                                                + permissions
                                                + ", 'limits': {'accountIds': ['"
                                                + other
                                                + "']}}"))
                        .created();
        var key =
                batches.owner
                        .post(
                                "/iam/v2beta/users",
                                Jsons.json(
                                        "{'kind': 'PROGRAMMATIC', 'name': 'limited', 'roleId': '"
                                                + role.at("/id")
                                                + "'}"))
                        .created();
        var limited = TestKontor.shared().keyHolder(key.at("/accessKey"), key.at("/secret"));
        assertThat(limited.get(DEBITS + "/" + theirs.at("/id")).status()).isEqualTo(404);
        assertThat(limited.get(DEBITS + "/" + theirs.at("/id") + "/results").status())
                .isEqualTo(404);
        assertThat(limited.get(DEBITS).json().at("/items")).isEmpty();
        assertThat(limited.post(DEBITS + "/" + theirs.at("/id") + ":reject", "{}").status())
                .isEqualTo(404);
        var created = limited.post(DEBITS, BatchClient.body(batches.debits(1), ""));
        var own = batches.completed(DEBITS, created);
        assertThat(own.at("/errors/0/code")).isEqualTo("account_not_found");
        assertThat(limited.get(DEBITS).json().at("/items")).hasSize(1);
    }

    /**
     * A decision that its payments would refuse must not stand in the way of one that they take.
     */
    @Test
    void batch_isNotDecidedByWhoSeesItsAccountsNoMore() {
        var sandbox = batches.sandbox;
        var permissions = "['" + String.join("', '", Permissions.ALL) + "']";
        String limits = "{'accountIds': ['%s']}";
        var role =
                batches.owner
                        .post(
                                "/iam/v2beta/roles",
                                Jsons.json(
                                        "{'name': 'narrowed', "
                                                + "'permissions': "
                                                + permissions
                                                + ", 'limits': "
                                                + limits.formatted(batches.account)
                                                + "}"))
                        .created();
        var limited = sandbox.memberIn(role.at("/id")).client();
        var own =
                batches.completed(
                        DEBITS, limited.post(DEBITS, BatchClient.body(batches.debits(2), "")));
        assertThat(own.at("/resultSummary/succeeded")).as(own.body()).isEqualTo("2");
        assertThat(
                        batches.owner
                                .patch(
                                        "/iam/v2beta/roles/" + role.at("/id"),
                                        Jsons.json(
                                                "[{'op': 'replace', 'path': "
                                                        + "'/limits', 'value': "
                                                        + limits.formatted(sandbox.accountIn("SEK"))
                                                        + "}]"))
                                .status())
                .isEqualTo(200);
        String one = DEBITS + "/" + own.at("/id");
        limited.post(one + ":reject", "{}").assertRefused("batch_beyond_limits", "status");
        assertThat(batches.owner.post(one + ":reject", "{}").status()).isEqualTo(202);
    }

    @Test
    void list_isPagedTheNewestFirst() {
        var ids =
                List.of(1, 2, 3).stream()
                        .map(i -> batches.send(DEBITS, batches.debits(1), "").at("/id"))
                        .toList();
        Reply first = batches.developer.get(DEBITS + "?limit=2");
        assertThat(first.values("id")).containsExactly(ids.get(2), ids.get(1));
        assertThat(
                        batches.developer
                                .get(DEBITS + "?limit=2&token=" + first.at("/nextToken"))
                                .values("id"))
                .containsExactly(ids.get(0));
    }

    @Test
    void roleWithoutDirectDebits_mayNot() {
        var other =
                batches.sandbox.clientWith(
                        Set.of(
                                "credit_transfers:create",
                                "accounts:read",
                                "external_accounts:read",
                                "counterparties:read"));
        assertThat(other.post(DEBITS, "{}").status()).isEqualTo(403);
    }
}

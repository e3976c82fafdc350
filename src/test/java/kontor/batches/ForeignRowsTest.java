package kontor.batches;

import static kontor.batches.BatchClient.DEBITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Rows and batches of another organization answer like those that there are not. */
class ForeignRowsTest {

    private static final String HEADER =
            "amount.currency,amount.stringValue,date,scheme,reference,source.type,source.id,"
                    + "destination.type,destination.id,mandateId\n";
    private static final String NOBODYS = "00000000-0000-7000-8000-000000000001";

    private final BatchClient batches = new BatchClient();
    private final SandboxOrganization others = TestKontor.shared().sandbox();

    private String row(Map<String, String> ids) {
        return String.join(
                        ",",
                        "EUR,1.00",
                        batches.date(),
                        "SDD_CORE,r,EXTERNAL_ACCOUNT",
                        ids.getOrDefault("payer", batches.payer),
                        "ACCOUNT",
                        ids.getOrDefault("account", batches.account),
                        ids.getOrDefault("mandate", batches.mandate))
                + "\n";
    }

    /** What is said of a row, without the id that was asked for. */
    private List<String> told(String member, String id) {
        var batch =
                batches.completed(DEBITS, batches.csv(DEBITS, HEADER + row(Map.of(member, id))));
        assertThat(batch.at("/resultSummary/succeeded")).as(batch.body()).isEqualTo("0");
        return batches.results(DEBITS, batch, "").stream()
                .map(one -> one.path("errors").toString().replace(id, "ID"))
                .toList();
    }

    @Test
    void rows_tellNothingOfAccountsAndMandatesOfOthers() {
        String theirPayer = others.aCounterparty().accountId();
        var theirs =
                Map.of(
                        "account", others.account(),
                        "payer", theirPayer,
                        "mandate", others.aMandate().of(theirPayer).id());
        theirs.forEach(
                (member, id) ->
                        assertThat(told(member, id)).as(member).isEqualTo(told(member, NOBODYS)));
    }

    @Test
    void decisionsOverABatch_areOfItsOrganizationAlone() {
        var batch = batches.completed(DEBITS, batches.csv(DEBITS, HEADER + row(Map.of())));
        Client stranger = others.owner();
        String own = DEBITS + "/" + batch.at("/id");
        String none = DEBITS + "/" + NOBODYS;
        String before = batches.owner.get(own + "/approval-summary").ok().body();
        for (String path : List.of("/approval-tasks/" + NOBODYS, "/approval-summary")) {
            assertNotTold(stranger.get(own + path), stranger.get(none + path));
        }
        String approve = "{\"action\": \"APPROVE\"}";
        assertNotTold(
                stranger.post(own + "/approval-tasks", approve),
                stranger.post(none + "/approval-tasks", approve));
        assertThat(batches.owner.get(own + "/approval-summary").ok().body()).isEqualTo(before);
    }

    private static void assertNotTold(Reply theirs, Reply nobodys) {
        assertThat(theirs.status()).as(theirs.body()).isEqualTo(404);
        assertThat(theirs.at("/message")).isEqualTo(nobodys.at("/message"));
    }
}

package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.Client;
import kontor.SandboxOrganization;
import org.junit.jupiter.api.Test;

/** A mandate of an internet bank that somebody here does not want: Bankgirot is told no. */
class RefusedMandatesTest {

    private static final String ACCOUNT = "5001000001234571";
    private static final String PAYER = "8805";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final Client owner = sandbox.owner();
    private final String connection = "/connectivity/v2beta/connections/" + desk.connection();

    RefusedMandatesTest() {
        desk.known("1001");
        owner.post(connection + ":pause", "").ok();
        var read = desk.offer(BankgirotDesk.madeAtBank(PAYER, ACCOUNT, day(3)));
        assertThat(read.path("status").asText()).as(read.toString()).isEqualTo("PROCESSED");
    }

    private String day(int before) {
        return sandbox.today().minusDays(before).toString().replace("-", "");
    }

    private String mandate() {
        return sandbox.developer().get("/payments/v2/mandates?scheme=AUTOGIRO").items().stream()
                .filter(one -> one.path("mandateReference").asText().equals(PAYER))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private List<String> files() {
        return owner.get(connection + "/instructions").items().stream()
                .map(one -> one.path("id").asText())
                .map(id -> owner.get("/connectivity/v2beta/instructions/" + id + "/content").body())
                .toList();
    }

    private List<String> eventNames(String mandate) {
        return sandbox
                .developer()
                .get("/payments/v2/mandates/" + mandate + "/events")
                .items()
                .stream()
                .map(one -> one.path("name").asText())
                .toList();
    }

    private void resume() {
        owner.post(connection + ":resume", "").ok();
        desk.round();
    }

    @Test
    void cancelledBeforeItWasAgreedTo_isRefusedOnce() {
        String id = mandate();
        assertThat(desk.status(id)).isEqualTo("CREATED");
        sandbox.developer().post("/payments/v2/mandates/" + id + ":cancel", "").accepted();
        assertThat(files()).isEmpty();
        resume();
        assertThat(files())
                .singleElement()
                .asString()
                .contains("04005994120300000000000%05d".formatted(8805))
                .containsPattern("\\n04\\d{26} {48}AV  \\r\\n");
        assertThat(desk.status(id)).isEqualTo("CANCELLED");
        desk.round();
        assertThat(files()).hasSize(1);
        assertThat(eventNames(id)).contains("REFUSAL_STARTED");
        // Bankgirot's reminder of it makes nothing; a later wish of the payer is a new mandate.
        sandbox.advanceTo(sandbox.today().plusDays(3));
        assertThat(desk.cases()).isEmpty();
        assertThat(desk.status(id)).isEqualTo("CANCELLED");
    }

    @Test
    void takenBackByThePayer_needsNoAnswer() {
        String id = mandate();
        desk.offer(advices(advice(PAYER, "46", "02", day(1))));
        assertThat(desk.status(id)).isEqualTo("CANCELLED");
        resume();
        assertThat(files()).isEmpty();
    }

    @Test
    void agreedTo_isEndedInstead() {
        String id = mandate();
        resume();
        assertThat(files()).singleElement().asString().doesNotContain("AV  ");
        sandbox.developer().post("/payments/v2/mandates/" + id + ":cancel", "").accepted();
        desk.round();
        assertThat(files()).hasSize(2).anyMatch(file -> file.contains("\n03"));
    }
}

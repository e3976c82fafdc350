package kontor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** A case is opened once, seen by whoever may see its account, and closed with a note. */
class CasesTest {

    private static final String CASES = "/financial-data/v2beta/cases";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client client =
            kontor.client(sandbox.organization(), Set.of("cases:read", "cases:update"));

    private String aCase() {
        return CaseFixtures.aCase(sandbox.organization(), sandbox.account());
    }

    @Test
    void case_isListedShownAndClosedWithANote() {
        String id = aCase();
        assertThat(
                        client.get(CASES + "?status=OPEN&accountId=" + sandbox.account())
                                .at("/items/0/id"))
                .isEqualTo(id);
        var shown = client.get(CASES + "/" + id);
        assertThat(shown.at("/facts/proved")).isEqualTo("10.00");
        assertThat(shown.at("/kind")).isEqualTo("BOOKED_DIFFERS");
        var closed = close(id, "{\"note\": \"the bank corrected it\"}");
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.at("/status")).isEqualTo("CLOSED");
        assertThat(closed.at("/note")).isEqualTo("the bank corrected it");
        assertThat(closed.at("/closedBy")).isNotEmpty();
        assertThat(client.get(CASES + "?status=OPEN").items()).isEmpty();
        assertThat(client.get(CASES + "/" + id + "/events").items()).hasSize(2);
    }

    @Test
    void closedCase_keepsItsNote() {
        String id = aCase();
        close(id, "{\"note\": \"first\"}");
        assertThat(close(id, "{\"note\": \"second\"}").refusal()).contains("case_closed");
        assertThat(client.get(CASES + "/" + id).at("/note")).isEqualTo("first");
    }

    @Test
    void noteIsRequired() {
        assertThat(close(aCase(), "{}").status()).isEqualTo(400);
        assertThat(close(aCase(), "{\"note\": \"\"}").status()).isEqualTo(400);
    }

    @Test
    void caseOfAnotherOrganization_isUnknown() {
        var stranger = kontor.client(kontor.organization(), Set.of("cases:read", "cases:update"));
        String id = aCase();
        assertThat(stranger.get(CASES + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.get(CASES).items()).isEmpty();
        assertThat(stranger.post(CASES + "/" + id + ":close", "{\"note\": \"x\"}").status())
                .isEqualTo(404);
    }

    private Reply close(String id, String body) {
        return client.post(CASES + "/" + id + ":close", body);
    }
}

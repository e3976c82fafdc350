package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    private static final String ENTRIES = "/iam/v2beta/audit-log-entries";
    private static final String VERIFY = "/iam/v2beta/audit-log:verify";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client auditor = sandbox.clientWith(Set.of("audit_log:read"));

    private List<String> ids(String filters) {
        var ids = new ArrayList<String>();
        auditor.get(ENTRIES + "?limit=500" + filters)
                .json()
                .at("/items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private Reply counterparty(String name) {
        return sandbox.developer()
                .post("/payments/v2/counterparties", "{\"legalName\": \"" + name + "\"}");
    }

    @Test
    void entry_saysWhoDidWhatWhenAndByWhichRequest() {
        var made = counterparty("Audited");
        var entry = auditor.get(ENTRIES + "?limit=1").json().at("/items/0");
        assertThat(entry.path("resource").asText()).isEqualTo("counterparties");
        assertThat(entry.path("resourceId").asText()).isEqualTo(made.at("/id"));
        assertThat(entry.path("resourceVersion").asInt()).isEqualTo(1);
        assertThat(entry.path("type").asText()).isEqualTo("CREATED");
        assertThat(entry.path("originator").asText())
                .isEqualTo(sandbox.keys().developer().id().toString());
        assertThat(entry.path("requestId").asText()).isEqualTo(made.header("request-id"));
        assertThat(entry.path("timestamp").asText()).isEqualTo(made.at("/created"));
        assertThat(entry.has("snapshot")).isFalse();
    }

    @Test
    void pages_areNewestFirstWithoutGapsOrRepeats() {
        for (int i = 0; i < 5; i++) {
            counterparty("Paged " + i);
        }
        var all = ids("");
        assertThat(all).hasSizeGreaterThan(7).doesNotHaveDuplicates();
        assertThat(all.getFirst()).isEqualTo(Integer.toString(all.size()));
        var paged = new ArrayList<String>();
        String token = "";
        do {
            var page = auditor.get(ENTRIES + "?limit=3&token=" + token);
            page.json().at("/items").forEach(item -> paged.add(item.path("id").asText()));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void filters_findByWhoWhatRequestAndTime() {
        var first = counterparty("First");
        var second = counterparty("Second");
        String newest = ids("").getFirst();
        assertThat(ids("&resourceId=" + second.at("/id"))).containsExactly(newest);
        assertThat(ids("&requestId=" + second.header("request-id"))).containsExactly(newest);
        assertThat(ids("&resource=counterparties")).hasSize(2);
        assertThat(ids("&resource=counterparties&originator=" + sandbox.keys().owner().id()))
                .isEmpty();
        assertThat(ids("&originator=" + sandbox.keys().developer().id())).hasSize(2);
        assertThat(ids("&from=" + second.at("/created"))).containsExactly(newest);
        assertThat(ids("&from=" + first.at("/created") + "&to=" + second.at("/created")))
                .hasSize(1)
                .doesNotContain(newest);
        assertThat(
                        ids(
                                "&originator="
                                        + sandbox.keys().developer().id()
                                        + "&to=2020-01-01T00:00:00Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resourceId=x",
                "requestId=1",
                "from=yesterday",
                "to=2026-01-01",
                "originator=a%00b",
                "resource=a%20b",
                "from=-999999999-01-01T00:00:00Z",
                "limit=0",
                "limit=-5",
                "limit=1&limit=2",
                "name=CREATED&name=UPDATED",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "to=%2B999999999-12-31T23:59:59Z"
            })
    void badFilter_is400(String filter) {
        assertThat(auditor.get(ENTRIES + "?" + filter).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=0",
                "from=-1",
                "to=x",
                "from=5&to=4",
                "from=1&from=2",
                "from=9999999999999999999"
            })
    void verify_refusesWhatIsNoPlace(String range) {
        assertThat(auditor.get(VERIFY + "?" + range).status()).isEqualTo(400);
    }

    @Test
    void verify_tellsThatTheFeedHoldsAndItsDigest() {
        counterparty("Proved");
        var proof = auditor.get(VERIFY);
        assertThat(proof.status()).isEqualTo(200);
        assertThat(proof.at("/ok")).isEqualTo("true");
        assertThat(proof.at("/from")).isEqualTo("1");
        assertThat(proof.at("/to")).isEqualTo(ids("").getFirst());
        assertThat(proof.at("/events")).isEqualTo(proof.at("/to"));
        assertThat(proof.at("/digest")).matches("[0-9a-f]{64}");
        assertThat(proof.json().has("firstBroken")).isFalse();
        counterparty("Later");
        assertThat(auditor.get(VERIFY + "?to=" + proof.at("/to")).at("/digest"))
                .isEqualTo(proof.at("/digest"));
        assertThat(auditor.get(VERIFY + "?from=1000000").at("/events")).isEqualTo("0");
    }

    @Test
    void verify_namesTheFirstBrokenEntry() {
        counterparty("Changed");
        String position = ids("").getFirst();
        counterparty("After");
        kontor.database()
                .write(
                        sandbox.organization(),
                        tx -> {
                            tx.sql().execute("ALTER TABLE events DISABLE TRIGGER USER");
                            tx.sql()
                                    .createUpdate(
                                            "UPDATE events SET originator = 'BANK' WHERE"
                                                    + " organization_id = :org AND position ="
                                                    + " :position")
                                    .bind("org", tx.organization().value())
                                    .bind("position", Long.parseLong(position))
                                    .execute();
                            tx.sql().execute("ALTER TABLE events ENABLE TRIGGER USER");
                            return true;
                        });
        var proof = auditor.get(VERIFY);
        assertThat(proof.status()).isEqualTo(200);
        assertThat(proof.at("/ok")).isEqualTo("false");
        assertThat(proof.at("/firstBroken")).isEqualTo(position);
    }

    @Test
    void othersEntries_areNotSeen() {
        String theirs =
                kontor.sandbox()
                        .developer()
                        .post("/payments/v2/counterparties", "{\"legalName\": \"T\"}")
                        .at("/id");
        assertThat(ids("&resourceId=" + theirs)).isEmpty();
    }
}

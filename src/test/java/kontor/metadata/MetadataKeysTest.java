package kontor.metadata;

import static kontor.Jsons.json;
import static kontor.Jsons.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys themselves, over HTTP. */
class MetadataKeysTest {

    private static final String KEYS = "/iam/v2beta/metadata-keys";
    private static final String GOOD =
            "{'key': 'costCenter', 'description': 'who pays', 'resources': [{'resource':"
                + " 'direct_debits', 'required': true}, {'resource': 'MANDATES'}], 'allowedValues':"
                + " ['1', '2']}";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();

    private Reply create(String difference, String... headers) {
        return owner.post(KEYS, with(GOOD, difference), headers);
    }

    @Test
    void create_showsTheKeyAndIsReadAndListed() {
        var made = create("");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("ETag")).isEqualTo("version:1");
        assertThat(made.at("/key")).isEqualTo("costCenter");
        assertThat(made.json().at("/resources").toString())
                .isEqualTo(
                        json(
                                "[{'resource':'direct_debits','required':true},{'resource':'mandates','required':false}]"));
        assertThat(made.json().at("/allowedValues").toString()).isEqualTo("[\"1\",\"2\"]");
        assertThat(owner.get(KEYS + "/" + made.at("/id")).json()).isEqualTo(made.json());
        assertThat(owner.get(KEYS).json().at("/items/0")).isEqualTo(made.json());
        var events = owner.get(KEYS + "/" + made.at("/id") + "/events");
        assertThat(events.at("/items/0/name")).isEqualTo("CREATED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'key': null                                                         | key         "
                        + "         | required",
                "'key': ''                                                           | key         "
                        + "         | invalid_value",
                "'key': 'cost center'                                                | key         "
                        + "         | invalid_value",
                "'key': 7                                                            | key         "
                        + "         | invalid_value",
                "'description': ''                                                   | description "
                        + "         | invalid_value",
                "'resources': null                                                   | resources   "
                        + "         | required",
                "'resources': []                                                     | resources   "
                        + "         | invalid_value",
                "'resources': 'mandates'                                             | resources   "
                        + "         | invalid_value",
                "'resources': [{'required': true}]                                   |"
                        + " resources.0.resource | required",
                "'resources': [{'resource': 'users'}]                                |"
                        + " resources.0.resource | invalid_value",
                "'resources': [{'resource': 'mandates'}, {'resource': 'MANDATES'}]   |"
                        + " resources.1.resource | invalid_value",
                "'resources': [{'resource': 'mandates', 'required': 'yes'}]          |"
                        + " resources.0.required | invalid_value",
                "'allowedValues': 'x'                                                |"
                        + " allowedValues        | invalid_value",
                "'allowedValues': ['a', '']                                          |"
                        + " allowedValues.1      | invalid_value",
                "'allowedValues': ['a', 'a']                                         |"
                        + " allowedValues.1      | invalid_value",
                "'allowedValues': [1]                                                |"
                        + " allowedValues.0      | invalid_value"
            })
    void badShape_is400NamingTheField(String difference, String field, String code) {
        create(difference).assertRefused(code, field);
    }

    @Test
    void allFaultsOfShape_comeAtOnce() {
        var reply = create("'key': '?', 'resources': [], 'allowedValues': ['']");
        assertThat(reply.json().at("/details")).hasSize(3);
    }

    @Test
    void twin_isRefusedWhileTheFirstLives() {
        var first = create("");
        var twin = create("'description': 'another'");
        twin.assertRefused("metadata_key_taken", "key");
        assertThat(twin.at("/message")).contains(first.at("/id"));
        assertThat(owner.delete(KEYS + "/" + first.at("/id")).status()).isEqualTo(204);
        assertThat(create("").status()).isEqualTo(201);
    }

    @Test
    void twinsAtOnceFromTwoNodes_makeOneKey() {
        try (var node = kontor.anotherNode()) {
            var clients = new Client[] {owner, node.as(owner)};
            var asked = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < 8; i++) {
                var client = clients[i % 2];
                asked.add(
                        CompletableFuture.supplyAsync(
                                () -> client.post(KEYS, json(GOOD)), Thread::startVirtualThread));
            }
            var statuses =
                    asked.stream()
                            .map(CompletableFuture::join)
                            .map(Reply::status)
                            .sorted()
                            .toList();
            assertThat(statuses).containsExactly(201, 400, 400, 400, 400, 400, 400, 400);
        }
    }

    @Test
    void sameKeyAtAnotherOrganization_isAnotherKey() {
        assertThat(create("").status()).isEqualTo(201);
        assertThat(kontor.sandbox().owner().post(KEYS, json(GOOD)).status()).isEqualTo(201);
    }

    @Test
    void idempotencyKey_repeatsTheAnswer() {
        var first = create("", "Idempotency-Key", "k1");
        var again = create("", "Idempotency-Key", "k1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(create("'key': 'other'", "Idempotency-Key", "k1").at("/details/0/code"))
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void patch_changesWhatIsAskedAndNothingElse() {
        var made = create("");
        String path = KEYS + "/" + made.at("/id");
        var patched =
                owner.patch(
                        path,
                        json(
                                """
                                [{'op': 'remove', 'path': '/allowedValues'}, {'op': 'remove', 'path': '/description'},
                                 {'op': 'replace', 'path': '/resources', 'value': [{'resource': 'accounts', 'required': true}]}]\
                                """),
                        "If-Match",
                        "version:1");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.header("ETag")).isEqualTo("version:2");
        assertThat(patched.json().has("allowedValues")).isFalse();
        assertThat(patched.json().has("description")).isFalse();
        assertThat(patched.json().at("/resources").toString())
                .isEqualTo(json("[{'resource':'accounts','required':true}]"));
        assertThat(patched.at("/key")).isEqualTo("costCenter");
        assertThat(owner.get(path).json()).isEqualTo(patched.json());
    }

    @Test
    void patch_refusesTheStaleTheUnknownPathAndTheWrongValue() {
        String path = KEYS + "/" + create("").at("/id");
        String patch = json("[{'op': 'replace', 'path': '/description', 'value': 'x'}]");
        assertThat(owner.patch(path, patch, "If-Match", "version:2").status()).isEqualTo(412);
        owner.patch(path, json("[{'op': 'replace', 'path': '/key', 'value': 'x'}]"))
                .assertRefused("invalid_operation", "0.path");
        owner.patch(path, json("[{'op': 'remove', 'path': '/resources'}]"))
                .assertRefused("invalid_operation", "0.path");
        owner.patch(path, json("[{'op': 'replace', 'path': '/resources', 'value': []}]"))
                .assertRefused("invalid_value", "0.value");
        assertThat(owner.patch(path, patch).at("/version")).isEqualTo("2");
    }

    @Test
    void deleted_is410AndNoLongerListed() {
        String path = KEYS + "/" + create("").at("/id");
        assertThat(owner.send("DELETE", path, "", "If-Match", "version:7").status()).isEqualTo(412);
        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(410);
        assertThat(owner.delete(path).status()).isEqualTo(410);
        assertThat(owner.get(KEYS).json().at("/items")).isEmpty();
    }

    @Test
    void requiredKeysOfAResource_areAtMostTwenty() {
        for (int i = 0; i < 20; i++) {
            assertThat(create("'key': 'k" + i + "'").status()).isEqualTo(201);
        }
        create("").assertRefused("too_many_required_keys", "resources");
        var harmless = create("'resources': [{'resource': 'direct_debits'}]");
        assertThat(harmless.status()).isEqualTo(201);
        owner.patch(
                        KEYS + "/" + harmless.at("/id"),
                        json(
                                """
                                [{'op': 'replace', 'path': '/resources', 'value': [{'resource': 'direct_debits', 'required': true}]}]\
                                """))
                .assertRefused("too_many_required_keys", "resources");
    }

    @Test
    void keysOfAnOrganization_areAtMostAHundred() {
        var asked =
                IntStream.range(0, 101)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        create(
                                                                "'key': 'k"
                                                                        + i
                                                                        + "', 'resources':"
                                                                        + " [{'resource':"
                                                                        + " 'mandates'}]"),
                                                Thread::startVirtualThread))
                        .toList();
        var refused =
                asked.stream()
                        .map(CompletableFuture::join)
                        .filter(reply -> reply.status() != 201)
                        .toList();
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().at("/details/0/code")).isEqualTo("too_many_metadata_keys");
    }

    @Test
    void developer_mayReadButNotChangeKeys() {
        String path = KEYS + "/" + create("").at("/id");
        assertThat(sandbox.developer().get(path).status()).isEqualTo(200);
        assertThat(sandbox.developer().post(KEYS, json(GOOD)).status()).isEqualTo(403);
        assertThat(sandbox.developer().delete(path).status()).isEqualTo(403);
    }
}

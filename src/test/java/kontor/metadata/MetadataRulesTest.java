package kontor.metadata;

import static kontor.Jsons.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import kontor.Client;
import kontor.CounterpartyBuilder;
import kontor.MetadataKeyBuilder;
import kontor.OneOfEach;
import kontor.Reply;
import kontor.RequestBuilder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What keys do to every door that takes metadata, over HTTP. */
class MetadataRulesTest {

    private static final String KEYS = MetadataKeyBuilder.PATH;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client client = sandbox.developer();

    /** One thing that can be made with metadata. */
    enum Made {
        COUNTERPARTIES(sandbox -> sandbox.aCounterparty().without("accounts")),
        EXTERNAL_ACCOUNTS(SandboxOrganization::anExternalAccount),
        MANDATES(SandboxOrganization::aMandate),
        DIRECT_DEBITS(SandboxOrganization::aDirectDebit),
        CREDIT_TRANSFERS(
                sandbox -> sandbox.aCreditTransfer().to(sandbox.aCounterparty().accountId()));

        private final Function<SandboxOrganization, RequestBuilder<?>> builder;

        Made(Function<SandboxOrganization, RequestBuilder<?>> builder) {
            this.builder = builder;
        }

        /** A good request but for its metadata; what it needs is made before keys are required. */
        RequestBuilder<?> good(SandboxOrganization sandbox) {
            var request = builder.apply(sandbox);
            request.json();
            return request;
        }
    }

    private CounterpartyBuilder aCounterparty() {
        return sandbox.aCounterparty().without("accounts");
    }

    private Reply require(String key, String resource, String... allowed) {
        return sandbox.aMetadataKey().named(key).requiredOf(resource).allowing(allowed).made();
    }

    private static Map<String, String> faults(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        var faults = new java.util.TreeMap<String, String>();
        reply.json()
                .at("/details")
                .forEach(
                        fault ->
                                faults.put(
                                        fault.path("field").asText(), fault.path("code").asText()));
        return faults;
    }

    @ParameterizedTest
    @EnumSource(Made.class)
    void everyCreate_isJudgedByTheKeysOfItsResource(Made made) {
        var request = made.good(sandbox);
        require("costCenter", made.name().toLowerCase(Locale.ROOT), "1", "2");
        require("project", made.name());
        var none = request.send();
        assertThat(faults(none))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "metadata.costCenter",
                                "metadata_key_required",
                                "metadata.project",
                                "metadata_key_required"));
        assertThat(none.at("/details/0/error")).contains("must be one of 1, 2");
        var wrong = request.with("'metadata': {'costCenter': '3', 'project': ''}").send();
        assertThat(faults(wrong))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "metadata.costCenter",
                                "metadata_value_not_allowed",
                                "metadata.project",
                                "metadata_key_required"));
        request.with("'metadata': {'costCenter': '2', 'project': 'P', 'own': 'x'}").made();
    }

    @ParameterizedTest
    @EnumSource(Made.class)
    void keysOfOtherResourcesAndOrganizations_doNotBind(Made made) {
        var request = made.good(sandbox);
        require("costCenter", made == Made.MANDATES ? "accounts" : "mandates");
        kontor.sandbox().aMetadataKey().named("theirs").requiredOf(made.name()).made();
        request.made();
    }

    @Test
    void keys_areJudgedBeforeOtherRulesAndAfterTheShape() {
        var request = Made.DIRECT_DEBITS.good(sandbox);
        require("costCenter", "direct_debits");
        assertThat(faults(request.with("date", "2020-01-01").send()))
                .isEqualTo(Map.of("metadata.costCenter", "metadata_key_required"));
        assertThat(faults(request.with("date", "soon").send())).containsOnlyKeys("date");
    }

    @Test
    void embeddedAccounts_areJudgedWithTheirCounterpartyInOneAnswer() {
        require("segment", "counterparties");
        require("origin", "external_accounts");
        var reply =
                sandbox.aCounterparty()
                        .with(
                                """
                                'accounts': [
                                    {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': '%1$s'}], 'metadata': {'origin': 'x'}},
                                    {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': '%1$s'}]}]
                                """
                                        .formatted(CounterpartyBuilder.IBAN))
                        .send();
        assertThat(faults(reply))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "metadata.segment",
                                "metadata_key_required",
                                "accounts.1.metadata.origin",
                                "metadata_key_required"));
    }

    @Test
    void refusedNeighbour_harmsNobody() {
        require("segment", "counterparties");
        var asked = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 20; i++) {
            var request =
                    i % 2 == 0
                            ? aCounterparty()
                            : aCounterparty().with("'metadata': {'segment': 's'}");
            asked.add(CompletableFuture.supplyAsync(request::send, Thread::startVirtualThread));
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).join().status()).isEqualTo(i % 2 == 0 ? 400 : 201);
        }
    }

    @Test
    void notRequiredKey_bindsItsValuesOnly() {
        sandbox.aMetadataKey().named("tier").knownTo("counterparties").allowing("gold").made();
        aCounterparty().made();
        aCounterparty().with("'metadata': {'tier': 'gold'}").made();
        for (String wrong : List.of("Gold", "")) {
            var reply = aCounterparty().with("'metadata': {'tier': '%s'}".formatted(wrong)).send();
            assertThat(faults(reply))
                    .isEqualTo(Map.of("metadata.tier", "metadata_value_not_allowed"));
        }
    }

    @Test
    void manyAllowedValues_areNotAllSpelledOut() {
        require(
                "many",
                "counterparties",
                java.util.stream.IntStream.range(0, 100)
                        .mapToObj(i -> "v" + i)
                        .toArray(String[]::new));
        var reply = aCounterparty().send();
        assertThat(reply.at("/details/0/error"))
                .contains("v19, or one of 80 more")
                .doesNotContain("v20");
    }

    @Test
    void changedOrDeletedKey_bindsFromThenOn() {
        var key = require("segment", "counterparties");
        assertThat(aCounterparty().send().status()).isEqualTo(400);
        String path = KEYS + "/" + key.at("/id");
        sandbox.owner()
                .patch(
                        path,
                        json(
                                "[{'op': 'replace', 'path': '/resources', 'value': [{'resource':"
                                        + " 'mandates'}]}]"));
        assertThat(aCounterparty().send().status()).isEqualTo(201);
        sandbox.owner()
                .patch(
                        path,
                        json(
                                "[{'op': 'replace', 'path': '/resources', 'value':"
                                        + " [{'resource': 'counterparties', 'required': true}]}]"));
        assertThat(aCounterparty().send().status()).isEqualTo(400);
        sandbox.owner().delete(path);
        assertThat(aCounterparty().send().status()).isEqualTo(201);
    }

    @Test
    void otherNode_knowsTheKeyAtOnce() {
        try (var node = kontor.anotherNode()) {
            var there = node.as(client);
            assertThat(aCounterparty().by(there).send().status()).isEqualTo(201);
            require("segment", "counterparties");
            assertThat(aCounterparty().by(there).send().status()).isEqualTo(400);
        }
    }

    /** What a patch can reach: an account of the organization, and a booking. */
    static List<String> patched() {
        return List.of("accounts", "transactions");
    }

    @ParameterizedTest
    @MethodSource("patched")
    void patch_keepsRequiredKeysAndAllowedValues(String resource) {
        if (resource.equals("transactions")) {
            OneOfEach.idsIn(sandbox);
        }
        String path =
                "/financial-data/v2/"
                        + resource
                        + "/"
                        + client.get("/financial-data/v2/" + resource).at("/items/0/id");
        require("costCenter", resource, "1", "2");
        require("project", resource);
        // What was missing before may stay so.
        assertThat(patch(path, "{'op': 'replace', 'path': '/metadata/own', 'value': 'x'}").status())
                .isEqualTo(200);
        assertThat(
                        faults(
                                patch(
                                        path,
                                        "{'op': 'replace', 'path': '/metadata/costCenter', 'value':"
                                                + " '3'},{'op': 'remove', 'path':"
                                                + " '/metadata/project'}")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "metadata.costCenter",
                                "metadata_value_not_allowed",
                                "metadata.project",
                                "metadata_key_required"));
        assertThat(
                        patch(
                                        path,
                                        "{'op': 'replace', 'path': '/metadata/costCenter', 'value':"
                                            + " '1'},{'op': 'replace', 'path': '/metadata/project',"
                                            + " 'value': 'p'}")
                                .status())
                .isEqualTo(200);
        assertThat(faults(patch(path, "{'op': 'remove', 'path': '/metadata/costCenter'}")))
                .isEqualTo(Map.of("metadata.costCenter", "metadata_key_required"));
        assertThat(patch(path, "{'op': 'remove', 'path': '/metadata/own'}").status())
                .isEqualTo(200);
        // Only how it ends counts.
        assertThat(
                        patch(
                                        path,
                                        "{'op': 'remove', 'path': '/metadata/costCenter'},{'op':"
                                            + " 'replace', 'path': '/metadata/costCenter', 'value':"
                                            + " '2'}")
                                .status())
                .isEqualTo(200);
        assertThat(client.get(path).at("/metadata/costCenter")).isEqualTo("2");
    }

    private Reply patch(String path, String operations) {
        return client.patch(path, json("[" + operations + "]"), "If-Match", "*");
    }

    @Test
    void inlineDestination_keepsACounterpartyWithoutBeingAskedForItsMetadata() {
        require("segment", "counterparties");
        require("origin", "external_accounts");
        sandbox.aCreditTransfer().payeeNamed("Inline").made();
    }
}

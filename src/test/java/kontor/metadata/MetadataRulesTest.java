package kontor.metadata;

import static kontor.Jsons.json;
import static kontor.Jsons.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.Client;
import kontor.OneOfEach;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What keys do to every door that takes metadata, over HTTP. */
class MetadataRulesTest {

    private static final String KEYS = "/iam/v2beta/metadata-keys";
    private static final String IBAN = "DE64500105173198833324";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client client = sandbox.developer();

    /**
     * One thing that can be made with metadata: the route, and a body that is good but for that.
     */
    enum Made {
        COUNTERPARTIES("/payments/v2/counterparties", _ -> "{'legalName': 'Acme'}"),
        EXTERNAL_ACCOUNTS(
                "/payments/v2/external-accounts",
                test ->
                        "{'counterpartyId': '"
                                + test.payer().at("/id")
                                + "', 'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': '"
                                + IBAN
                                + "'}]}"),
        MANDATES(
                "/payments/v2/mandates",
                test ->
                        "{'scheme': 'SDD_CORE', 'mandateReference': 'M"
                                + System.nanoTime()
                                + "', 'externalAccountId': '"
                                + test.payer().at("/accounts/0/id")
                                + "'}"),
        DIRECT_DEBITS(
                "/payments/v2/direct-debits",
                test ->
                        "{'amount': {'currency': 'EUR', 'value': 1}, 'scheme':"
                                + " 'SDD_CORE', 'reference': 'r', 'date': '"
                                + test.sandbox.today().plusDays(5)
                                + "', 'source': {'type':"
                                + " 'ACCOUNT', 'id': '"
                                + test.sandbox.accountIn("EUR")
                                + "'}, 'mandateId': '"
                                + test.sandbox.mandate(test.payer().at("/accounts/0/id")).at("/id")
                                + "'}"),
        CREDIT_TRANSFERS(
                "/payments/v2/credit-transfers",
                test ->
                        "{'amount': {'currency': 'EUR', 'value': 1}, 'scheme':"
                                + " 'SCT', 'reference': 'r', 'date': '"
                                + test.sandbox.today().plusDays(5)
                                + "', 'source': {'type':"
                                + " 'ACCOUNT', 'id': '"
                                + test.sandbox.accountIn("EUR")
                                + "'}, 'destination': {'type': 'EXTERNAL_ACCOUNT',"
                                + " 'id': '"
                                + test.payer().at("/accounts/0/id")
                                + "'}}");

        private final String path;
        private final Function<MetadataRulesTest, String> body;

        Made(String path, Function<MetadataRulesTest, String> body) {
            this.path = path;
            this.body = body;
        }
    }

    private Reply payer() {
        return sandbox.payer(IBAN);
    }

    private Reply require(String key, String resource, String... allowed) {
        var reply =
                sandbox.owner()
                        .post(
                                KEYS,
                                json(
                                        "{'key': '"
                                                + key
                                                + "', 'resources': [{'resource': '"
                                                + resource
                                                + "', 'required': true}], 'allowedValues': ["
                                                + Stream.of(allowed)
                                                        .map(value -> "'" + value + "'")
                                                        .reduce((a, b) -> a + ", " + b)
                                                        .orElse("")
                                                + "]}"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
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
        String body = made.body.apply(this);
        require("costCenter", made.name().toLowerCase(java.util.Locale.ROOT), "1", "2");
        require("project", made.name());
        var none = client.post(made.path, json(body));
        assertThat(faults(none))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "metadata.costCenter",
                                "metadata_key_required",
                                "metadata.project",
                                "metadata_key_required"));
        assertThat(none.at("/details/0/error")).contains("must be one of 1, 2");
        var wrong =
                client.post(
                        made.path, with(body, "'metadata': {'costCenter': '3', 'project': ''}"));
        assertThat(faults(wrong))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "metadata.costCenter",
                                "metadata_value_not_allowed",
                                "metadata.project",
                                "metadata_key_required"));
        var good =
                client.post(
                        made.path,
                        with(body, "'metadata': {'costCenter': '2', 'project': 'P', 'own': 'x'}"));
        assertThat(good.status()).as(good.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Made.class)
    void keysOfOtherResourcesAndOrganizations_doNotBind(Made made) {
        String body = made.body.apply(this);
        require("costCenter", made == Made.MANDATES ? "accounts" : "mandates");
        kontor.sandbox()
                .owner()
                .post(
                        KEYS,
                        json(
                                "{'key': 'theirs', 'resources': [{'resource': '"
                                        + made.name()
                                        + "', 'required': true}]}"));
        assertThat(client.post(made.path, json(body)).status()).isEqualTo(201);
    }

    @Test
    void keys_areJudgedBeforeOtherRulesAndAfterTheShape() {
        require("costCenter", "direct_debits");
        String body = Made.DIRECT_DEBITS.body.apply(this);
        assertThat(faults(client.post(Made.DIRECT_DEBITS.path, with(body, "'date': '2020-01-01'"))))
                .isEqualTo(Map.of("metadata.costCenter", "metadata_key_required"));
        assertThat(faults(client.post(Made.DIRECT_DEBITS.path, with(body, "'date': 'soon'"))))
                .containsOnlyKeys("date");
    }

    @Test
    void embeddedAccounts_areJudgedWithTheirCounterpartyInOneAnswer() {
        require("segment", "counterparties");
        require("origin", "external_accounts");
        String accounts =
                "'accounts': [{'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': '"
                        + IBAN
                        + "'}], 'metadata': {'origin': 'x'}}, {'market': 'DE', 'identifiers':"
                        + " [{'type': 'IBAN', 'number': '"
                        + IBAN
                        + "'}]}]";
        var reply = client.post(Made.COUNTERPARTIES.path, with("{'legalName': 'Acme'}", accounts));
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
        var asked = new ArrayList<java.util.concurrent.CompletableFuture<Reply>>();
        for (int i = 0; i < 20; i++) {
            String body =
                    i % 2 == 0
                            ? "{'legalName': 'A'}"
                            : "{'legalName': 'A', 'metadata': {'segment': 's'}}";
            asked.add(
                    java.util.concurrent.CompletableFuture.supplyAsync(
                            () -> client.post(Made.COUNTERPARTIES.path, json(body)),
                            Thread::startVirtualThread));
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).join().status()).isEqualTo(i % 2 == 0 ? 400 : 201);
        }
    }

    @Test
    void notRequiredKey_bindsItsValuesOnly() {
        sandbox.owner()
                .post(
                        KEYS,
                        json(
                                "{'key': 'tier', 'resources': [{'resource': 'counterparties'}],"
                                        + " 'allowedValues': ['gold']}"));
        String path = Made.COUNTERPARTIES.path;
        assertThat(client.post(path, json("{'legalName': 'A'}")).status()).isEqualTo(201);
        assertThat(
                        client.post(path, json("{'legalName': 'A', 'metadata': {'tier': 'gold'}}"))
                                .status())
                .isEqualTo(201);
        assertThat(
                        faults(
                                client.post(
                                        path,
                                        json("{'legalName': 'A', 'metadata': {'tier': 'Gold'}}"))))
                .isEqualTo(Map.of("metadata.tier", "metadata_value_not_allowed"));
        assertThat(faults(client.post(path, json("{'legalName': 'A', 'metadata': {'tier': ''}}"))))
                .isEqualTo(Map.of("metadata.tier", "metadata_value_not_allowed"));
    }

    @Test
    void manyAllowedValues_areNotAllSpelledOut() {
        require(
                "many",
                "counterparties",
                java.util.stream.IntStream.range(0, 100)
                        .mapToObj(i -> "v" + i)
                        .toArray(String[]::new));
        var reply = client.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}"));
        assertThat(reply.at("/details/0/error"))
                .contains("v19, or one of 80 more")
                .doesNotContain("v20");
    }

    @Test
    void changedOrDeletedKey_bindsFromThenOn() {
        var key = require("segment", "counterparties");
        assertThat(client.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}")).status())
                .isEqualTo(400);
        String path = KEYS + "/" + key.at("/id");
        sandbox.owner()
                .patch(
                        path,
                        json(
                                "[{'op': 'replace', 'path': '/resources', 'value': [{'resource':"
                                        + " 'mandates'}]}]"));
        assertThat(client.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}")).status())
                .isEqualTo(201);
        sandbox.owner()
                .patch(
                        path,
                        json(
                                "[{'op': 'replace', 'path': '/resources', 'value':"
                                        + " [{'resource': 'counterparties', 'required': true}]}]"));
        assertThat(client.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}")).status())
                .isEqualTo(400);
        sandbox.owner().delete(path);
        assertThat(client.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}")).status())
                .isEqualTo(201);
    }

    @Test
    void otherNode_knowsTheKeyAtOnce() {
        try (var node = kontor.anotherNode()) {
            var there = node.as(client);
            assertThat(there.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}")).status())
                    .isEqualTo(201);
            require("segment", "counterparties");
            assertThat(there.post(Made.COUNTERPARTIES.path, json("{'legalName': 'A'}")).status())
                    .isEqualTo(400);
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
        var reply =
                client.post(
                        Made.CREDIT_TRANSFERS.path,
                        with(
                                """
                                {'amount': {'currency': 'EUR', 'value': 1}, 'scheme': 'SCT', 'reference': 'r',
                                 'destination': {'type': 'INLINE', 'market': 'DE', 'holder': {'legalName': 'Inline'},
                                                 'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324', 'market': 'DE'}],
                                                 'identifier': {'type': 'IBAN', 'number': 'DE64500105173198833324', 'market': 'DE'}}}\
                                """,
                                "'date': '"
                                        + sandbox.today().plusDays(5)
                                        + "', 'source': {'type': 'ACCOUNT', 'id': '"
                                        + sandbox.accountIn("EUR")
                                        + "'}"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }
}

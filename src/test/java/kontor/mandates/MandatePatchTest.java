package kontor.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** PATCH of mandates: what may be changed, and what is refused; no bank is involved. */
class MandatePatchTest {

    private static final String PATH = "/payments/v2beta/mandates/";
    private static final String BRITISH = "GB33BUKB20201555555555";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final Reply counterparty =
            counterparty("'DE', 'DE64500105173198833324'", "'DE', 'DE89370400440532013000'");
    private final String first = counterparty.at("/accounts/0/id");
    private final String second = counterparty.at("/accounts/1/id");
    private final String mandate =
            sandbox.aMandate()
                    .of(first)
                    .with("'mandateReference': 'M-1', 'externalId': 'm-1'")
                    .id();

    private Reply counterparty(String... accounts) {
        String all =
                Arrays.stream(accounts)
                        .map(one -> one.split(", "))
                        .map(
                                one ->
                                        "{'market': "
                                                + one[0]
                                                + ", 'identifiers': [{'type': 'IBAN', 'number': "
                                                + one[1]
                                                + "}]}")
                        .collect(Collectors.joining(", "));
        return developer
                .post(
                        "/payments/v2/counterparties",
                        Jsons.json(
                                "{'legalName': 'Payer', 'partyType': 'INDIVIDUAL', 'accounts': ["
                                        + all
                                        + "]}"))
                .created();
    }

    static String replace(String... pathsAndValues) {
        return IntStream.range(0, pathsAndValues.length / 2)
                .mapToObj(
                        i ->
                                "{'op': 'replace', 'path': '"
                                        + pathsAndValues[2 * i]
                                        + "', 'value': '"
                                        + pathsAndValues[2 * i + 1]
                                        + "'}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private Reply patch(String body, String... headers) {
        return developer.patch(PATH + mandate, Jsons.json(body), headers);
    }

    private Reply get(String id) {
        return developer.get("/payments/v2/mandates/" + id);
    }

    @Test
    void patch_changesAllThatMayChange() {
        String signed = sandbox.today().minusDays(3).toString();
        Reply changed =
                patch(
                        replace(
                                "/externalAccountId",
                                second,
                                "/creditorReference",
                                "NL79ZZZ999999990000",
                                "/mandateReference",
                                "M-2",
                                "/signatureDate",
                                signed),
                        "If-Match",
                        "version:1");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("version:2");
        assertThat(changed.at("/externalAccountId")).isEqualTo(second);
        assertThat(changed.at("/source/id")).isEqualTo(second);
        assertThat(changed.at("/source/identifiers/0/number")).isEqualTo("DE89370400440532013000");
        assertThat(changed.at("/creditorReference")).isEqualTo("NL79ZZZ999999990000");
        assertThat(changed.at("/mandateReference")).isEqualTo("M-2");
        assertThat(changed.at("/signatureDate")).isEqualTo(signed);
        assertThat(changed.at("/externalId")).isEqualTo("m-1");
        assertThat(changed.at("/status")).isEqualTo("CREATED");
        assertThat(get(mandate).json()).isEqualTo(changed.json());
        assertThat(developer.get("/payments/v2/mandates/" + mandate + "/events").values("name"))
                .containsExactly("CREATED", "AMENDED");
        // Its old reference is free again, and the payer's account that it left can go.
        sandbox.aMandate().of(second).with("'mandateReference': 'M-1'").id();
        assertThat(developer.delete("/payments/v2/external-accounts/" + first).status())
                .isEqualTo(204);
        developer.delete("/payments/v2/external-accounts/" + second).assertRefused("in_use", "id");
    }

    @Test
    void patch_ofWhatNoBankHasSeen_leavesNothingToTell() {
        assertThat(patch(replace("/mandateReference", "M-2")).json().has("pendingAmendment"))
                .isFalse();
    }

    @Test
    void patch_ofWhatTheBankKnows_keepsTheOriginalValues_untilUndone() {
        String known =
                sandbox.aMandate().of(first).with("'mandateReference': 'K-1', 'active': true").id();
        assertPending(
                change(known, replace("/mandateReference", "K-2")),
                "'originalMandateReference': 'K-1'");
        assertPending(
                change(known, replace("/mandateReference", "K-3", "/externalAccountId", second)),
                "'originalMandateReference': 'K-1', 'originalIban': 'DE64500105173198833324'");
        assertPending(
                change(
                        known,
                        replace(
                                "/mandateReference",
                                "k-1",
                                "/creditorReference",
                                "NL79ZZZ999999990000")),
                "'originalCreditorReference': 'DE98ZZZ09999999999', 'originalIban':"
                        + " 'DE64500105173198833324'");
        // The business code is the creditor's to choose, and case makes no difference.
        Reply undone =
                change(
                        known,
                        replace(
                                "/creditorReference",
                                "de98abc09999999999",
                                "/externalAccountId",
                                first));
        assertThat(undone.json().has("pendingAmendment")).isFalse();
        assertThat(
                        change(known, replace("/signatureDate", "2026-01-15"))
                                .json()
                                .has("pendingAmendment"))
                .isFalse();
        assertThat(undone.at("/creditorReference")).isEqualTo("de98abc09999999999");
    }

    @Test
    void patch_ofAOneOff_tellsNothing_forNoCollectionCameBefore() {
        String oneOff =
                sandbox.aMandate()
                        .of(first)
                        .with("'mandateReference': 'K-1', 'active': true, 'recurrence': 'ONE_OFF'")
                        .id();
        assertThat(
                        change(oneOff, replace("/mandateReference", "K-2"))
                                .json()
                                .has("pendingAmendment"))
                .isFalse();
    }

    @Test
    void patch_ofWhatTheBankMayHave_countsAsKnown() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        assertThat(
                        change(mandate, replace("/mandateReference", "M-2"))
                                .json()
                                .has("pendingAmendment"))
                .isFalse();
        // Its file was handed over, and nobody can tell whether it arrived.
        sandbox.tamper(
                """
                UPDATE direct_debits SET status = 'UNKNOWN' WHERE organization_id = :org AND id = :id
                """,
                "id",
                UUID.fromString(debit.at("/id")));
        assertPending(
                change(mandate, replace("/mandateReference", "M-3")),
                "'originalMandateReference': 'M-2'");
    }

    private Reply change(String id, String body) {
        Reply changed = developer.patch(PATH + id, Jsons.json(body));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        return changed;
    }

    private static void assertPending(Reply mandate, String members) {
        assertThat(mandate.json().at("/pendingAmendment").toString())
                .isEqualTo(Jsons.with("{}", members));
    }

    @Test
    void patch_refusesByTheRulesOfSepa() {
        String foreign = counterparty("'DE', 'DE89370400440532013000'").at("/accounts/0/id");
        String british =
                developer
                        .post(
                                "/payments/v2/external-accounts",
                                Jsons.json(
                                        """
                                        {'counterpartyId': '%s', 'market': 'GB', 'identifiers': [{'type': 'IBAN', 'number': '%s'}]}
                                        """
                                                .formatted(counterparty.at("/id"), BRITISH)))
                        .created()
                        .at("/id");
        String brazilian =
                developer
                        .post(
                                "/payments/v2/external-accounts",
                                Jsons.json(
                                        """
                                        {'counterpartyId': '%s', 'market': 'BR',
                                         'identifiers': [{'type': 'IBAN', 'number': 'BR1800360305000010009795493C1'}]}
                                        """
                                                .formatted(counterparty.at("/id"))))
                        .created()
                        .at("/id");
        String deleted =
                developer
                        .post(
                                "/payments/v2/external-accounts",
                                Jsons.json(
                                        """
                                        {'counterpartyId': '%s', 'market': 'DE',
                                         'identifiers': [{'type': 'IBAN', 'number': 'DE89370400440532013000'}]}
                                        """
                                                .formatted(counterparty.at("/id"))))
                        .created()
                        .at("/id");
        assertThat(developer.delete("/payments/v2/external-accounts/" + deleted).status())
                .isEqualTo(204);
        sandbox.aMandate().of(first).with("'mandateReference': 'Taken'").id();
        LocalDate today = sandbox.today();
        String[][] cases = {
            {
                "/externalAccountId",
                UUID.randomUUID().toString(),
                "external_account_not_found",
                "externalAccountId"
            },
            {
                "/externalAccountId",
                "external:nobody",
                "external_account_not_found",
                "externalAccountId"
            },
            {
                "/externalAccountId",
                sandbox.account(),
                "external_account_not_found",
                "externalAccountId"
            },
            {"/externalAccountId", deleted, "external_account_deleted", "externalAccountId"},
            {"/externalAccountId", foreign, "other_counterparty", "externalAccountId"},
            {"/externalAccountId", brazilian, "account_not_reachable", "externalAccountId"},
            {"/externalAccountId", british, "payer_address_missing", "externalAccountId"},
            {
                "/creditorReference",
                "DE97ZZZ09999999999",
                "creditor_identifier_invalid",
                "creditorReference"
            },
            {"/signatureDate", today.plusDays(1).toString(), "signed_in_future", "signatureDate"},
            {
                "/signatureDate",
                today.minusMonths(36).minusDays(2).toString(),
                "signed_too_long_ago",
                "signatureDate"
            },
            {"/mandateReference", "TAKEN", "mandate_reference_taken", "mandateReference"},
            {"/mandateReference", "Übung", "invalid_value", "0.value"},
            {"/mandateReference", "M 2", "invalid_value", "0.value"},
            {"/mandateReference", "M".repeat(36), "invalid_value", "0.value"},
            {"/creditorReference", "", "invalid_value", "0.value"},
            {"/signatureDate", "yesterday", "invalid_value", "0.value"},
            {"/externalAccountId", "no id!", "invalid_value", "0.value"},
            {"/scheme", "SDD_B2B", "invalid_operation", "0.path"},
            {"/destinationAccountId", sandbox.account(), "invalid_operation", "0.path"},
        };
        for (var one : cases) {
            patch(replace(one[0], one[1])).assertRefused(one[2], one[3]);
        }
        patch("[{'op': 'remove', 'path': '/signatureDate'}]")
                .assertRefused("invalid_operation", "0.path");
        patch("[{'op': 'replace', 'path': '/signatureDate', 'value': null}]")
                .assertRefused("required", "0.value");
        patch("[{'op': 'replace', 'path': '/signatureDate', 'value': 7}]")
                .assertRefused("invalid_value", "0.value");
        Reply faults = patch(replace("/mandateReference", "Ü", "/signatureDate", "soon"));
        assertThat(faults.json().at("/details")).hasSize(2);
        assertThat(get(mandate).at("/version")).isEqualTo("1");
        assertThat(patch(replace("/mandateReference", "m-1")).status()).isEqualTo(200);
    }

    @Test
    void patch_ofACompanysB2bMandate_staysWithCompanies() {
        Reply company =
                developer
                        .post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': 'Payer', 'partyType': 'COMPANY', 'accounts': [
                                            {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}]},
                                            {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE89370400440532013000'}]}]}
                                        """))
                        .created();
        String b2b =
                sandbox.aMandate()
                        .of(company.at("/accounts/0/id"))
                        .with("'scheme': 'SDD_B2B', 'mandateReference': 'B-1'")
                        .id();
        developer.patch(
                "/payments/v2/counterparties/" + company.at("/id"),
                Jsons.json("[{'op': 'replace', 'path': '/partyType', 'value': 'INDIVIDUAL'}]"));
        developer
                .patch(
                        PATH + b2b,
                        Jsons.json(replace("/externalAccountId", company.at("/accounts/1/id"))))
                .assertRefused("party_type_not_allowed", "externalAccountId");
    }

    @Test
    void patch_isForLiveSepaMandatesOnly() {
        String swedish = counterparty("'SE', 'SE4550000000058398257466'").at("/accounts/0/id");
        String sek =
                StreamSupport.stream(
                                developer
                                        .get("/financial-data/v2/accounts?limit=500")
                                        .json()
                                        .at("/items")
                                        .spliterator(),
                                false)
                        .filter(
                                account ->
                                        account.path("currency").asText().equals("SEK")
                                                && account.toString().contains("BANKGIRO"))
                        .map(account -> account.path("id").asText())
                        .findFirst()
                        .orElseThrow();
        String autogiro =
                sandbox.aMandate()
                        .of(swedish)
                        .with("'scheme': 'AUTOGIRO', 'mandateReference': '471', 'active': true")
                        .with("destinationAccountId", sek)
                        .id();
        developer
                .patch(PATH + autogiro, Jsons.json(replace("/externalAccountId", second)))
                .assertRefused("autogiro_not_changeable", "externalAccountId");
        sandbox.aDirectDebit().under(mandate).made();
        developer.post("/payments/v2/mandates/" + mandate + ":cancel", "");
        assertThat(get(mandate).at("/status")).isEqualTo("PENDING_CANCELLATION");
        patch(replace("/mandateReference", "M-2")).assertRefused("not_changeable", "status");
    }

    @Test
    void patch_judgesVersionRoleAndTenant() {
        String body = replace("/mandateReference", "M-2");
        Reply stale = patch(body, "If-Match", "version:2");
        assertThat(stale.status()).isEqualTo(412);
        Reply forbidden =
                sandbox.clientWith(Set.of("mandates:create", "mandates:read"))
                        .patch(PATH + mandate, Jsons.json(body));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.at("/message")).contains("mandates:update");
        var stranger = TestKontor.shared().sandbox().owner();
        assertThat(stranger.patch(PATH + mandate, Jsons.json(body)).status()).isEqualTo(404);
        assertThat(stranger.patch(PATH + "external:m-1", Jsons.json(body)).status()).isEqualTo(404);
        assertThat(developer.patch(PATH + UUID.randomUUID(), Jsons.json(body)).status())
                .isEqualTo(404);
        assertThat(get(mandate).at("/version")).isEqualTo("1");
        Reply changed =
                developer.patch(
                        PATH + "external:m-1",
                        Jsons.json(body),
                        "If-Match",
                        "\"version:1\"",
                        "Idempotency-Key",
                        "k-1");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        Reply again =
                developer.patch(
                        PATH + "external:m-1",
                        Jsons.json(body),
                        "If-Match",
                        "\"version:1\"",
                        "Idempotency-Key",
                        "k-1");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(changed.json());
        assertThat(get(mandate).at("/version")).isEqualTo("2");
    }

    @Test
    void patch_toOneReference_isDoneOnceForTwins() {
        var ids =
                IntStream.range(0, 16)
                        .mapToObj(
                                i ->
                                        sandbox.aMandate()
                                                .of(first)
                                                .with("'mandateReference': 'T-" + i + "'")
                                                .id())
                        .toList();
        for (String wanted : List.of("ONE", "TWO", "THREE", "FOUR")) {
            var replies =
                    ids.stream()
                            .map(
                                    id ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            developer.patch(
                                                                    PATH + id,
                                                                    Jsons.json(
                                                                            replace(
                                                                                    "/mandateReference",
                                                                                    wanted)))))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(replies)
                    .extracting(Reply::status)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 400);
            assertThat(replies.stream().filter(reply -> reply.status() == 400))
                    .allSatisfy(
                            reply ->
                                    reply.assertRefused(
                                            "mandate_reference_taken", "mandateReference"));
        }
    }

    @Test
    void patch_byManyAtOnce_losesNone() {
        var replies =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        patch(
                                                                replace(
                                                                        "/mandateReference",
                                                                        "N-" + i))))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(get(mandate).at("/version")).isEqualTo("9");
        var versions = developer.get("/payments/v2/mandates/" + mandate + "/events").values("name");
        assertThat(versions)
                .isEqualTo(
                        List.of(
                                "CREATED", "AMENDED", "AMENDED", "AMENDED", "AMENDED", "AMENDED",
                                "AMENDED", "AMENDED", "AMENDED"));
    }
}

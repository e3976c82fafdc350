package kontor.mandates;

import static kontor.directdebits.Collections.assertRefused;
import static kontor.directdebits.Collections.created;
import static kontor.directdebits.Collections.values;
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
import kontor.TestKontor;
import kontor.directdebits.Collections;
import org.junit.jupiter.api.Test;

/** PATCH of mandates: what may be changed, and what is refused; no bank is involved. */
class MandatePatchTest {

    private static final String PATH = "/payments/v2beta/mandates/";
    private static final String BRITISH = "GB33BUKB20201555555555";

    private final Collections kontor = new Collections();
    private final Client developer = kontor.developer;
    private final Reply counterparty =
            counterparty("'DE', 'DE64500105173198833324'", "'DE', 'DE89370400440532013000'");
    private final String first = counterparty.at("/accounts/0/id");
    private final String second = counterparty.at("/accounts/1/id");
    private final String mandate =
            kontor.mandate(first, "'mandateReference': 'M-1', 'externalId': 'm-1'");

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
        return created(
                developer.post(
                        "/payments/v2/counterparties",
                        Jsons.json(
                                "{'legalName': 'Payer', 'partyType': 'INDIVIDUAL', 'accounts': ["
                                        + all
                                        + "]}")));
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
        String signed = kontor.sandbox.today().minusDays(3).toString();
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
        assertThat(values(developer.get("/payments/v2/mandates/" + mandate + "/events"), "name"))
                .containsExactly("CREATED", "AMENDED");
        // Its old reference is free again, and the payer's account that it left can go.
        kontor.mandate(second, "'mandateReference': 'M-1'");
        assertThat(developer.delete("/payments/v2/external-accounts/" + first).status())
                .isEqualTo(204);
        assertRefused(developer.delete("/payments/v2/external-accounts/" + second), "in_use", "");
    }

    @Test
    void patch_ofWhatNoBankHasSeen_leavesNothingToTell() {
        assertThat(patch(replace("/mandateReference", "M-2")).json().has("pendingAmendment"))
                .isFalse();
    }

    @Test
    void patch_ofWhatTheBankKnows_keepsTheOriginalValues_untilUndone() {
        String known = kontor.mandate(first, "'mandateReference': 'K-1', 'active': true");
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
                kontor.mandate(
                        first,
                        "'mandateReference': 'K-1', 'active': true, 'recurrence': 'ONE_OFF'");
        assertThat(
                        change(oneOff, replace("/mandateReference", "K-2"))
                                .json()
                                .has("pendingAmendment"))
                .isFalse();
    }

    @Test
    void patch_ofWhatTheBankMayHave_countsAsKnown() {
        var debit = created(kontor.collect(mandate, ""));
        assertThat(
                        change(mandate, replace("/mandateReference", "M-2"))
                                .json()
                                .has("pendingAmendment"))
                .isFalse();
        // Its file was handed over, and nobody can tell whether it arrived.
        TestKontor.shared()
                .database()
                .write(
                        kontor.sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE direct_debits SET status = 'UNKNOWN' WHERE organization_id = :org AND id = :id
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("id", UUID.fromString(debit.at("/id")))
                                        .execute());
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
                created(
                                developer.post(
                                        "/payments/v2/external-accounts",
                                        Jsons.json(
                                                """
                                                {'counterpartyId': '%s', 'market': 'GB', 'identifiers': [{'type': 'IBAN', 'number': '%s'}]}
                                                """
                                                        .formatted(
                                                                counterparty.at("/id"), BRITISH))))
                        .at("/id");
        String brazilian =
                created(
                                developer.post(
                                        "/payments/v2/external-accounts",
                                        Jsons.json(
                                                """
                                                {'counterpartyId': '%s', 'market': 'BR',
                                                 'identifiers': [{'type': 'IBAN', 'number': 'BR1800360305000010009795493C1'}]}
                                                """
                                                        .formatted(counterparty.at("/id")))))
                        .at("/id");
        String deleted =
                created(
                                developer.post(
                                        "/payments/v2/external-accounts",
                                        Jsons.json(
                                                """
                                                {'counterpartyId': '%s', 'market': 'DE',
                                                 'identifiers': [{'type': 'IBAN', 'number': 'DE89370400440532013000'}]}
                                                """
                                                        .formatted(counterparty.at("/id")))))
                        .at("/id");
        assertThat(developer.delete("/payments/v2/external-accounts/" + deleted).status())
                .isEqualTo(204);
        kontor.mandate(first, "'mandateReference': 'Taken'");
        LocalDate today = kontor.sandbox.today();
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
                kontor.account,
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
            {"/destinationAccountId", kontor.account, "invalid_operation", "0.path"},
        };
        for (var one : cases) {
            assertRefused(patch(replace(one[0], one[1])), one[2], one[3]);
        }
        assertRefused(
                patch("[{'op': 'remove', 'path': '/signatureDate'}]"),
                "invalid_operation",
                "0.path");
        assertRefused(
                patch("[{'op': 'replace', 'path': '/signatureDate', 'value': null}]"),
                "required",
                "0.value");
        assertRefused(
                patch("[{'op': 'replace', 'path': '/signatureDate', 'value': 7}]"),
                "invalid_value",
                "0.value");
        Reply faults = patch(replace("/mandateReference", "Ü", "/signatureDate", "soon"));
        assertThat(faults.json().at("/details")).hasSize(2);
        assertThat(get(mandate).at("/version")).isEqualTo("1");
        assertThat(patch(replace("/mandateReference", "m-1")).status()).isEqualTo(200);
    }

    @Test
    void patch_ofACompanysB2bMandate_staysWithCompanies() {
        Reply company =
                created(
                        developer.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': 'Payer', 'partyType': 'COMPANY', 'accounts': [
                                            {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE64500105173198833324'}]},
                                            {'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': 'DE89370400440532013000'}]}]}
                                        """)));
        String b2b =
                kontor.mandate(
                        company.at("/accounts/0/id"),
                        "'scheme': 'SDD_B2B', 'mandateReference': 'B-1'");
        developer.patch(
                "/payments/v2/counterparties/" + company.at("/id"),
                Jsons.json("[{'op': 'replace', 'path': '/partyType', 'value': 'INDIVIDUAL'}]"));
        assertRefused(
                developer.patch(
                        PATH + b2b,
                        Jsons.json(replace("/externalAccountId", company.at("/accounts/1/id")))),
                "party_type_not_allowed",
                "externalAccountId");
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
                kontor.mandate(
                        swedish,
                        "'scheme': 'AUTOGIRO', 'mandateReference': '471', "
                                + "'destinationAccountId': '"
                                + sek
                                + "'");
        assertRefused(
                developer.patch(PATH + autogiro, Jsons.json(replace("/mandateReference", "472"))),
                "autogiro_not_changeable",
                "scheme");
        created(kontor.collect(mandate, ""));
        developer.post("/payments/v2/mandates/" + mandate + ":cancel", "");
        assertThat(get(mandate).at("/status")).isEqualTo("PENDING_CANCELLATION");
        assertRefused(patch(replace("/mandateReference", "M-2")), "not_changeable", "status");
    }

    @Test
    void patch_judgesVersionRoleAndTenant() {
        String body = replace("/mandateReference", "M-2");
        Reply stale = patch(body, "If-Match", "version:2");
        assertThat(stale.status()).isEqualTo(412);
        Reply forbidden =
                kontor.sandbox
                        .clientWith(Set.of("mandates:create", "mandates:read"))
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
                        .mapToObj(i -> kontor.mandate(first, "'mandateReference': 'T-" + i + "'"))
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
                                    assertRefused(
                                            reply, "mandate_reference_taken", "mandateReference"));
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
        var versions =
                values(developer.get("/payments/v2/mandates/" + mandate + "/events"), "name");
        assertThat(versions)
                .isEqualTo(
                        List.of(
                                "CREATED", "AMENDED", "AMENDED", "AMENDED", "AMENDED", "AMENDED",
                                "AMENDED", "AMENDED", "AMENDED"));
    }
}

package kontor.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.MandateBuilder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.changes.ExternalIds;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.counterparties.ExternalAccounts;
import kontor.directdebits.DirectDebits;
import kontor.entities.CreditorNumbers;
import kontor.entities.NewEntity;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mandates over HTTP. */
class MandatesTest {

    private static final String PATH = "/payments/v2/mandates";
    private static final String DEBITS = "/payments/v2/direct-debits";
    private static final String GERMAN = "DE64500105173198833324";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final Client owner = sandbox.owner();
    private final String payer = account("INDIVIDUAL", "DE", "IBAN", GERMAN);

    private String account(String partyType, String market, String type, String number) {
        return sandbox.aCounterparty()
                .with("partyType", partyType)
                .withNumber(market, type, number)
                .accountId();
    }

    private MandateBuilder aMandate() {
        return sandbox.aMandate().of(payer).with("mandateReference", "M-1");
    }

    private Reply create(String difference) {
        return aMandate().with(difference).send();
    }

    private Reply get(String id) {
        return developer.get(PATH + "/" + id);
    }

    private Reply cancel(String id, String... headers) {
        return developer.post(PATH + "/" + id + ":cancel", "", headers);
    }

    private Reply collect(String mandate) {
        return sandbox.aDirectDebit().under(mandate).send();
    }

    private Reply reject(Reply debit) {
        return owner.post(DEBITS + "/" + debit.at("/id") + ":reject", "");
    }

    @Test
    void create_answersTheWholeMandate() {
        var mandate =
                create(
                                "'externalId': 'm-1', 'metadata': {'a': '1'}, 'signatureDate':"
                                        + " '2025-12-01'")
                        .created();
        assertThat(mandate.header("ETag")).isEqualTo("version:1");
        assertThat(mandate.at("/etag")).isEqualTo("version:1");
        assertThat(mandate.at("/status")).isEqualTo("CREATED");
        assertThat(mandate.at("/externalAccountId")).isEqualTo(payer);
        assertThat(mandate.at("/source/identifiers/0/number")).isEqualTo(GERMAN);
        assertThat(mandate.at("/sourceHolder/legalName")).isEqualTo("Payer");
        assertThat(mandate.at("/signatureDate")).isEqualTo("2025-12-01");
        assertThat(mandate.at("/metadata/a")).isEqualTo("1");
        assertThat(mandate.json().has("warnings")).isFalse();
        assertThat(get(mandate.at("/id")).json()).isEqualTo(mandate.json());
        assertThat(get("external:m-1").json()).isEqualTo(mandate.json());
    }

    @Test
    void create_takesTheFormOfTheGuide() {
        var mandate =
                developer
                        .post(
                                PATH,
                                Jsons.json(
                                        """
                                        {'type': 'CORE', 'externalAccountId': '%s', 'signatureDate': '2025-12-01', 'reference': 'MANDATE-001'}
                                        """
                                                .formatted(payer)))
                        .created();
        assertThat(mandate.at("/scheme")).isEqualTo("SDD_CORE");
        assertThat(mandate.at("/mandateReference")).isEqualTo("MANDATE-001");
    }

    @Test
    void create_fillsInCreditorAndDayOfSignature() {
        var mandate = create("").created();
        assertThat(mandate.at("/creditorReference")).isEqualTo("DE98ZZZ09999999999");
        assertThat(mandate.at("/signatureDate")).isEqualTo(sandbox.today().toString());
    }

    @Test
    void create_takesAnActiveOneAsKnownToTheBank() {
        var mandate = create("'active': true, 'signatureDate': '2014-02-01'").created();
        assertThat(mandate.at("/status")).isEqualTo("ACTIVE");
        assertThat(collect(mandate.at("/id")).status()).isEqualTo(201);
    }

    @Test
    void create_warnsOfWrongCheckDigits_andCollectionsAreRefused() {
        var mandate = create("'creditorReference': 'DE97ZZZ09999999999'").created();
        assertThat(mandate.at("/warnings/0")).startsWith("creditorReference: ");
        collect(mandate.at("/id")).assertRefused("creditor_identifier_invalid", "mandateId");
    }

    @Test
    void create_takesTheCreditorIdentifierAsItIsTyped() {
        var mandate = create("'creditorReference': 'de98 ZZZ 09999999999'").created();
        assertThat(mandate.json().has("warnings")).isFalse();
        assertThat(collect(mandate.at("/id")).status()).isEqualTo(201);
    }

    @Test
    void create_refusesByTheRulesOfTheScheme() {
        String company = account("COMPANY", "DE", "IBAN", GERMAN);
        String bankgiro = account("COMPANY", "SE", "SE_BANKGIRO", "5050604");
        var today = sandbox.today();
        var refused =
                Table.of(
                        """
                        'externalAccountId': '{unknown}'                                     | external_account_not_found | externalAccountId
                        'externalAccountId': 'nothing'                                       | external_account_not_found | externalAccountId
                        'externalAccountId': 'external:nobody'                               | external_account_not_found | externalAccountId
                        'externalAccountId': '{eur}'                                         | external_account_not_found | externalAccountId
                        'externalAccountId': '{american}'                                    | account_not_reachable      | externalAccountId
                        'externalAccountId': '{brazilian}'                                   | account_not_reachable      | externalAccountId
                        'scheme': 'SDD_B2B'                                                  | party_type_not_allowed     | externalAccountId
                        {autogiro}, 'destinationAccountId': '{eur}'                          | account_not_swedish        | externalAccountId
                        {autogiro}, {giro}, 'destinationAccountId': '{eur}'                  | payer_number_not_bankgiro  | mandateReference
                        {autogiro}, {giro}, {number}, 'destinationAccountId': '{unknown}'    | destination_not_found      | destinationAccountId
                        {autogiro}, {giro}, {number}, 'destinationAccountId': '{eur}'        | destination_not_bankgiro   | destinationAccountId
                        'destinationAccountId': 'nothing'                                    | destination_not_found      | destinationAccountId
                        'signatureDate': '{tomorrow}'                                        | signed_in_future           | signatureDate
                        'signatureDate': '{long ago}'                                        | signed_too_long_ago        | signatureDate
                        """,
                        "autogiro",
                        "'scheme': 'AUTOGIRO', 'mandateReference': '471'",
                        "giro",
                        "'externalAccountId': '" + bankgiro + "'",
                        "number",
                        "'mandateReference': '5050604'",
                        "unknown",
                        UUID.randomUUID(),
                        "eur",
                        sandbox.account(),
                        "american",
                        account("COMPANY", "US", "NUMBER", "123456789"),
                        "brazilian",
                        account("COMPANY", "BR", "IBAN", "BR1800360305000010009795493C1"),
                        "tomorrow",
                        today.plusDays(1),
                        "long ago",
                        today.minusMonths(36).minusDays(2));
        for (var one : refused) {
            create(one[0]).assertRefused(one[1], one[2]);
        }
        assertThat(developer.get(PATH).json().at("/items")).isEmpty();
        aMandate().of(company).with("scheme", "SDD_B2B").made();
        aMandate()
                .with("signatureDate", today.minusMonths(36))
                .with("mandateReference", "M-2")
                .made();
    }

    @Test
    void create_refusesADeletedAccount() {
        assertThat(developer.delete("/payments/v2/external-accounts/" + payer).status())
                .isEqualTo(204);
        create("").assertRefused("external_account_deleted", "externalAccountId");
    }

    @Test
    void create_asksForTheCreditorWhereNoneOrSeveralAreSet() {
        var bare = TestKontor.shared().organization();
        var client = TestKontor.shared().client(bare, Permissions.ALL);
        var account =
                client.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': 'P', 'accounts': [{'market': 'DE', 'identifiers': [{'type': 'IBAN', 'number': '%s'}]}]}
                                        """
                                                .formatted(GERMAN)))
                        .created()
                        .at("/accounts/0/id");
        String request =
                Jsons.json(
                        "{'scheme': 'SDD_CORE', 'externalAccountId': '"
                                + account
                                + "', 'mandateReference': 'M-1'}");
        client.post(PATH, request).assertRefused("creditor_reference_missing", "creditorReference");
        var entities = TestKontor.shared().wiring().parties().entities();
        for (String creditor : List.of("DE98ZZZ09999999999", "NL79ZZZ999999990000")) {
            TestKontor.shared()
                    .database()
                    .write(
                            bare,
                            tx ->
                                    entities.add(
                                            tx,
                                            NewEntity.named("E")
                                                    .withCreditor(
                                                            new CreditorNumbers(
                                                                    Optional.of(creditor),
                                                                    Optional.empty()))));
        }
        client.post(PATH, request)
                .assertRefused("creditor_reference_ambiguous", "creditorReference");
    }

    @ParameterizedTest
    @CsvSource({
        "m-1, DE98ZZZ09999999999, true",
        "M-1, DE98ABC09999999999, true",
        "M-1, de98zzz09999999999, true",
        "M-2, DE98ZZZ09999999999, false",
        "M-1, NL79ZZZ999999990000, false",
    })
    void reference_namesOneLiveMandateOfACreditor(
            String reference, String creditor, boolean taken) {
        String first = create("").created().at("/id");
        var wanted =
                aMandate()
                        .with("mandateReference", reference)
                        .with("creditorReference", creditor)
                        .with("externalId", "x-1");
        Reply second = wanted.send();
        if (!taken) {
            second.created();
            return;
        }
        second.assertRefused("mandate_reference_taken", "mandateReference");
        assertThat(second.at("/details/0/error")).contains(first);
        assertThat(cancel(first).status()).isEqualTo(202);
        wanted.made();
    }

    @Test
    void reference_isTakenOnceByTwins() {
        var replies =
                IntStream.range(0, 8)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        aMandate()
                                                                .with(
                                                                        "externalId",
                                                                        UUID.randomUUID())
                                                                .send()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).containsOnly(201, 400);
    }

    @Test
    void externalId_isTakenOnce() {
        create("'externalId': 'same'").created();
        create("'externalId': 'same', 'mandateReference': 'M-2'")
                .assertRefused("external_id_taken", "externalId");
    }

    @Test
    void autogiro_collectsIntoTheBankgiro() {
        String swedish = account("INDIVIDUAL", "SE", "IBAN", "SE4550000000058398257466");
        String sek = sandbox.bankgiroAccount();
        var mandate =
                aMandate()
                        .of(swedish)
                        .with("'scheme': 'AUTOGIRO', 'mandateReference': '471', 'active': true")
                        .with("destinationAccountId", sek)
                        .made();
        assertThat(mandate.at("/creditorReference")).isEqualTo("471100");
        assertThat(mandate.at("/destinationAccountId")).isEqualTo(sek);
        assertThat(mandate.json().has("signatureDate")).isFalse();
        String bankgiro = account("COMPANY", "SE", "SE_BANKGIRO", "5050604");
        aMandate()
                .of(bankgiro)
                .with("'scheme': 'AUTOGIRO', 'mandateReference': '5050604', 'active': true")
                .with("destinationAccountId", sek)
                .made();
    }

    @Test
    void list_filtersAndPagesNewestFirst() {
        String company = account("COMPANY", "DE", "IBAN", GERMAN);
        String first = create("'mandateReference': 'A'").created().at("/id");
        String second = create("'mandateReference': 'B', 'active': true").created().at("/id");
        String third =
                aMandate().of(company).with("'mandateReference': 'C', 'scheme': 'SDD_B2B'").id();
        String counterparty = get(third).at("/counterpartyId");
        assertThat(developer.get(PATH).values("id")).containsExactly(third, second, first);
        assertThat(developer.get(PATH + "?externalAccountId=" + payer).values("id"))
                .containsExactly(second, first);
        assertThat(developer.get(PATH + "?counterpartyId=" + counterparty).values("id"))
                .containsExactly(third);
        assertThat(developer.get(PATH + "?status=ACTIVE").values("id")).containsExactly(second);
        assertThat(developer.get(PATH + "?scheme=sdd_b2b&status=").values("id"))
                .containsExactly(third);
        assertThat(developer.get(PATH + "?status=GONE").status()).isEqualTo(400);
        Reply page = developer.get(PATH + "?limit=2");
        assertThat(page.values("id")).containsExactly(third, second);
        Reply rest = developer.get(PATH + "?limit=2&token=" + page.at("/nextToken"));
        assertThat(rest.values("id")).containsExactly(first);
        assertThat(rest.at("/nextToken")).isEmpty();
        assertThat(
                        developer
                                .get(PATH + "?limit=2&status=ACTIVE&token=" + page.at("/nextToken"))
                                .at("/details/0/code"))
                .isEqualTo("invalid_token");
    }

    @Test
    void cancel_isDoneAtOnceBeforeAnyUse() {
        String id = create("'externalId': 'm-1'").created().at("/id");
        assertThat(cancel(id, "If-Match", "version:2").status()).isEqualTo(412);
        Reply cancelled = cancel("external:m-1", "If-Match", "\"version:1\"");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/version")).isEqualTo("2");
        cancel(id).assertRefused("not_cancellable", "status");
        collect(id).assertRefused("mandate_not_usable", "mandateId");
        assertThat(developer.get(PATH + "/" + id + "/events").values("name"))
                .containsExactly("CREATED", "CANCELLED");
        assertThat(cancel(UUID.randomUUID().toString()).status()).isEqualTo(404);
    }

    @Test
    void cancel_happensOnceForTwins() {
        String id = create("").created().at("/id");
        var replies =
                IntStream.range(0, 8)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> cancel(id)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(replies).extracting(Reply::status).containsOnlyOnce(202).containsOnly(202, 400);
        assertThat(get(id).at("/version")).isEqualTo("2");
    }

    @Test
    void cancel_waitsForCollectionsUnderWay_andTakesOneLast() {
        String id = create("").created().at("/id");
        Reply first = collect(id).created();
        assertThat(first.at("/mandate/finalCollection")).isEqualTo("false");
        assertThat(cancel(id).at("/status")).isEqualTo("PENDING_CANCELLATION");
        cancel(id).assertRefused("not_cancellable", "status");
        create("").assertRefused("mandate_reference_taken", "mandateReference");

        Reply last = collect(id).created();
        assertThat(last.at("/mandate/finalCollection")).isEqualTo("true");
        collect(id).assertRefused("mandate_used_up", "mandateId");

        assertThat(reject(first).status()).isEqualTo(202);
        assertThat(get(id).at("/status")).isEqualTo("PENDING_CANCELLATION");
        assertThat(reject(last).status()).isEqualTo(202);
        assertThat(get(id).at("/status")).isEqualTo("CANCELLED");
        assertThat(developer.get(PATH + "/" + id + "/events").values("name"))
                .containsExactly(
                        "CREATED", "CANCELLATION_REQUESTED", "LAST_COLLECTION_TAKEN", "CANCELLED");
        create("").created();
    }

    @Test
    void lapse_cancelsWhatWasNotUsedForThirtySixMonths() {
        String old =
                aMandate().with("signatureDate", sandbox.today().minusMonths(36).plusDays(1)).id();
        String imported =
                create(
                                "'mandateReference': 'M-2', 'active': true,"
                                        + " 'signatureDate': '2014-02-01'")
                        .created()
                        .at("/id");
        assertThat(lapse()).isZero();
        owner.post("/v1/testbank/clock:advance", "{\"days\": 3}");
        assertThat(lapse()).isEqualTo(1);
        assertThat(get(old).at("/status")).isEqualTo("CANCELLED");
        assertThat(get(old).at("/statusReason")).isEqualTo("LAPSED");
        assertThat(get(imported).at("/status")).isEqualTo("ACTIVE");
    }

    /** The answer shows the payer, so who may not read payers may not make mandates. */
    @Test
    void create_needsThePermissionsOfAllThatItShows() {
        var all = Set.of("mandates:create", "external_accounts:read", "counterparties:read");
        for (String missing : all) {
            var others = new HashSet<>(all);
            others.remove(missing);
            var reply = sandbox.clientWith(others).post("/payments/v2/mandates", "{}");
            assertThat(reply.status()).as(reply.body()).isEqualTo(403);
            assertThat(reply.at("/message")).contains(missing);
        }
    }

    @Test
    void door_cancelsAListAtOnce_alsoTheSameTwice() {
        var ids =
                List.of(
                        create("").created().at("/id"),
                        create("'mandateReference': 'M-2'").created().at("/id"));
        var wanted =
                Stream.of(ids.get(0), ids.get(1), ids.get(0), UUID.randomUUID().toString())
                        .map(id -> asked(sandbox.organization(), UUID.fromString(id)))
                        .toList();
        var done =
                TestKontor.shared()
                        .database()
                        .write(sandbox.organization(), tx -> room().cancel.apply(tx, wanted))
                        .stream()
                        .map(outcome -> outcome instanceof Outcome.Done)
                        .toList();
        assertThat(done).containsExactly(true, true, false, false);
        assertThat(ids)
                .allSatisfy(
                        id -> {
                            assertThat(get(id).at("/status")).isEqualTo("CANCELLED");
                            assertThat(get(id).at("/version")).isEqualTo("2");
                        });
    }

    private static Request<NoInput> asked(OrganizationId organization, UUID mandate) {
        return new Request<>(
                new Caller(
                        organization,
                        UUID.randomUUID(),
                        "u",
                        "U",
                        UUID.randomUUID(),
                        true,
                        true,
                        Set.of(),
                        100),
                UUID.randomUUID(),
                mandate,
                Optional.empty(),
                NoInput.NONE);
    }

    private int lapse() {
        return TestKontor.shared()
                .database()
                .write(sandbox.organization(), tx -> room().collected().lapse(tx, 10));
    }

    private static Mandates room() {
        var wiring = TestKontor.shared().wiring();
        var externalIds = new ExternalIds();
        var checks =
                new MandateChecks(
                        wiring.parties().accounts(),
                        new ExternalAccounts(
                                wiring.ground().journal(),
                                externalIds,
                                List.of(),
                                wiring.parties().payeeReviews()),
                        externalIds);
        return new Mandates(
                checks,
                externalIds,
                wiring.ground().journal(),
                DirectDebits.inFlight(),
                (_, _) -> {});
    }

    @Test
    void mandate_ofAnotherOrganizationIsUnknown() {
        String id = create("'externalId': 'm-1'").created().at("/id");
        var stranger = TestKontor.shared().sandbox().owner();
        assertThat(stranger.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.get(PATH + "/external:m-1").status()).isEqualTo(404);
        assertThat(stranger.get(PATH + "/" + id + "/events").status()).isEqualTo(404);
        assertThat(stranger.post(PATH + "/" + id + ":cancel", "").status()).isEqualTo(404);
        TestKontor.shared()
                .sandbox()
                .aMandate()
                .of(payer)
                .send()
                .assertRefused("external_account_not_found", "externalAccountId");
    }
}

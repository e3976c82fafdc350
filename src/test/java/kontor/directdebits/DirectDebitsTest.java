package kontor.directdebits;

import static kontor.directdebits.Collections.PATH;
import static kontor.directdebits.Collections.PAYER;
import static kontor.directdebits.Collections.accepted;
import static kontor.directdebits.Collections.assertRefused;
import static kontor.directdebits.Collections.created;
import static kontor.directdebits.Collections.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.accounts.AccountFixtures;
import kontor.core.BankCalendar;
import kontor.core.Outcome;
import kontor.iam.Permissions;
import kontor.payments.Decisions;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;

/** Direct debits over HTTP: made, decided, found. */
class DirectDebitsTest {

    private final Collections kontor = new Collections();
    private final Client developer = kontor.developer;
    private final Client owner = kontor.owner;
    private final LocalDate today = kontor.sandbox.today();
    private final String payer = kontor.payer("Payer", PAYER);
    private final String mandate = kontor.mandate(payer, "");

    private static List<Reply> together(int times, IntFunction<Reply> request) {
        return IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private String accountIn(String currency, boolean bankgiro) {
        return StreamSupport.stream(
                        developer
                                .get("/financial-data/v2/accounts?limit=500")
                                .json()
                                .at("/items")
                                .spliterator(),
                        false)
                .filter(
                        account ->
                                account.path("currency").asText().equals(currency)
                                        && account.toString().contains("BANKGIRO") == bankgiro)
                .map(account -> account.path("id").asText())
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void create_takesTheFormOfTheGuide() {
        var debit =
                created(
                        kontor.collect(
                                mandate,
                                "'externalId': 'd-1', 'metadata': {'a': '1'}, 'categoryPurpose':"
                                    + " 'SUPP', 'chargeBearer': 'SHARED', 'amount': {'currency':"
                                    + " 'EUR', 'value': 5000}"));
        assertThat(debit.at("/status")).isEqualTo("CREATED");
        assertThat(debit.at("/amount/stringValue")).isEqualTo("50.00");
        assertThat(debit.at("/destination/id")).isEqualTo(kontor.account);
        assertThat(debit.at("/source/id")).isEqualTo(payer);
        assertThat(debit.at("/mandate/id")).isEqualTo(mandate);
        assertThat(debit.at("/approvalSteps/0/status")).isEqualTo("PENDING");
        assertThat(debit.json().at("/attachedTransactions")).isEmpty();
        assertThat(debit.header("ETag")).isEqualTo("version:1");
        assertThat(kontor.get(debit).json()).isEqualTo(debit.json());
        assertThat(kontor.get("external:d-1").json()).isEqualTo(debit.json());
        assertThat(kontor.events(debit)).containsExactly("CREATED");
    }

    @Test
    void create_takesTheFormOfTheReferencePage_andFindsTheOneMandate() {
        var debit =
                created(
                        kontor.collectFrom(
                                payer, "'amount': {'currency': 'EUR', 'stringValue': '19.90'}"));
        assertThat(debit.at("/mandate/id")).isEqualTo(mandate);
        assertThat(debit.at("/amount/value")).isEqualTo("1990");
        created(kontor.collectFrom(payer, "'mandateId': '" + mandate + "'"));
    }

    @Test
    void create_findsTheOneMandateThatCanBeUsed() {
        kontor.mandate(payer, "'creditorReference': 'DE97ZZZ09999999999'");
        assertThat(created(kontor.collectFrom(payer, "")).at("/mandate/id")).isEqualTo(mandate);
        String alone = kontor.payer("Alone", PAYER);
        kontor.mandate(alone, "'creditorReference': 'DE97ZZZ09999999999'");
        assertRefused(kontor.collectFrom(alone, ""), "creditor_identifier_invalid", "mandateId");
    }

    @Test
    void create_refusesWithTheField() {
        String other = kontor.payer("Other", PAYER);
        String alone = kontor.payer("Alone", PAYER);
        String b2b = kontor.mandate(companyAccount(), "'scheme': 'SDD_B2B'");
        String wrongCreditor = kontor.mandate(other, "'creditorReference': 'DE97ZZZ09999999999'");
        String signedToday = kontor.mandate(payer, "'scheme': 'SDD_CORE'");
        String cancelled = kontor.mandate(alone, "");
        accepted(developer.post("/payments/v2/mandates/" + cancelled + ":cancel", ""));
        String dollar = accountIn("SEK", true);
        String unknown = UUID.randomUUID().toString();
        String[][] guide = {
            {
                "'amount': {'currency': 'SEK', 'value': 1}",
                "currency_not_allowed",
                "amount.currency"
            },
            {
                "'amount': {'currency': 'EUR', 'value': 100000000000}",
                "amount_too_large",
                "amount.value"
            },
            {
                "'source': {'type': 'ACCOUNT', 'id': '" + unknown + "'}",
                "account_not_found",
                "source.id"
            },
            {
                "'source': {'type': 'ACCOUNT', 'id': '" + payer + "'}",
                "account_not_found",
                "source.id"
            },
            {
                "'source': {'type': 'ACCOUNT', 'id': '" + dollar + "'}",
                "account_not_allowed",
                "source.id"
            },
            {"'date': '" + today.minusDays(1) + "'", "date_in_past", "date"},
            {"'date': '" + today.plusDays(61) + "'", "date_too_far", "date"},
            {"'mandateId': '" + unknown + "'", "mandate_not_found", "mandateId"},
            {"'mandateId': 'external:none'", "mandate_not_found", "mandateId"},
            {"'mandateId': '" + payer + "'", "mandate_not_found", "mandateId"},
            {"'mandateId': '" + b2b + "'", "mandate_other_scheme", "mandateId"},
            {"'mandateId': '" + cancelled + "'", "mandate_not_usable", "mandateId"},
            {"'mandateId': '" + wrongCreditor + "'", "creditor_identifier_invalid", "mandateId"},
        };
        for (var one : guide) {
            assertRefused(kontor.collect(mandate, one[0]), one[1], one[2]);
        }
        String[][] page = {
            {
                "'destination': {'type': 'ACCOUNT', 'id': '" + unknown + "'}",
                "account_not_found",
                "destination.id"
            },
            {
                "'destination': {'type': 'ACCOUNT', 'id': '" + dollar + "'}",
                "account_not_allowed",
                "destination.id"
            },
            {
                "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '" + unknown + "'}",
                "external_account_not_found",
                "source.id"
            },
            {
                "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '" + kontor.account + "'}",
                "external_account_not_found",
                "source.id"
            },
            {
                "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': 'external:none'}",
                "external_account_not_found",
                "source.id"
            },
            {
                "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '" + alone + "'}",
                "mandate_not_found",
                "mandateId"
            },
            {"'scheme': 'SDD_B2B'", "mandate_not_found", "mandateId"},
            {"", "mandate_ambiguous", "mandateId"},
            {
                "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '"
                        + other
                        + "'}, 'mandateId': '"
                        + mandate
                        + "'",
                "mandate_other_account",
                "mandateId"
            },
        };
        for (var one : page) {
            assertRefused(kontor.collectFrom(payer, one[0]), one[1], one[2]);
        }
        assertThat(kontor.collectFrom(payer, "").at("/details/0/error"))
                .contains(mandate, signedToday);
        assertThat(developer.get(PATH).json().at("/items")).isEmpty();
        created(kontor.collect(mandate, "'amount': {'currency': 'EUR', 'value': 99999999999}"));
        created(kontor.collect(mandate, "'date': '" + today.plusDays(60) + "'"));
        created(kontor.collect(mandate, "'date': '" + today + "'"));
    }

    private String companyAccount() {
        return created(
                        developer.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        """
                                        {'legalName': 'Firma', 'partyType': 'COMPANY', 'accounts': [{'market': 'DE', 'identifiers':
                                            [{'type': 'IBAN', 'number': '%s'}]}]}
                                        """
                                                .formatted(PAYER))))
                .at("/accounts/0/id");
    }

    @Test
    void create_refusesADeletedPayer() {
        accepted(developer.post("/payments/v2/mandates/" + mandate + ":cancel", ""));
        assertThat(developer.delete("/payments/v2/external-accounts/" + payer).status())
                .isEqualTo(204);
        assertRefused(kontor.collectFrom(payer, ""), "external_account_deleted", "source.id");
        assertRefused(kontor.collect(mandate, ""), "external_account_deleted", "mandateId");
    }

    @Test
    void create_refusesAnotherAccountThanTheMandates_alsoByExternalId() {
        created(
                developer.post(
                        "/payments/v2/counterparties",
                        Jsons.json(
                                """
                                {'legalName': 'X', 'accounts': [{'market': 'DE', 'externalId': 'x-account', 'identifiers':
                                    [{'type': 'IBAN', 'number': '%s'}]}]}
                                """
                                        .formatted(PAYER))));
        assertRefused(
                kontor.collectFrom("external:x-account", "'mandateId': '" + mandate + "'"),
                "mandate_other_account",
                "mandateId");
    }

    @Test
    void create_keepsAutogiroToItsDestination() {
        String swedish = kontor.payer("Svea", "SE4550000000058398257466");
        String bankgiro = accountIn("SEK", true);
        String autogiro =
                kontor.mandate(
                        swedish,
                        "'scheme': 'AUTOGIRO', 'mandateReference': '471', "
                                + "'destinationAccountId': '"
                                + bankgiro
                                + "'");
        String sek = "'scheme': 'AUTOGIRO', 'amount': {'currency': 'SEK', 'value': 100}, ";
        created(
                kontor.collect(
                        autogiro, sek + "'source': {'type': 'ACCOUNT', 'id': '" + bankgiro + "'}"));
        var other =
                AccountFixtures.aBankgiroAccount(TestKontor.shared(), kontor.sandbox.organization())
                        .id();
        assertRefused(
                kontor.collect(
                        autogiro, sek + "'source': {'type': 'ACCOUNT', 'id': '" + other + "'}"),
                "mandate_other_destination",
                "mandateId");
        assertRefused(
                kontor.collect(
                        autogiro,
                        sek + "'source': {'type': 'ACCOUNT', 'id': '" + kontor.account + "'}"),
                "account_not_allowed",
                "source.id");
        assertRefused(
                kontor.collect(
                        mandate, sek + "'source': {'type': 'ACCOUNT', 'id': '" + bankgiro + "'}"),
                "mandate_other_scheme",
                "mandateId");
    }

    @Test
    void date_isMovedToABankDay() {
        LocalDate sunday = today.plusDays(7).with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
        var debit = created(kontor.collect(mandate, "'date': '" + sunday + "'"));
        LocalDate effective = BankCalendar.TARGET.nextOpen(sunday);
        assertThat(debit.at("/date")).isEqualTo(sunday.toString());
        assertThat(debit.at("/effectiveDate")).isEqualTo(effective.toString());
        assertThat(Instant.parse(debit.at("/submissionDeadline")))
                .isEqualTo(
                        BankCalendar.TARGET
                                .plus(effective, -1)
                                .atTime(14, 0)
                                .atZone(java.time.ZoneId.of("Europe/Berlin"))
                                .toInstant());
    }

    @Test
    void oneOffMandate_isCollectedOnce() {
        String once = kontor.mandate(payer, "'recurrence': 'ONE_OFF'");
        assertThat(together(6, _ -> kontor.collect(once, "")))
                .extracting(Reply::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 400);
        assertRefused(kontor.collect(once, ""), "mandate_used_up", "mandateId");
    }

    @Test
    void lapsedMandate_isRefused() {
        String old =
                kontor.mandate(
                        payer, "'signatureDate': '" + today.minusMonths(36).plusDays(3) + "'");
        assertRefused(kontor.collect(old, ""), "mandate_lapsed", "mandateId");
        created(kontor.collect(old, "'date': '" + today.plusDays(2) + "'"));
    }

    @Test
    void refusedAccount_blocksItsMandate() {
        for (String[] one :
                new String[][] {
                    {"DE23999100000000001010", "AC01"}, {"DE86999100000000001040", "AC04"}
                }) {
            String blocked = kontor.mandate(kontor.payer("Blocked", one[0]), "");
            var debit = kontor.approved(blocked, "");
            kontor.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
            assertThat(kontor.get(debit).at("/status")).isEqualTo("FAILED");
            assertThat(kontor.get(debit).at("/statusReason/code")).isEqualTo(one[1]);
            var refused =
                    kontor.collect(blocked, "'date': '" + kontor.sandbox.today().plusDays(5) + "'");
            assertRefused(refused, "mandate_blocked", "mandateId");
            assertThat(refused.at("/details/0/error")).contains(one[1]);
        }
    }

    @Test
    void externalId_isTakenOnceByTwins() {
        assertThat(together(6, _ -> kontor.collect(mandate, "'externalId': 'same'")))
                .extracting(Reply::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 400);
        assertRefused(
                kontor.collect(mandate, "'externalId': 'same'"), "external_id_taken", "externalId");
    }

    @Test
    void list_filtersAndPagesByDateThenId() {
        String second = kontor.sandbox.today().plusDays(9).toString();
        String a =
                created(kontor.collect(mandate, "'date': '" + today.plusDays(3) + "'")).at("/id");
        var b = created(kontor.collect(mandate, "'date': '" + second + "'"));
        String c = created(kontor.collect(mandate, "'date': '" + second + "'")).at("/id");
        accepted(kontor.approve(owner, b));
        String id = b.at("/id");
        assertThat(values(developer.get(PATH), "id")).containsExactly(c, id, a);
        assertThat(values(developer.get(PATH + "?status=approved"), "id")).containsExactly(id);
        assertThat(values(developer.get(PATH + "?scheme=SDD_CORE&status="), "id"))
                .containsExactly(c, id, a);
        assertThat(values(developer.get(PATH + "?scheme=SDD_B2B"), "id")).isEmpty();
        assertThat(values(developer.get(PATH + "?accountId=" + kontor.account), "id")).hasSize(3);
        assertThat(values(developer.get(PATH + "?accountId=" + UUID.randomUUID()), "id")).isEmpty();
        assertThat(values(developer.get(PATH + "?date=" + second), "id")).containsExactly(c, id);
        assertThat(values(developer.get(PATH + "?date%5Bgte%5D=" + second), "id"))
                .containsExactly(c, id);
        assertThat(values(developer.get(PATH + "?date%5Blte%5D=" + today.plusDays(8)), "id"))
                .containsExactly(a);
        assertThat(developer.get(PATH + "?date=soon").status()).isEqualTo(400);
        assertThat(developer.get(PATH + "?status=DONE").status()).isEqualTo(400);

        Reply page = developer.get(PATH + "?limit=1");
        created(kontor.collect(mandate, "'date': '" + today.plusDays(20) + "'"));
        Reply next = developer.get(PATH + "?limit=1&token=" + page.at("/nextToken"));
        Reply last = developer.get(PATH + "?limit=1&token=" + next.at("/nextToken"));
        assertThat(List.of(page.at("/items/0/id"), next.at("/items/0/id"), last.at("/items/0/id")))
                .containsExactly(c, id, a);
        assertThat(last.at("/nextToken")).isEmpty();
    }

    @Test
    void approve_needsTheRoleOfTheStep() {
        var debit = created(kontor.collect(mandate, ""));
        Reply refused = kontor.approve(developer, debit);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        Reply approved = accepted(kontor.approve(owner, debit));
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/version")).isEqualTo("2");
        assertThat(approved.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/approvalSteps/0/approver/id")).isNotEmpty();
        assertThat(kontor.events(debit)).containsExactly("CREATED", "FULLY_APPROVED");
        assertThat(kontor.get(debit).json()).isEqualTo(approved.json());
    }

    @Test
    void approve_isNotForTheCreator() {
        var debit =
                created(
                        owner.post(
                                PATH,
                                Jsons.json(
                                        """
                                        {'amount': {'currency': 'EUR', 'value': 1}, 'date': '%s', 'scheme': 'SDD_CORE', 'reference': 'r',
                                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'mandateId': '%s'}
                                        """
                                                .formatted(
                                                        today.plusDays(5),
                                                        kontor.account,
                                                        mandate))));
        Reply refused = kontor.approve(owner, debit);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).isEqualTo("the creator of a payment may not approve it");
        assertThat(kontor.reject(owner, debit, "").status()).isEqualTo(202);
    }

    @Test
    void approve_refusesUnknownDecidedAndStale() {
        var debit = created(kontor.collect(mandate, ""));
        String path = PATH + "/" + debit.at("/id") + ":approve";
        assertRefused(
                owner.post(path, Jsons.json("{'approvalStepId': '" + UUID.randomUUID() + "'}")),
                "approval_step_not_pending",
                "approvalStepId");
        // An unknown step is told before the role.
        assertRefused(
                developer.post(path, Jsons.json("{'approvalStepId': 'x'}")),
                "approval_step_not_pending",
                "approvalStepId");
        assertRefused(owner.post(path, "{}"), "required", "approvalStepId");
        assertThat(kontor.approve(owner, debit, "If-Match", "version:2").status()).isEqualTo(412);
        accepted(kontor.approve(owner, debit, "If-Match", "version:1"));
        assertThat(kontor.approve(owner, debit).status()).isEqualTo(400);
        assertThat(
                        owner.post(
                                        PATH + "/" + UUID.randomUUID() + ":approve",
                                        Jsons.json("{'approvalStepId': 'x'}"))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void approve_happensOnceForTwins() {
        var debit = created(kontor.collect(mandate, ""));
        assertThat(together(8, _ -> kontor.approve(owner, debit)))
                .extracting(Reply::status)
                .containsOnlyOnce(202)
                .containsOnly(202, 400);
        assertThat(kontor.get(debit).at("/version")).isEqualTo("2");
    }

    @Test
    void approveAndReject_ofManyTogetherAreEachTheirOwn() {
        var debits =
                IntStream.range(0, 12).mapToObj(_ -> created(kontor.collect(mandate, ""))).toList();
        var replies =
                together(
                        24,
                        i ->
                                i % 2 == 0
                                        ? kontor.approve(owner, debits.get(i / 2))
                                        : kontor.reject(
                                                owner, debits.get(i / 2), "{'reason': 'no'}"));
        assertThat(replies).extracting(Reply::status).isSubsetOf(202, 400);
        for (Reply debit : debits) {
            var events = kontor.events(debit);
            // Rejected after its approval, or rejected and not approved any more.
            assertThat(kontor.get(debit).at("/status")).isEqualTo("REJECTED");
            assertThat(events)
                    .isIn(
                            List.of("CREATED", "REJECTED"),
                            List.of("CREATED", "FULLY_APPROVED", "REJECTED"));
            assertThat(kontor.get(debit).at("/version")).isEqualTo(String.valueOf(events.size()));
        }
    }

    @Test
    void door_takesTheSamePaymentTwiceInOneList() {
        var room = new Room();
        var first = created(kontor.collect(mandate, ""));
        var second = created(kontor.collect(mandate, ""));
        var statuses =
                TestKontor.shared()
                        .database()
                        .write(
                                kontor.sandbox.organization(),
                                tx -> {
                                    var rejected =
                                            room.directDebits.reject(
                                                    tx,
                                                    List.of(
                                                            Room.asked(
                                                                            tx,
                                                                            rejection(
                                                                                    first.at(
                                                                                            "/id"))),
                                                                    Room.asked(
                                                                            tx,
                                                                            rejection(
                                                                                    "external:none")),
                                                            Room.asked(
                                                                            tx,
                                                                            rejection(
                                                                                    first.at(
                                                                                            "/id"))),
                                                                    Room.asked(
                                                                            tx,
                                                                            rejection(
                                                                                    second.at(
                                                                                            "/id")))));
                                    return rejected.stream()
                                            .map(outcome -> outcome instanceof Outcome.Done)
                                            .toList();
                                });
        assertThat(statuses).containsExactly(true, false, false, true);
        for (Reply debit : List.of(first, second)) {
            assertThat(kontor.get(debit).at("/version")).isEqualTo("2");
            assertThat(kontor.events(debit)).containsExactly("CREATED", "REJECTED");
        }
    }

    private static Decisions.Reject rejection(String payment) {
        return new Decisions.Reject(ResourceRef.parse(payment), Optional.of("no"));
    }

    @Test
    void door_decidesEachStepOfAPaymentInOneList() {
        var room = new Room();
        var debit = created(kontor.collect(mandate, ""));
        addSecondStep(debit);
        var outcomes =
                TestKontor.shared()
                        .database()
                        .write(
                                kontor.sandbox.organization(),
                                tx -> {
                                    var asked =
                                            room
                                                    .directDebits
                                                    .payments()
                                                    .steps(tx, UUID.fromString(debit.at("/id")))
                                                    .stream()
                                                    .map(
                                                            step ->
                                                                    Room.asked(
                                                                            tx,
                                                                            new Decisions.Approve(
                                                                                    ResourceRef
                                                                                            .parse(
                                                                                                    debit
                                                                                                            .at(
                                                                                                                    "/id")),
                                                                                    step.id()
                                                                                            .toString())))
                                                    .toList();
                                    return room.directDebits.approve(tx, asked);
                                });
        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(kontor.get(debit).at("/status")).isEqualTo("APPROVED");
        assertThat(kontor.get(debit).at("/version")).isEqualTo("3");
        assertThat(kontor.events(debit)).containsExactly("CREATED", "APPROVED", "FULLY_APPROVED");
    }

    /** As a chain of two would have made it. */
    private void addSecondStep(Reply debit) {
        TestKontor.shared()
                .database()
                .write(
                        kontor.sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                """
                                                INSERT INTO approval_steps (organization_id, payment_id, payment_type, number, id, chain_id,
                                                    required_role_ids, allow_creator, status, auto_approved)
                                                SELECT organization_id, payment_id, payment_type, 2, :id, chain_id, required_role_ids, allow_creator,
                                                    status, auto_approved
                                                FROM approval_steps WHERE organization_id = :org AND payment_id = :payment
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("id", UUID.randomUUID())
                                        .bind("payment", UUID.fromString(debit.at("/id")))
                                        .execute());
    }

    @Test
    void approve_takesTheStepsOfAChainInOrder_eachByAnother() {
        var debit = created(kontor.collect(mandate, ""));
        addSecondStep(debit);
        String path = PATH + "/" + debit.at("/id") + ":approve";
        String second =
                Jsons.json(
                        "{'approvalStepId': '"
                                + kontor.get(debit).at("/approvalSteps/1/id")
                                + "'}");
        assertRefused(owner.post(path, second), "earlier_step_pending", "approvalStepId");
        var half = accepted(kontor.approve(owner, debit));
        assertThat(half.at("/status")).isEqualTo("CREATED");
        Reply refused = owner.post(path, second);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("one person may approve only one step of a chain");
        var rejected = accepted(kontor.reject(developer, debit, ""));
        assertThat(rejected.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
        assertThat(rejected.at("/approvalSteps/1/status")).isEqualTo("REJECTED");
    }

    @Test
    void reject_tellsTheReason() {
        var debit = created(kontor.collect(mandate, ""));
        assertThat(
                        kontor.reject(developer, debit, "{'reason': '" + "x".repeat(256) + "'}")
                                .status())
                .isEqualTo(400);
        Reply rejected =
                accepted(
                        kontor.reject(
                                developer,
                                debit,
                                "{'reason': 'wrong amount'}",
                                "If-Match",
                                "version:1"));
        assertThat(rejected.at("/status")).isEqualTo("REJECTED");
        assertThat(rejected.at("/statusReason/description")).isEqualTo("wrong amount");
        assertThat(rejected.at("/approvalSteps/0/status")).isEqualTo("REJECTED");
        Reply events = developer.get(PATH + "/" + debit.at("/id") + "/events");
        assertThat(events.at("/items/1/message")).isEqualTo("wrong amount");
        assertRefused(kontor.approve(owner, debit), "payment_not_open", "status");
        assertRefused(kontor.reject(owner, debit, ""), "payment_not_open", "status");
    }

    @Test
    void reject_isPossibleUntilTheFileIsBuilt() {
        var debit = kontor.approved(mandate, "");
        assertThat(accepted(kontor.reject(developer, debit, "")).at("/statusReason/code"))
                .isEqualTo("REJECTED");
        var sent = kontor.approved(mandate, "");
        kontor.advanceTo(LocalDate.parse(sent.at("/effectiveDate")));
        assertThat(kontor.get(debit).at("/status")).isEqualTo("REJECTED");
        assertRefused(kontor.reject(owner, sent, ""), "payment_not_open", "status");
    }

    @Test
    void approvedLate_isCollectedLater() {
        var debit = created(kontor.collect(mandate, ""));
        kontor.advanceTo(LocalDate.parse(debit.at("/effectiveDate")).plusDays(2));
        assertThat(kontor.get(debit).at("/status")).isEqualTo("CREATED");
        var approved = accepted(kontor.approve(owner, debit));
        assertThat(approved.at("/date")).isEqualTo(debit.at("/date"));
        LocalDate moved = LocalDate.parse(approved.at("/effectiveDate"));
        assertThat(moved).isAfter(kontor.sandbox.today());
        kontor.advanceTo(moved);
        assertThat(kontor.get(debit).at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void directDebit_ofAnotherOrganizationIsUnknown() {
        var debit = created(kontor.collect(mandate, "'externalId': 'd-1'"));
        var stranger =
                TestKontor.shared().client(TestKontor.shared().organization(), Permissions.ALL);
        assertThat(stranger.get(PATH + "/" + debit.at("/id")).status()).isEqualTo(404);
        assertThat(stranger.get(PATH + "/external:d-1").status()).isEqualTo(404);
        assertThat(kontor.approve(stranger, debit).status()).isEqualTo(404);
        assertThat(kontor.reject(stranger, debit, "").status()).isEqualTo(404);
    }

    @Test
    void create_refusesAPayerOutsideTheEeaWithoutAddress() {
        var sandbox = TestKontor.shared().sandbox();
        String body =
                """
                {"legalName": "Swiss Payer", %s"accounts": [{"market": "CH",
                 "identifiers": [{"type": "IBAN", "number": "CH9300762011623852957"}]}]}
                """;
        String address = "\"address\": {\"city\": \"Bern\", \"country\": \"CH\"}, ";
        assertThat(collectFrom(sandbox, body.formatted("")).at("/details/0/code"))
                .isEqualTo("payer_address_missing");
        assertThat(collectFrom(sandbox, body.formatted(address)).status()).isEqualTo(201);
    }

    @Test
    void reject_freesTheOneCollectionOfAOneOffMandate() {
        var sandbox = TestKontor.shared().sandbox();
        var payer = sandbox.payer("DE64500105173198833324");
        var mandate =
                sandbox.developer()
                        .post(
                                "/payments/v2/mandates",
                                """
                                {"scheme": "SDD_CORE", "recurrence": "ONE_OFF", "externalAccountId": "%s", "mandateReference": "ONCE"}
                                """
                                        .formatted(payer.at("/accounts/0/id")));
        var first = collectUnder(sandbox, mandate.at("/id"));
        assertThat(collectUnder(sandbox, mandate.at("/id")).at("/details/0/code"))
                .isEqualTo("mandate_used_up");
        assertThat(
                        sandbox.owner()
                                .post(
                                        "/payments/v2/direct-debits/" + first.at("/id") + ":reject",
                                        "")
                                .status())
                .isEqualTo(202);
        assertThat(collectUnder(sandbox, mandate.at("/id")).status()).isEqualTo(201);
    }

    private static Reply collectFrom(SandboxOrganization sandbox, String counterparty) {
        var payer = sandbox.developer().post("/payments/v2/counterparties", counterparty);
        return collectUnder(sandbox, sandbox.mandate(payer.at("/accounts/0/id")).at("/id"));
    }

    private static Reply collectUnder(SandboxOrganization sandbox, String mandate) {
        return sandbox.developer()
                .post(
                        "/payments/v2/direct-debits",
                        """
                        {"amount": {"currency": "EUR", "value": 100}, "date": "%s", "scheme": "SDD_CORE",
                         "source": {"type": "ACCOUNT", "id": "%s"}, "mandateId": "%s", "reference": "r"}
                        """
                                .formatted(
                                        sandbox.today().plusDays(5),
                                        sandbox.accountIn("EUR"),
                                        mandate));
    }
}

package kontor.directdebits;

import static kontor.PaymentClient.DIRECT_DEBITS;
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
import kontor.Client;
import kontor.CounterpartyBuilder;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.Table;
import kontor.TestKontor;
import kontor.accounts.AccountFixtures;
import kontor.changes.Request;
import kontor.core.BankCalendar;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.iam.Permissions;
import kontor.payments.Decisions;
import org.junit.jupiter.api.Test;

/** Direct debits over HTTP: made, decided, found. */
class DirectDebitsTest {

    /** Its check digits are wrong. */
    private static final String WRONG_CREDITOR = "DE97ZZZ09999999999";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final Client developer = sandbox.developer();
    private final Client owner = sandbox.owner();
    private final LocalDate today = sandbox.today();
    private final String payer = sandbox.aCounterparty().accountId();
    private final String mandate = sandbox.aMandate().of(payer).id();

    private static List<Reply> together(int times, IntFunction<Reply> request) {
        return IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void create_takesTheFormOfTheGuide() {
        var debit =
                sandbox.aDirectDebit()
                        .under(mandate)
                        .with(
                                "'externalId': 'd-1', 'metadata': {'a': '1'}, 'categoryPurpose':"
                                        + " 'SUPP', 'chargeBearer': 'SHARED'")
                        .of("EUR", 5000)
                        .made();
        assertThat(debit.at("/status")).isEqualTo("CREATED");
        assertThat(debit.at("/amount/stringValue")).isEqualTo("50.00");
        assertThat(debit.at("/destination/id")).isEqualTo(sandbox.account());
        assertThat(debit.at("/source/id")).isEqualTo(payer);
        assertThat(debit.at("/mandate/id")).isEqualTo(mandate);
        assertThat(debit.at("/approvalSteps/0/status")).isEqualTo("PENDING");
        assertThat(debit.json().at("/attachedTransactions")).isEmpty();
        assertThat(debit.header("ETag")).isEqualTo("version:1");
        assertThat(directDebits.get(debit).json()).isEqualTo(debit.json());
        assertThat(directDebits.get("external:d-1").json()).isEqualTo(debit.json());
        assertThat(directDebits.events(debit)).containsExactly("CREATED");
    }

    @Test
    void create_takesTheFormOfTheReferencePage_andFindsTheOneMandate() {
        var debit =
                sandbox.aDirectDebit()
                        .from(payer)
                        .with("'amount': {'currency': 'EUR', 'stringValue': '19.90'}")
                        .made();
        assertThat(debit.at("/mandate/id")).isEqualTo(mandate);
        assertThat(debit.at("/amount/value")).isEqualTo("1990");
        sandbox.aDirectDebit().from(payer).under(mandate).made();
    }

    @Test
    void create_findsTheOneMandateThatCanBeUsed() {
        sandbox.aMandate().of(payer).with("creditorReference", WRONG_CREDITOR).id();
        assertThat(sandbox.aDirectDebit().from(payer).made().at("/mandate/id")).isEqualTo(mandate);
        String alone = sandbox.aCounterparty().named("Alone").accountId();
        sandbox.aMandate().of(alone).with("creditorReference", WRONG_CREDITOR).id();
        sandbox.aDirectDebit()
                .from(alone)
                .send()
                .assertRefused("creditor_identifier_invalid", "mandateId");
    }

    @Test
    void create_refusesWithTheField_inTheFormOfTheGuide() {
        String other = sandbox.aCounterparty().named("Other").accountId();
        String b2b =
                sandbox.aMandate()
                        .of(sandbox.aCounterparty().company().accountId())
                        .with("scheme", "SDD_B2B")
                        .id();
        var refused =
                Table.of(
                        """
                        'amount': {'currency': 'SEK', 'value': 1}            | currency_not_allowed        | amount.currency
                        'amount': {'currency': 'EUR', 'value': 100000000000} | amount_too_large            | amount.value
                        'source': {'type': 'ACCOUNT', 'id': '{unknown}'}     | account_not_found           | source.id
                        'source': {'type': 'ACCOUNT', 'id': '{payer}'}       | account_not_found           | source.id
                        'source': {'type': 'ACCOUNT', 'id': '{bankgiro}'}    | account_not_allowed         | source.id
                        'date': '{yesterday}'                                | date_in_past                | date
                        'date': '{farAhead}'                                 | date_too_far                | date
                        'mandateId': '{unknown}'                             | mandate_not_found           | mandateId
                        'mandateId': 'external:none'                         | mandate_not_found           | mandateId
                        'mandateId': '{payer}'                               | mandate_not_found           | mandateId
                        'mandateId': '{b2b}'                                 | mandate_other_scheme        | mandateId
                        'mandateId': '{cancelled}'                           | mandate_not_usable          | mandateId
                        'mandateId': '{wrongCreditor}'                       | creditor_identifier_invalid | mandateId
                        """,
                        "unknown",
                        UUID.randomUUID(),
                        "payer",
                        payer,
                        "bankgiro",
                        sandbox.bankgiroAccount(),
                        "yesterday",
                        today.minusDays(1),
                        "farAhead",
                        today.plusDays(61),
                        "b2b",
                        b2b,
                        "cancelled",
                        cancelledMandate(other),
                        "wrongCreditor",
                        sandbox.aMandate()
                                .of(other)
                                .with("creditorReference", WRONG_CREDITOR)
                                .id());
        for (var one : refused) {
            sandbox.aDirectDebit().under(mandate).with(one[0]).send().assertRefused(one[1], one[2]);
        }
        assertThat(developer.get(DIRECT_DEBITS).items()).isEmpty();
        sandbox.aDirectDebit().under(mandate).of("EUR", 99_999_999_999L).made();
        sandbox.aDirectDebit().under(mandate).on(today.plusDays(60)).made();
        sandbox.aDirectDebit().under(mandate).on(today).made();
    }

    private String cancelledMandate(String externalAccount) {
        String id = sandbox.aMandate().of(externalAccount).id();
        developer.post("/payments/v2/mandates/" + id + ":cancel", "").accepted();
        return id;
    }

    @Test
    void create_refusesWithTheField_inTheFormOfTheReferencePage() {
        String other = sandbox.aCounterparty().named("Other").accountId();
        String alone = sandbox.aCounterparty().named("Alone").accountId();
        cancelledMandate(alone);
        String signedToday = sandbox.aMandate().of(payer).id();
        var refused =
                Table.of(
                        """
                        'destination': {'type': 'ACCOUNT', 'id': '{unknown}'}                        | account_not_found          | destination.id
                        'destination': {'type': 'ACCOUNT', 'id': '{bankgiro}'}                       | account_not_allowed        | destination.id
                        'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '{unknown}'}                    | external_account_not_found | source.id
                        'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '{own}'}                        | external_account_not_found | source.id
                        'source': {'type': 'EXTERNAL_ACCOUNT', 'id': 'external:none'}                | external_account_not_found | source.id
                        'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '{alone}'}                      | mandate_not_found          | mandateId
                        'scheme': 'SDD_B2B'                                                          | mandate_not_found          | mandateId
                                                                                                     | mandate_ambiguous          | mandateId
                        'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '{other}'}, 'mandateId': '{mandate}' | mandate_other_account | mandateId
                        """,
                        "unknown",
                        UUID.randomUUID(),
                        "bankgiro",
                        sandbox.bankgiroAccount(),
                        "own",
                        sandbox.account(),
                        "alone",
                        alone,
                        "other",
                        other,
                        "mandate",
                        mandate);
        for (var one : refused) {
            sandbox.aDirectDebit().from(payer).with(one[0]).send().assertRefused(one[1], one[2]);
        }
        assertThat(sandbox.aDirectDebit().from(payer).send().at("/details/0/error"))
                .contains(mandate, signedToday);
        assertThat(developer.get(DIRECT_DEBITS).items()).isEmpty();
    }

    @Test
    void create_refusesADeletedPayer() {
        developer.post("/payments/v2/mandates/" + mandate + ":cancel", "").accepted();
        assertThat(developer.delete("/payments/v2/external-accounts/" + payer).status())
                .isEqualTo(204);
        sandbox.aDirectDebit()
                .from(payer)
                .send()
                .assertRefused("external_account_deleted", "source.id");
        sandbox.aDirectDebit()
                .under(mandate)
                .send()
                .assertRefused("external_account_deleted", "mandateId");
    }

    @Test
    void create_refusesAnotherAccountThanTheMandates_alsoByExternalId() {
        developer
                .post(
                        "/payments/v2/counterparties",
                        Jsons.json(
                                """
                                {'legalName': 'X', 'accounts': [{'market': 'DE', 'externalId': 'x-account', 'identifiers':
                                    [{'type': 'IBAN', 'number': '%s'}]}]}
                                """
                                        .formatted(CounterpartyBuilder.IBAN)))
                .created();
        sandbox.aDirectDebit()
                .from("external:x-account")
                .under(mandate)
                .send()
                .assertRefused("mandate_other_account", "mandateId");
    }

    @Test
    void create_keepsAutogiroToItsDestination() {
        String swedish =
                sandbox.aCounterparty()
                        .named("Svea")
                        .withIban("SE4550000000058398257466")
                        .accountId();
        String bankgiro = sandbox.bankgiroAccount();
        String autogiro =
                sandbox.aMandate()
                        .of(swedish)
                        .with("'scheme': 'AUTOGIRO', 'mandateReference': '471', 'active': true")
                        .with("destinationAccountId", bankgiro)
                        .id();
        String sek = "'scheme': 'AUTOGIRO', 'amount': {'currency': 'SEK', 'value': 100}";
        sandbox.aDirectDebit().under(autogiro).with(sek).into(bankgiro).made();
        var other =
                AccountFixtures.aBankgiroAccount(TestKontor.shared(), sandbox.organization()).id();
        sandbox.aDirectDebit()
                .under(autogiro)
                .with(sek)
                .into(other.toString())
                .send()
                .assertRefused("mandate_other_destination", "mandateId");
        sandbox.aDirectDebit()
                .under(autogiro)
                .with(sek)
                .into(sandbox.account())
                .send()
                .assertRefused("account_not_allowed", "source.id");
        sandbox.aDirectDebit()
                .under(mandate)
                .with(sek)
                .into(bankgiro)
                .send()
                .assertRefused("mandate_other_scheme", "mandateId");
    }

    @Test
    void date_isMovedToABankDay() {
        LocalDate sunday = today.plusDays(7).with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
        var debit = sandbox.aDirectDebit().under(mandate).on(sunday).made();
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
        String once = sandbox.aMandate().of(payer).with("'recurrence': 'ONE_OFF'").id();
        assertThat(together(6, _ -> sandbox.aDirectDebit().under(once).send()))
                .extracting(Reply::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 400);
        sandbox.aDirectDebit().under(once).send().assertRefused("mandate_used_up", "mandateId");
    }

    @Test
    void lapsedMandate_isRefused() {
        String old =
                sandbox.aMandate()
                        .of(payer)
                        .with("signatureDate", today.minusMonths(36).plusDays(3))
                        .id();
        sandbox.aDirectDebit().under(old).send().assertRefused("mandate_lapsed", "mandateId");
        sandbox.aDirectDebit().under(old).on(today.plusDays(2)).made();
    }

    @Test
    void refusedAccount_blocksItsMandate() {
        for (String[] one :
                new String[][] {
                    {"DE23999100000000001010", "AC01"}, {"DE86999100000000001040", "AC04"}
                }) {
            String blocked =
                    sandbox.aMandate()
                            .of(
                                    sandbox.aCounterparty()
                                            .named("Blocked")
                                            .withIban(one[0])
                                            .accountId())
                            .id();
            var debit = sandbox.aDirectDebit().under(blocked).approved();
            sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
            assertThat(directDebits.get(debit).at("/status")).isEqualTo("FAILED");
            assertThat(directDebits.get(debit).at("/statusReason/code")).isEqualTo(one[1]);
            var refused =
                    sandbox.aDirectDebit().under(blocked).on(sandbox.today().plusDays(5)).send();
            refused.assertRefused("mandate_blocked", "mandateId");
            assertThat(refused.at("/details/0/error")).contains(one[1]);
        }
    }

    @Test
    void externalId_isTakenOnceByTwins() {
        assertThat(
                        together(
                                6,
                                _ ->
                                        sandbox.aDirectDebit()
                                                .under(mandate)
                                                .with("'externalId': 'same'")
                                                .send()))
                .extracting(Reply::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 400);
        sandbox.aDirectDebit()
                .under(mandate)
                .with("'externalId': 'same'")
                .send()
                .assertRefused("external_id_taken", "externalId");
    }

    @Test
    void list_filtersAndPagesByDateThenId() {
        LocalDate second = sandbox.today().plusDays(9);
        String a = sandbox.aDirectDebit().under(mandate).on(today.plusDays(3)).made().at("/id");
        var b = sandbox.aDirectDebit().under(mandate).on(second).made();
        String c = sandbox.aDirectDebit().under(mandate).on(second).made().at("/id");
        directDebits.approve(owner, b).accepted();
        String id = b.at("/id");
        assertThat(developer.get(DIRECT_DEBITS).values("id")).containsExactly(c, id, a);
        assertThat(developer.get(DIRECT_DEBITS + "?status=approved").values("id"))
                .containsExactly(id);
        assertThat(developer.get(DIRECT_DEBITS + "?scheme=SDD_CORE&status=").values("id"))
                .containsExactly(c, id, a);
        assertThat(developer.get(DIRECT_DEBITS + "?scheme=SDD_B2B").values("id")).isEmpty();
        assertThat(developer.get(DIRECT_DEBITS + "?accountId=" + sandbox.account()).values("id"))
                .hasSize(3);
        assertThat(developer.get(DIRECT_DEBITS + "?accountId=" + UUID.randomUUID()).values("id"))
                .isEmpty();
        assertThat(developer.get(DIRECT_DEBITS + "?date=" + second).values("id"))
                .containsExactly(c, id);
        assertThat(developer.get(DIRECT_DEBITS + "?date%5Bgte%5D=" + second).values("id"))
                .containsExactly(c, id);
        assertThat(
                        developer
                                .get(DIRECT_DEBITS + "?date%5Blte%5D=" + today.plusDays(8))
                                .values("id"))
                .containsExactly(a);
        assertThat(developer.get(DIRECT_DEBITS + "?date=soon").status()).isEqualTo(400);
        assertThat(developer.get(DIRECT_DEBITS + "?status=DONE").status()).isEqualTo(400);

        Reply page = developer.get(DIRECT_DEBITS + "?limit=1");
        sandbox.aDirectDebit().under(mandate).on(today.plusDays(20)).made();
        Reply next = developer.get(DIRECT_DEBITS + "?limit=1&token=" + page.at("/nextToken"));
        Reply last = developer.get(DIRECT_DEBITS + "?limit=1&token=" + next.at("/nextToken"));
        assertThat(List.of(page.at("/items/0/id"), next.at("/items/0/id"), last.at("/items/0/id")))
                .containsExactly(c, id, a);
        assertThat(last.at("/nextToken")).isEmpty();
    }

    @Test
    void approve_needsTheRoleOfTheStep() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        Reply refused = directDebits.approve(developer, debit);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("required approver roles didn't match user role");
        Reply approved = directDebits.approve(owner, debit).accepted();
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/version")).isEqualTo("2");
        assertThat(approved.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/approvalSteps/0/approver/id")).isNotEmpty();
        assertThat(directDebits.events(debit)).containsExactly("CREATED", "FULLY_APPROVED");
        assertThat(directDebits.get(debit).json()).isEqualTo(approved.json());
    }

    @Test
    void approve_isNotForTheCreator() {
        var debit =
                owner.post(
                                DIRECT_DEBITS,
                                Jsons.json(
                                        """
                                        {'amount': {'currency': 'EUR', 'value': 1}, 'date': '%s', 'scheme': 'SDD_CORE', 'reference': 'r',
                                         'source': {'type': 'ACCOUNT', 'id': '%s'}, 'mandateId': '%s'}
                                        """
                                                .formatted(
                                                        today.plusDays(5),
                                                        sandbox.account(),
                                                        mandate)))
                        .created();
        Reply refused = directDebits.approve(owner, debit);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).isEqualTo("the creator of a payment may not approve it");
        assertThat(directDebits.reject(owner, debit, "").status()).isEqualTo(202);
    }

    @Test
    void approve_refusesUnknownDecidedAndStale() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        String path = DIRECT_DEBITS + "/" + debit.at("/id") + ":approve";
        owner.post(path, Jsons.json("{'approvalStepId': '" + UUID.randomUUID() + "'}"))
                .assertRefused("approval_step_not_pending", "approvalStepId");
        // An unknown step is told before the role.
        developer
                .post(path, Jsons.json("{'approvalStepId': 'x'}"))
                .assertRefused("approval_step_not_pending", "approvalStepId");
        owner.post(path, "{}").assertRefused("required", "approvalStepId");
        assertThat(directDebits.approve(owner, debit, "If-Match", "version:2").status())
                .isEqualTo(412);
        directDebits.approve(owner, debit, "If-Match", "version:1").accepted();
        assertThat(directDebits.approve(owner, debit).status()).isEqualTo(400);
        assertThat(
                        owner.post(
                                        DIRECT_DEBITS + "/" + UUID.randomUUID() + ":approve",
                                        Jsons.json("{'approvalStepId': 'x'}"))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void approve_happensOnceForTwins() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        assertThat(together(8, _ -> directDebits.approve(owner, debit)))
                .extracting(Reply::status)
                .containsOnlyOnce(202)
                .containsOnly(202, 400);
        assertThat(directDebits.get(debit).at("/version")).isEqualTo("2");
    }

    @Test
    void approveAndReject_ofManyTogetherAreEachTheirOwn() {
        var debits =
                IntStream.range(0, 12)
                        .mapToObj(_ -> sandbox.aDirectDebit().under(mandate).made())
                        .toList();
        var replies =
                together(
                        24,
                        i ->
                                i % 2 == 0
                                        ? directDebits.approve(owner, debits.get(i / 2))
                                        : directDebits.reject(
                                                owner, debits.get(i / 2), "{'reason': 'no'}"));
        assertThat(replies).extracting(Reply::status).isSubsetOf(202, 400);
        for (Reply debit : debits) {
            var events = directDebits.events(debit);
            // Rejected after its approval, or rejected and not approved any more.
            assertThat(directDebits.get(debit).at("/status")).isEqualTo("REJECTED");
            assertThat(events)
                    .isIn(
                            List.of("CREATED", "REJECTED"),
                            List.of("CREATED", "FULLY_APPROVED", "REJECTED"));
            assertThat(directDebits.get(debit).at("/version"))
                    .isEqualTo(String.valueOf(events.size()));
        }
    }

    @Test
    void door_takesTheSamePaymentTwiceInOneList() {
        var room = new Room();
        var first = sandbox.aDirectDebit().under(mandate).made();
        var second = sandbox.aDirectDebit().under(mandate).made();
        var statuses =
                TestKontor.shared()
                        .database()
                        .write(
                                sandbox.organization(),
                                tx -> {
                                    var rejected =
                                            room.directDebits
                                                    .decisions()
                                                    .reject
                                                    .apply(
                                                            tx,
                                                            List.of(
                                                                    rejection(tx, first.at("/id")),
                                                                    rejection(
                                                                            tx,
                                                                            Ids.next().toString()),
                                                                    rejection(tx, first.at("/id")),
                                                                    rejection(
                                                                            tx, second.at("/id"))));
                                    return rejected.stream()
                                            .map(outcome -> outcome instanceof Outcome.Done)
                                            .toList();
                                });
        assertThat(statuses).containsExactly(true, false, false, true);
        for (Reply debit : List.of(first, second)) {
            assertThat(directDebits.get(debit).at("/version")).isEqualTo("2");
            assertThat(directDebits.events(debit)).containsExactly("CREATED", "REJECTED");
        }
    }

    private static Request<Decisions.Reject> rejection(Tx tx, String payment) {
        var rejection = new Decisions.Reject(Optional.of("no"));
        return Room.asked(tx, UUID.fromString(payment), rejection);
    }

    @Test
    void door_decidesEachStepOfAPaymentInOneList() {
        var room = new Room();
        var debit = sandbox.aDirectDebit().under(mandate).made();
        addSecondStep(debit);
        var outcomes =
                TestKontor.shared()
                        .database()
                        .write(
                                sandbox.organization(),
                                tx -> {
                                    var id = UUID.fromString(debit.at("/id"));
                                    var steps = room.directDebits.payments().steps(tx, id);
                                    var requests =
                                            steps.stream()
                                                    .map(step -> step.id().toString())
                                                    .map(Decisions.Approve::new)
                                                    .map(input -> Room.asked(tx, id, input))
                                                    .toList();
                                    return room.directDebits
                                            .decisions()
                                            .approve
                                            .apply(tx, requests);
                                });
        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Done);
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("APPROVED");
        assertThat(directDebits.get(debit).at("/version")).isEqualTo("3");
        assertThat(directDebits.events(debit))
                .containsExactly("CREATED", "APPROVED", "FULLY_APPROVED");
    }

    /** As a chain of two would have made it. */
    private void addSecondStep(Reply debit) {
        sandbox.execute(
                """
                INSERT INTO approval_steps (organization_id, payment_id, payment_type, number, id, chain_id,
                    required_role_ids, allow_creator, status, auto_approved)
                SELECT organization_id, payment_id, payment_type, 2, :id, chain_id, required_role_ids, allow_creator,
                    status, auto_approved
                FROM approval_steps WHERE organization_id = :org AND payment_id = :payment
                """,
                "id",
                UUID.randomUUID(),
                "payment",
                UUID.fromString(debit.at("/id")));
    }

    @Test
    void approve_takesTheStepsOfAChainInOrder_eachByAnother() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        addSecondStep(debit);
        String path = DIRECT_DEBITS + "/" + debit.at("/id") + ":approve";
        String second =
                Jsons.json(
                        "{'approvalStepId': '"
                                + directDebits.get(debit).at("/approvalSteps/1/id")
                                + "'}");
        owner.post(path, second).assertRefused("earlier_step_pending", "approvalStepId");
        var half = directDebits.approve(owner, debit).accepted();
        assertThat(half.at("/status")).isEqualTo("CREATED");
        Reply refused = owner.post(path, second);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message"))
                .isEqualTo("one person may approve only one step of a chain");
        var rejected = directDebits.reject(developer, debit, "").accepted();
        assertThat(rejected.at("/approvalSteps/0/status")).isEqualTo("APPROVED");
        assertThat(rejected.at("/approvalSteps/1/status")).isEqualTo("REJECTED");
    }

    @Test
    void reject_tellsTheReason() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        assertThat(
                        directDebits
                                .reject(developer, debit, "{'reason': '" + "x".repeat(256) + "'}")
                                .status())
                .isEqualTo(400);
        Reply rejected =
                directDebits
                        .reject(
                                developer,
                                debit,
                                "{'reason': 'wrong amount'}",
                                "If-Match",
                                "version:1")
                        .accepted();
        assertThat(rejected.at("/status")).isEqualTo("REJECTED");
        assertThat(rejected.at("/statusReason/description")).isEqualTo("wrong amount");
        assertThat(rejected.at("/approvalSteps/0/status")).isEqualTo("REJECTED");
        Reply events = developer.get(DIRECT_DEBITS + "/" + debit.at("/id") + "/events");
        assertThat(events.at("/items/1/message")).isEqualTo("wrong amount");
        directDebits.approve(owner, debit).assertRefused("payment_not_open", "status");
        directDebits.reject(owner, debit, "").assertRefused("payment_not_open", "status");
    }

    @Test
    void reject_isPossibleUntilTheFileIsBuilt() {
        var debit = sandbox.aDirectDebit().under(mandate).approved();
        assertThat(directDebits.reject(developer, debit, "").accepted().at("/statusReason/code"))
                .isEqualTo("REJECTED");
        var sent = sandbox.aDirectDebit().under(mandate).approved();
        sandbox.advanceTo(LocalDate.parse(sent.at("/effectiveDate")));
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("REJECTED");
        directDebits.reject(owner, sent, "").assertRefused("payment_not_open", "status");
    }

    @Test
    void approvedLate_isCollectedLater() {
        var debit = sandbox.aDirectDebit().under(mandate).made();
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")).plusDays(2));
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("CREATED");
        var approved = directDebits.approve(owner, debit).accepted();
        assertThat(approved.at("/date")).isEqualTo(debit.at("/date"));
        LocalDate moved = LocalDate.parse(approved.at("/effectiveDate"));
        assertThat(moved).isAfter(sandbox.today());
        sandbox.advanceTo(moved);
        assertThat(directDebits.get(debit).at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void directDebit_ofAnotherOrganizationIsUnknown() {
        var debit = sandbox.aDirectDebit().under(mandate).with("'externalId': 'd-1'").made();
        var stranger =
                TestKontor.shared().client(TestKontor.shared().organization(), Permissions.ALL);
        assertThat(stranger.get(DIRECT_DEBITS + "/" + debit.at("/id")).status()).isEqualTo(404);
        assertThat(stranger.get(DIRECT_DEBITS + "/external:d-1").status()).isEqualTo(404);
        assertThat(directDebits.approve(stranger, debit).status()).isEqualTo(404);
        assertThat(directDebits.reject(stranger, debit, "").status()).isEqualTo(404);
    }

    @Test
    void create_refusesAPayerOutsideTheEeaWithoutAddress() {
        var swiss = sandbox.aCounterparty().withIban("CH9300762011623852957");
        String without = swiss.accountId();
        String with = swiss.in("Bern", "CH").accountId();
        sandbox.aDirectDebit()
                .under(sandbox.aMandate().of(without).id())
                .send()
                .assertRefused("payer_address_missing", "source.id");
        sandbox.aDirectDebit().under(sandbox.aMandate().of(with).id()).made();
    }

    @Test
    void reject_freesTheOneCollectionOfAOneOffMandate() {
        String once = sandbox.aMandate().of(payer).with("'recurrence': 'ONE_OFF'").id();
        var first = sandbox.aDirectDebit().under(once).made();
        sandbox.aDirectDebit().under(once).send().assertRefused("mandate_used_up", "mandateId");
        directDebits.reject(owner, first, "").accepted();
        sandbox.aDirectDebit().under(once).made();
    }
}

package kontor.paymentlimits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kontor.Await;
import kontor.Client;
import kontor.CreditTransferBuilder;
import kontor.Jsons;
import kontor.Member;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of roles and users: what passes them is refused with the figures. */
class PaymentLimitsTest {

    private static final String MAKES =
            """
            {'action': 'CREATE', 'paymentType': 'CREDIT_TRANSFER',
             'largest': {'currency': 'EUR', 'stringValue': '50.00'},
             'perDay': {'currency': 'EUR', 'stringValue': '100.00'}}
            """;
    private static final String APPROVES = MAKES.replace("CREATE", "APPROVE");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    private Member clerk(String limits) {
        return sandbox.aRole(Permissions.DEVELOPER)
                .with("'paymentLimits': [" + limits + "]")
                .member();
    }

    private CreditTransferBuilder by(Member member, long minor) {
        return sandbox.aCreditTransfer().by(member.client()).of("EUR", minor);
    }

    @ParameterizedTest
    @CsvSource({
        "5000, 0, 201, ''",
        "5001, 0, 400, largest_payment",
        "5000, 5000, 201, ''",
        "1, 9999, 201, ''",
        "1, 10000, 400, daily_limit",
    })
    void create_isHeldToTheLimitsOfTheRole(long minor, long before, int status, String code) {
        var clerk = clerk(MAKES);
        for (long left = before; left > 0; left -= 5000) {
            by(clerk, Math.min(left, 5000)).made();
        }
        var reply = by(clerk, minor).send();
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.at("/details/0/code")).isEqualTo(code);
        if (code.equals("daily_limit")) {
            assertThat(reply.body())
                    .contains("limit 100.00 EUR a day, used today 100.00 EUR, this one 0.01 EUR");
        }
    }

    @Test
    void anotherCurrency_isNoWayAround() {
        by(clerk(MAKES.replace("EUR", "SEK")), 1)
                .send()
                .assertRefused("currency_not_limited", "amount.currency");
    }

    @Test
    void aBatch_countsAsItsSum() {
        var clerk = clerk(MAKES);
        var beyond = batch(clerk, 4000, 4000, 2001);
        assertThat(beyond.at("/errors/0/message")).contains("this one 100.01 EUR");
        assertThat(beyond.at("/results/succeeded")).as(beyond.body()).isIn("0", "");
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).items()).isEmpty();
        batch(clerk, 4000, 4000, 1999);
        assertThat(sandbox.developer().get(PaymentClient.CREDIT_TRANSFERS).items()).hasSize(3);
        by(clerk, 2).send().assertRefused("daily_limit", "amount.value");
        by(clerk, 1).made();
    }

    private Reply batch(Member member, long... amounts) {
        var records =
                LongStream.of(amounts)
                        .mapToObj(minor -> by(member, minor).json())
                        .collect(Collectors.joining(","));
        String path = "/payments/v2beta/credit-transfer-batches";
        var made =
                member.client()
                        .post(
                                path,
                                Jsons.json("{'treatment': 'INDIVIDUAL_PAYMENTS', 'payments': [")
                                        + records
                                        + "]}")
                        .created();
        String one = path + "/" + made.at("/id");
        Await.until(() -> member.client().get(one).at("/status").equals("COMPLETED"));
        return member.client().get(one);
    }

    @Test
    void theListOfAUser_bindsBesideThatOfItsRole() {
        var clerk = clerk(MAKES);
        limit(clerk, MAKES.replace("50.00", "20.00"), 200);
        by(clerk, 2001).send().assertRefused("largest_payment", "amount.value");
        by(clerk, 2000).made();
        var mine = clerk.client().get("/iam/v2beta/my-payment-limits").ok();
        assertThat(mine.values("usedToday")).hasSize(2);
        assertThat(mine.at("/items/0/largest/stringValue")).isEqualTo("20.00");
        assertThat(mine.at("/items/1/usedToday/stringValue")).isEqualTo("20.00");
        assertThat(mine.at("/items/1/leftToday/stringValue")).isEqualTo("80.00");
    }

    private Reply limit(Member member, String limits, int status) {
        return limit(sandbox.owner(), member, limits, status);
    }

    private Reply limit(Client by, Member member, String limits, int status) {
        String path = "/iam/v2beta/users/" + member.userId();
        var reply =
                by.patch(
                        path,
                        Jsons.json(
                                "[{'op': 'add', 'path': '/paymentLimits', 'value': [%s]}]"
                                        .formatted(limits)),
                        "If-Match",
                        sandbox.owner().get(path).at("/etag"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }

    @Test
    void whatCameBeforeTheLimits_countsToo_andNothingGivesItBack() {
        var clerk = sandbox.aRole(Permissions.DEVELOPER).member();
        var first = by(clerk, 6000).made();
        sandbox.creditTransfers().reject(sandbox.owner(), first, "{}").accepted();
        limit(clerk, MAKES, 200);
        by(clerk, 4001).send().assertRefused("daily_limit", "amount.value");
        by(clerk, 4000).made();
        sandbox.advanceTo(sandbox.today().plusDays(3));
        by(clerk, 1).send().assertRefused("daily_limit", "amount.value");
    }

    @Test
    void twoNodes_doNotPassTheLimitTogether() {
        var clerk = clerk(MAKES);
        try (var node = TestKontor.shared().anotherNode();
                var threads = Executors.newFixedThreadPool(8)) {
            var clients = List.of(clerk.client(), node.as(clerk.client()));
            var sent =
                    IntStream.range(0, 8)
                            .mapToObj(i -> by(clerk, 4000).by(clients.get(i % 2)))
                            .peek(CreditTransferBuilder::json)
                            .map(one -> threads.submit(() -> one.send().status()))
                            .toList();
            assertThat(sent.stream().map(PaymentLimitsTest::answered).sorted())
                    .containsExactly(201, 201, 400, 400, 400, 400, 400, 400);
        }
    }

    private static int answered(Future<Integer> status) {
        try {
            return status.get();
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Client program(Member like, String userId) {
        String body = "{'kind': 'PROGRAMMATIC', 'name': 'Job', 'roleId': '%s'%s}";
        String actsFor = ", 'actsFor': {'userId': '%s'}".formatted(userId);
        var made =
                sandbox.owner()
                        .post(
                                "/iam/v2beta/users",
                                Jsons.json(body.formatted(like.roleId(), actsFor)))
                        .created();
        return TestKontor.shared().keyHolder(made.at("/accessKey"), made.at("/secret"));
    }

    @Test
    void allProgramsOfOneSystem_countTogether() {
        var clerk = clerk(MAKES);
        by(clerk, 5000).made();
        var other = program(clerk, clerk.userId());
        by(clerk, 5000).by(other).made();
        by(clerk, 1).by(other).send().assertRefused("daily_limit", "amount.value");
        by(clerk, 1).send().assertRefused("daily_limit", "amount.value");
    }

    @Test
    void aProgram_isBoundByTheLimitsOfItsPerson() {
        String email = "bo+" + Ids.next() + "@example.com";
        var body = "{'kind': 'PERSON', 'email': '%s', 'name': 'Bo', 'roleId': '%s'}";
        sandbox.owner()
                .post("/iam/v2beta/users", Jsons.json(body.formatted(email, clerk(MAKES).roleId())))
                .created();
        var person =
                TestKontor.shared()
                        .stranger()
                        .post(
                                "/iam/v2beta/invitations:accept",
                                Jsons.json(
                                        "{'token': '%s', 'password': 'vier grüne Stühle'}"
                                                .formatted(
                                                        TestKontor.shared()
                                                                .invitation(
                                                                        sandbox.organization(),
                                                                        email))))
                        .ok();
        var unlimited = sandbox.aRole(Permissions.DEVELOPER).member();
        var program = program(unlimited, person.at("/id"));
        by(unlimited, 5001).by(program).send().assertRefused("largest_payment", "amount.value");
        by(unlimited, 5000).by(program).made();
        by(unlimited, 5000).by(program(unlimited, person.at("/id"))).made();
        by(unlimited, 1).by(program).send().assertRefused("daily_limit", "amount.value");
        by(unlimited, 5001).made();
    }

    /** Somebody who may change roles and users, and may pay a little. */
    private Member admin() {
        return sandbox.aRole(Permissions.ALL).with("'paymentLimits': [" + MAKES + "]").member();
    }

    @Test
    void nobodyGivesOthersMoreThanTheirOwnLimits() {
        var admin = admin();
        var larger = MAKES.replace("50.00", "50.01");
        role(admin, "'paymentLimits': []", 403);
        role(admin, "'paymentLimits': [" + larger + "]", 403);
        role(admin, "'paymentLimits': [" + MAKES + ", " + MAKES.replace("EUR", "SEK") + "]", 403);
        role(admin, "'paymentLimits': [" + MAKES.replace("50.00", "49.00") + "]", 201);
        role(admin, "'permissions': ['accounts:read']", 201);
        limit(sandbox.owner(), admin, MAKES.replace("50.00", "10.00"), 200);
        limit(admin.client(), admin, MAKES, 403);
        limit(admin.client(), admin, "", 403);
        limit(admin.client(), admin, MAKES.replace("50.00", "9.00"), 200);
        var unlimited = sandbox.aRole(Permissions.DEVELOPER).member();
        var moved =
                admin.client()
                        .patch(
                                "/iam/v2beta/users/" + admin.userId(),
                                Jsons.json(
                                        "[{'op': 'replace', 'path': '/roleId', 'value': '%s'}]"
                                                .formatted(unlimited.roleId())));
        assertThat(moved.refusal()).isEqualTo("payment_limit_not_held");
    }

    private void role(Member by, String members, int status) {
        var reply = sandbox.aRole("credit_transfers:create").by(by.client()).with(members).send();
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, action",
        "{'action': 'CREATE'}, paymentType",
        "{'action': 'CREATE'; 'paymentType': 'CREDIT_TRANSFER'}, ''",
        "{'action': 'PAY'; 'paymentType': 'CREDIT_TRANSFER'}, action",
    })
    void aLimitOfAnotherShape_isAFault(String limit, String field) {
        var reply =
                sandbox.aRole(Permissions.DEVELOPER)
                        .with("'paymentLimits': [" + limit.replace(';', ',') + "]")
                        .send();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/details/0/field"))
                .isEqualTo("paymentLimits.0" + (field.isEmpty() ? "" : "." + field));
    }

    @Test
    void approvals_areHeldToTheLimitsOfWhoApproves() {
        var approver = clerk(APPROVES);
        sandbox.anApprovalChain().step(approver.roleId()).made();
        var transfers = sandbox.creditTransfers();
        var large = by(new Member(sandbox.developer(), "", ""), 5001).made();
        transfers
                .approve(approver.client(), large)
                .assertRefused("largest_payment", "amount.value");
        for (int i = 0; i < 2; i++) {
            var payment = by(new Member(sandbox.developer(), "", ""), 5000).made();
            transfers.approve(approver.client(), payment).accepted();
        }
        var last = by(new Member(sandbox.developer(), "", ""), 1).made();
        transfers.approve(approver.client(), last).assertRefused("daily_limit", "amount.value");
        assertThat(transfers.get(last).at("/status")).isEqualTo("CREATED");
    }
}

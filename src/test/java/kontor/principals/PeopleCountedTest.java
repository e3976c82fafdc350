package kontor.principals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Client;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People are counted, not users and keys: whoever holds several of them is still one. */
class PeopleCountedTest {

    private static final String USERS = "/iam/v2beta/users";
    private static final String WAITING = "/payments/v2beta/approvals?limit=500";
    private static final String PASSWORD = "vier grüne Stühle";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final PaymentClient transfers = sandbox.creditTransfers();
    private final Member alice = sandbox.member(Permissions.ALL);

    private Reply program(Client by, String roleId, String more) {
        String body = "{'kind': 'PROGRAMMATIC', 'name': 'Job', 'roleId': '%s'%s}";
        return by.post(USERS, Jsons.json(body.formatted(roleId, more)));
    }

    private Client made(Client by, String more) {
        return holder(program(by, alice.roleId(), more).created());
    }

    private Client holder(Reply made) {
        return kontor.keyHolder(made.at("/accessKey"), made.at("/secret"));
    }

    private static String actsFor(String member, String value) {
        return ", 'actsFor': {'%s': '%s'}".formatted(member, value);
    }

    private Client rotatedBy(Client by, Member program) {
        var again = by.post(USERS + "/" + program.userId() + ":rotate-secret", "").ok();
        return holder(again);
    }

    /** A payment that needs two of the role. */
    private Reply payment(Client creator) {
        sandbox.anApprovalChain().step(alice.roleId()).step(alice.roleId()).made();
        return sandbox.aCreditTransfer().by(creator).made();
    }

    private Reply approve(Client by, Reply payment, int step) {
        return by.post(
                PaymentClient.CREDIT_TRANSFERS + "/" + payment.at("/id") + ":approve",
                Jsons.json(
                        "{'approvalStepId': '%s'}"
                                .formatted(payment.at("/approvalSteps/" + step + "/id"))));
    }

    private String told(Client who, Reply payment) {
        var items = who.get(WAITING).ok().json().at("/items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(one -> one.path("paymentId").asText().equals(payment.at("/id")))
                .findFirst()
                .orElseThrow()
                .at("/whyNot/code")
                .asText();
    }

    private record Way(Function<PeopleCountedTest, Client> client) {}

    private static Arguments way(String name, Function<PeopleCountedTest, Client> client) {
        return Arguments.argumentSet(name, new Way(client));
    }

    static Stream<Arguments> aliceAgain() {
        return Stream.of(
                way("herself", test -> test.alice.client()),
                way("a program that she made", test -> test.made(test.alice.client(), "")),
                way(
                        "a program of her program",
                        test -> test.made(test.made(test.alice.client(), ""), "")),
                way(
                        "a program that acts for her",
                        test ->
                                test.made(
                                        test.sandbox.owner(),
                                        actsFor("userId", test.alice.userId()))),
                way(
                        "a program whose secret she changed",
                        test ->
                                test.rotatedBy(
                                        test.alice.client(),
                                        test.sandbox.memberIn(test.alice.roleId()))),
                way(
                        "a program that the former made",
                        test ->
                                test.made(
                                        test.rotatedBy(
                                                test.alice.client(),
                                                test.sandbox.memberIn(test.alice.roleId())),
                                        "")));
    }

    @ParameterizedTest
    @MethodSource
    void aliceAgain(Way again) {
        var she = again.client.apply(this);
        var payment = payment(alice.client());
        assertThat(told(she, payment)).isEqualTo("creator_may_not_approve");
        assertThat(approve(she, payment, 0).at("/type")).endsWith("#creator_may_not_approve");
        var other = payment(sandbox.owner());
        approve(alice.client(), other, 0).accepted();
        assertThat(told(she, other)).isEqualTo("one_step_per_chain");
        assertThat(approve(she, other, 1).at("/type")).endsWith("#one_step_per_chain");
        assertThat(transfers.get(payment).body()).isEqualTo(payment.body());
        assertThat(transfers.get(other).at("/status")).isEqualTo("CREATED");
    }

    @Test
    void othersMayApprove_andTheMakerStaysBehindWhatIsStated() {
        var payroll = made(alice.client(), actsFor("system", "Payroll"));
        var ledger = made(alice.client(), actsFor("system", "Ledger"));
        var payment = payment(payroll);
        assertThat(told(made(sandbox.owner(), actsFor("system", " pAYROLL ")), payment))
                .isEqualTo("creator_may_not_approve");
        assertThat(told(ledger, payment)).isEmpty();
        approve(ledger, payment, 0).accepted();
        assertThat(approve(alice.client(), payment, 1).accepted().at("/status"))
                .isEqualTo("APPROVED");
    }

    private String invited(String email) {
        var body = "{'kind': 'PERSON', 'email': '%s', 'name': 'Bo', 'roleId': '%s'}";
        sandbox.owner().post(USERS, Jsons.json(body.formatted(email, alice.roleId()))).created();
        return kontor.invitation(sandbox.organization(), email);
    }

    private String accepted(String token, String password) {
        return kontor.stranger()
                .post(
                        "/iam/v2beta/invitations:accept",
                        Jsons.json("{'token': '%s', 'password': '%s'}".formatted(token, password)))
                .ok()
                .at("/id");
    }

    /** Programs that act for the users of a person tell whether it is one. */
    private void assertOne(String user, String other) {
        var payment = payment(made(sandbox.owner(), actsFor("userId", user)));
        assertThat(told(made(sandbox.owner(), actsFor("userId", other)), payment))
                .isEqualTo("creator_may_not_approve");
    }

    @Test
    void personWhoWasRevokedAndComesBack_isTheSame() {
        String email = "bo+" + Ids.next() + "@example.com";
        String before = accepted(invited(email), PASSWORD);
        assertThat(sandbox.owner().delete(USERS + "/" + before).status()).isEqualTo(204);
        String after = accepted(invited(email), PASSWORD);
        assertOne(before, after);
        assertThat(sandbox.owner().delete(USERS + "/" + after).status()).isEqualTo(204);
        String withAnotherPassword = accepted(invited(email), "sieben grüne Stühle");
        assertOne(before, withAnotherPassword);
        assertOne(withAnotherPassword, after);
    }

    @Test
    void actsFor_isStatedOnceAndShown() {
        var by = alice.client();
        var erp = program(by, alice.roleId(), actsFor("system", "ERP")).created();
        assertThat(erp.at("/actsFor/system")).isEqualTo("ERP");
        var other = program(by, alice.roleId(), actsFor("system", "erp")).created();
        assertThat(other.at("/actsFor")).isEqualTo(erp.at("/actsFor"));
        assertThat(by.get(USERS + "/" + erp.at("/id")).at("/actsFor/principalId"))
                .isEqualTo(erp.at("/actsFor/principalId"));
        String email = "bo+" + Ids.next() + "@example.com";
        invited(email);
        var invited =
                sandbox.owner().get(USERS + "?status=INVITED").json().at("/items/0/id").asText();
        for (var wrong :
                new String[][] {
                    {", 'actsFor': {}", "actsFor"},
                    {", 'actsFor': {'system': 'a', 'userId': 'b'}", "actsFor"},
                    {", 'actsFor': 'ERP'", "actsFor"},
                    {actsFor("system", "  "), "actsFor.system"},
                    {actsFor("userId", "x"), "actsFor.userId"},
                    {actsFor("person", "x"), "actsFor.person"},
                    {actsFor("userId", Ids.next().toString()), "actsFor.userId"},
                    {actsFor("userId", invited), "actsFor.userId"},
                }) {
            var refused = program(by, alice.roleId(), wrong[0]);
            assertThat(refused.status()).as(wrong[0]).isEqualTo(400);
            assertThat(refused.at("/details/0/field")).as(wrong[0]).isEqualTo(wrong[1]);
        }
    }
}

package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kontor.Client;
import kontor.Jsons;
import kontor.Member;
import kontor.PlainBrowser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An invitation is as good as the right of whoever gave it, and not for them. */
class InvitationRightsTest {

    private static final String ROLES = "/iam/v2beta/roles/";
    private static final String USERS = "/iam/v2beta/users";
    private static final String PASSWORD = "vier grüne Stühle";
    private static final Set<String> CLERK =
            Set.of("users:create", "users:read", "accounts:read", "credit_transfers:read");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Member inviter = sandbox.member(CLERK);
    private final String role =
            kontor.role(sandbox.organization(), Set.of("accounts:read")).toString();
    private final String email = "anna+" + Ids.next() + "@example.com";

    private Reply invited(Client by) {
        var body = "{'kind': 'PERSON', 'email': '%s', 'name': 'Anna', 'roleId': '%s'}";
        return by.post(USERS, Jsons.json(body.formatted(email, role))).created();
    }

    private String token() {
        return kontor.invitation(sandbox.organization(), email);
    }

    private Reply accept(String token) {
        return kontor.stranger()
                .post(
                        "/iam/v2beta/invitations:accept",
                        Jsons.json("{'token': '%s', 'password': '%s'}".formatted(token, PASSWORD)));
    }

    private void patch(String path, String operation) {
        sandbox.owner().patch(path, Jsons.json("[" + operation + "]")).ok();
    }

    private void inviterTakes(Set<String> permissions) {
        var other = kontor.role(sandbox.organization(), permissions);
        patch(
                USERS + "/" + inviter.userId(),
                "{'op': 'replace', 'path': '/roleId', 'value': '%s'}".formatted(other));
    }

    private record Loss(Consumer<InvitationRightsTest> happens) {}

    private static Arguments loss(String name, Consumer<InvitationRightsTest> happens) {
        return Arguments.argumentSet(name, new Loss(happens));
    }

    static Stream<Arguments> rightsThatAreLost() {
        return Stream.of(
                loss(
                        "the inviter is revoked",
                        test ->
                                assertThat(
                                                test.sandbox
                                                        .owner()
                                                        .delete(USERS + "/" + test.inviter.userId())
                                                        .status())
                                        .isEqualTo(204)),
                loss(
                        "the inviter may invite nobody any more",
                        test -> test.inviterTakes(Set.of("accounts:read"))),
                loss(
                        "the inviter's role has less than is given",
                        test -> test.inviterTakes(Set.of("users:create"))),
                loss(
                        "the inviter's role is narrowed",
                        test ->
                                test.patch(
                                        ROLES + test.inviter.roleId(),
                                        "{'op': 'replace', 'path': '/permissions', 'value':"
                                                + " ['users:create']}")),
                loss(
                        "the inviter's role is limited to an account",
                        test ->
                                test.patch(
                                        ROLES + test.inviter.roleId(),
                                        "{'op': 'add', 'path': '/limits', 'value': {'accountIds':"
                                                + " ['%s']}}".formatted(test.sandbox.account()))),
                loss(
                        "the role that is given has more",
                        test ->
                                test.patch(
                                        ROLES + test.role,
                                        "{'op': 'add', 'path': '/permissions/-', 'value':"
                                                + " 'roles:create'}")),
                loss(
                        "the role that is given approves payments",
                        test -> test.sandbox.anApprovalChain().step(test.role).made()));
    }

    @ParameterizedTest
    @MethodSource
    void rightsThatAreLost(Loss loss) {
        var invited = invited(inviter.client());
        String token = token();
        loss.happens.accept(this);
        assertThat(accept(token).at("/details/0/code")).isEqualTo("invitation_not_valid");
        var page = new PlainBrowser(kontor).open("/invitations/" + token);
        assertThat(page.status()).isEqualTo(410);
        sandbox.owner().post(USERS + "/" + invited.at("/id") + ":invite", "").ok();
        accept(token()).ok();
    }

    @Test
    void whoInvites_doesNotAccept() {
        invited(inviter.client());
        String other = "bo+" + Ids.next() + "@example.com";
        var body = "{'kind': 'PERSON', 'email': '%s', 'name': 'Bo', 'roleId': '%s'}";
        sandbox.owner().post(USERS, Jsons.json(body.formatted(other, inviter.roleId()))).created();
        String bo = accept(kontor.invitation(sandbox.organization(), other)).ok().at("/id");
        var program = "{'kind': 'PROGRAMMATIC', 'name': 'A', 'roleId': '%s', %s}";
        var actsForBo = "'actsFor': {'userId': '%s'}".formatted(bo);
        var key =
                sandbox.owner()
                        .post(USERS, Jsons.json(program.formatted(inviter.roleId(), actsForBo)))
                        .created();
        var boProgram = kontor.keyHolder(key.at("/accessKey"), key.at("/secret"));
        var anna = sandbox.owner().get(USERS + "?status=INVITED").at("/items/0/id");
        boProgram.post(USERS + "/" + anna + ":invite", "").ok();
        var browser = new PlainBrowser(kontor);
        browser.signIn(other, PASSWORD);
        String link = "/invitations/" + token();
        browser.open(link);
        assertThat(browser.submit(link).status()).isEqualTo(410);
        assertThat(sandbox.owner().get(USERS + "/" + anna).at("/status")).isEqualTo("INVITED");
        assertThat(new PlainBrowser(kontor).open(link).status()).as("for others").isEqualTo(200);
    }

    @Test
    void outbox_hidesItFromWhoeverInvites() {
        var keys = sandbox.keys();
        var reader = new PlainBrowser(kontor);
        reader.signIn(keys.email(), keys.password());
        reader.open("/users/new");
        reader.submit(
                "/users/new", "kind", "PERSON", "email", email, "name", "Anna", "roleId", role);
        assertThat(reader.open("/test-data/outbox").body())
                .contains(email, "the link is not for you", "./kontor users link")
                .doesNotContain("/invitations/");
        var anna = sandbox.owner().get(USERS + "?status=INVITED").at("/items/0/id");
        inviter.client().post(USERS + "/" + anna + ":invite", "").ok();
        assertThat(reader.open("/test-data/outbox").body()).contains("/invitations/");
    }
}

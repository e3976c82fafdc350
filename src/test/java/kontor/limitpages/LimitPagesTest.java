package kontor.limitpages;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.Browser;
import kontor.Member;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;

/** Pages of payment limits, as a browser without script gets them. */
class LimitPagesTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Browser owner = Browser.of(sandbox.owner());
    private final Member clerk = sandbox.aRole(Permissions.DEVELOPER).member();

    private Browser.Page save(String path, String version, String perDay) {
        return owner.submit(
                path,
                "version",
                version,
                "action.0",
                "CREATE",
                "paymentType.0",
                "CREDIT_TRANSFER",
                "currency.0",
                "EUR",
                "perDay.0",
                perDay,
                "action.1",
                "CREATE",
                "paymentType.1",
                "CREDIT_TRANSFER",
                "key",
                "k" + perDay);
    }

    @Test
    void limits_areTypedOfARoleAndOfAUser_andSeenByWhoIsLimited() {
        var mine = Browser.of(clerk.client());
        assertThat(mine.open("/settings/my-limits").html()).contains("No limit");
        String role = "/roles/" + clerk.roleId() + "/limits";
        assertThat(owner.open("/roles/" + clerk.roleId()).html()).contains(role);
        var wrong = save(role, "1", "much");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html()).contains("value=\"much\"", "must be a plain decimal");
        assertThat(owner.follow(save(role, "1", "100")).html())
                .contains("The payment limits hold from now on.");
        assertThat(save(role, "1", "200.00").status()).isEqualTo(412);
        String user = "/users/" + clerk.userId() + "/limits";
        assertThat(owner.open("/users/" + clerk.userId()).html()).contains(user);
        assertThat(owner.follow(save(user, "1", "50,00")).html()).contains("hold from now on");
        sandbox.aCreditTransfer().by(clerk.client()).of("EUR", 4000).made();
        assertThat(mine.open("/settings/my-limits").html())
                .contains("To make credit transfers", "100.00 EUR", "60.00 EUR", "10.00 EUR");
        assertThat(owner.open(role).html()).contains("value=\"100.00\"");
        var none = owner.submit(role, "version", "2", "key", "none");
        assertThat(owner.follow(none).status()).isEqualTo(200);
        assertThat(owner.open(role).html()).doesNotContain("value=\"100.00\"");
    }
}

package kontor.bankpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.iam.Permissions;
import org.junit.jupiter.api.Test;

/** Cases have a place in the rail for everybody who may read them. */
class CasesInRailTest {

    private static final String CASES = "<a [^>]*href=\"/cases\"";
    private static final String FILES = "<a [^>]*href=\"/files\"";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    private static boolean has(String html, String link) {
        return Pattern.compile(link).matcher(html).find();
    }

    @Test
    void whoSeesSomeAccountsOnly_findsTheCases_andWhoSeesTheFilesFindsThemThere() {
        var limited =
                Browser.of(
                        sandbox.aRole(Permissions.ALL)
                                .limitedTo(sandbox.account())
                                .member()
                                .client());
        String page = limited.open("/mandates").html();
        assertThat(has(page, CASES)).isTrue();
        assertThat(has(page, FILES)).isFalse();
        assertThat(limited.open("/cases").html())
                .contains("No case here")
                .doesNotContain("\"/files\"");
        var withoutFiles = Browser.of(sandbox.clientWith(Set.of("mandates:read", "cases:read")));
        assertThat(has(withoutFiles.open("/mandates").html(), CASES)).isTrue();
        assertThat(withoutFiles.open("/cases").html()).doesNotContain("\"/files\"");
        var none = Browser.of(sandbox.clientWith(Set.of("mandates:read")));
        assertThat(has(none.open("/mandates").html(), CASES)).isFalse();
        String whole = Browser.of(sandbox.owner()).open("/mandates").html();
        assertThat(has(whole, FILES)).isTrue();
        assertThat(has(whole, CASES)).isFalse();
    }
}

package kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.Reply;
import kontor.TestKontor;
import kontor.TestPostgres;
import kontor.core.Ids;
import kontor.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code organizations create}, as the command line calls it. */
class NewOrganizationTest {

    private final TestKontor kontor = TestKontor.shared();

    private static List<String> words(String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "--name",
                                "Acme AB",
                                "--owner-email",
                                "anna+" + Ids.next() + "@acme.example"));
        words.addAll(List.of(more));
        return words;
    }

    private String created(List<String> words) throws Options.WrongWords {
        var wanted = NewOrganization.parse(words);
        var out = new ByteArrayOutputStream();
        wanted.print(
                wanted.make(kontor.wiring()),
                kontor.wiring(),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void create_makesARealOrganizationAndPrintsTheInvitation() throws Options.WrongWords {
        String printed = created(words("--zone", "Europe/Berlin", "--owner-name", "Anna"));
        assertThat(printed)
                .contains("http://localhost:8080/invitations/")
                .doesNotContain("API key");
        String token = printed.replaceAll("(?s).*invitations/([A-Za-z0-9_-]+).*", "$1");
        var owner =
                kontor.stranger()
                        .post(
                                "/iam/v2beta/invitations:accept",
                                "{\"token\": \"%s\", \"password\": \"korrekt häst batteri\"}"
                                        .formatted(token));
        assertThat(owner.status()).as(owner.body()).isEqualTo(200);
        assertThat(owner.at("/name")).isEqualTo("Anna");
        assertThat(printed).contains(owner.at("/organizationId"));
    }

    @Test
    void create_makesAnOwnersKeyAndNothingOfASandbox() throws Options.WrongWords {
        String printed = created(words("--programmatic-owner"));
        String[] key =
                printed.replaceAll("(?s).*  ([0-9a-f]{32}:[A-Za-z0-9_-]{43})\\s*$", "$1")
                        .split(":");
        var owner = kontor.keyHolder(key[0], key[1]);
        var organization = owner.get("/iam/v2beta/organization");
        assertThat(organization.at("/name")).isEqualTo("Acme AB");
        assertThat(organization.at("/zone")).isEqualTo("Europe/Stockholm");
        assertThat(organization.at("/sandbox")).isEqualTo("false");
        assertThat(organization.at("/programmaticOwnerApproval")).isEqualTo("false");
        for (String list :
                List.of(
                        "/connectivity/v2beta/connections",
                        "/financial-data/v2/accounts",
                        "/financial-data/v2/entities")) {
            assertThat(owner.get(list).json().at("/items")).as(list).isEmpty();
        }
        assertThat(owner.post("/v1/testbank/clock:advance", "{\"days\": 1}").at("/type"))
                .endsWith("#not_a_sandbox");
        assertThat(
                        owner.send(
                                        "POST",
                                        "/v1/testbank/transactions",
                                        "{}",
                                        "X-Testbank-Authorization",
                                        "Basic dXNlcjM6cGFzczM=")
                                .at("/type"))
                .endsWith("#not_a_sandbox");
    }

    /** An address is neither unique nor proof: the same person may own two organizations. */
    @Test
    void create_takesTheAddressOfSomebodyWhoSignsIn() throws Options.WrongWords {
        var words = words();
        var first = accepted(token(created(words)));
        var second = accepted(token(created(words)));
        assertThat(second.at("/username")).as(second.body()).isEqualTo(first.at("/username"));
        assertThat(second.at("/organizationId")).isNotEqualTo(first.at("/organizationId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --owner-email a@b.c                           | --name is missing
                    --name A                                      | --owner-email is missing
                    --name A --owner-email                        | --owner-email needs a value behind it
                    --name A --owner-email nobody                 | --owner-email must be an e-mail address
                    --name A --owner-email a@b.c --zone Mars/Base | --zone must be a time zone like Europe/Stockholm
                    --name A --owner-email a@b.c --nonsense       | --nonsense is not an option, or is told twice
                    --name A --owner-email a@b.c --name B         | --name is not an option, or is told twice
                    """)
    void wrongWords_areNamed(String typed, String sentence) {
        assertThatThrownBy(() -> NewOrganization.parse(List.of(typed.split(" "))))
                .isInstanceOf(Options.WrongWords.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void defaults_areTheAddressAndStockholm() throws Options.WrongWords {
        assertThat(NewOrganization.parse(List.of("--owner-email", "a@b.c", "--name", "A B")))
                .isEqualTo(
                        new NewOrganization(
                                "A B",
                                new NewOrganization.Owner("a@b.c", "a@b.c"),
                                ZoneId.of("Europe/Stockholm"),
                                Optional.empty()));
    }

    private String invited(String organization, String email) throws Options.WrongWords {
        var wanted =
                NewOrganization.Owner.Of.parse(
                        List.of("--organization", organization, "--owner-email", email));
        var out = new ByteArrayOutputStream();
        wanted.owner()
                .print(
                        wanted.invite(kontor.wiring()),
                        kontor.wiring(),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return token(out.toString(StandardCharsets.UTF_8));
    }

    private static String token(String printed) {
        return printed.replaceAll("(?s).*invitations/([A-Za-z0-9_-]+).*", "$1");
    }

    private Reply accepted(String token) {
        return kontor.stranger()
                .post(
                        "/iam/v2beta/invitations:accept",
                        "{\"token\": \"%s\", \"password\": \"korrekt häst batteri\"}"
                                .formatted(token));
    }

    /** An organization whose only owner never opened the link is not lost. */
    @Test
    void invite_replacesALostInvitationAndMakesOneOwnerMore() throws Options.WrongWords {
        var words = words();
        String printed = created(words);
        String organization = printed.replaceAll("(?s).*its id is ([0-9a-f-]{36}).*", "$1");
        String anew = invited(organization, words.get(3));
        assertThat(accepted(token(printed)).status()).as("the lost one").isEqualTo(400);
        var owner = accepted(anew);
        assertThat(owner.at("/organizationId")).as(owner.body()).isEqualTo(organization);
        var second = accepted(invited(organization, "bo+" + Ids.next() + "@acme.example"));
        assertThat(second.at("/roleId")).isEqualTo(owner.at("/roleId"));
        assertThatThrownBy(() -> invited(organization, words.get(3)))
                .hasMessageContaining("has accepted already");
        assertThatThrownBy(() -> invited(Ids.next().toString(), "c@acme.example"))
                .hasMessageContaining("there is no organization");
        assertThatThrownBy(() -> invited("x", "c@acme.example"))
                .hasMessageContaining("--organization must be");
    }

    @Test
    void embeddedDatabase_isFoundWhileAKontorRunsOnIt() {
        // The test's own server holds this folder, as a started Kontor would.
        var url = EmbeddedPostgres.ofRunning(TestPostgres.FOLDER);
        assertThat(url).isPresent();
        assertThat(url.get().jdbc())
                .contains(
                        kontor.jdbcUrl()
                                .replaceAll(".*127.0.0.1:([0-9]+)/.*", "127.0.0.1:$1/kontor"));
        assertThat(EmbeddedPostgres.ofRunning(Path.of("target/nobody-here"))).isEmpty();
    }
}

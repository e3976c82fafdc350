package kontor.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.TestKontor;
import kontor.app.Wiring;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.iam.Organizations;
import kontor.iam.Permissions;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import org.junit.jupiter.api.Test;

/** Four eyes in a real organization: they begin by themselves, and end only by two. */
class RealFourEyesTest {

    private static final String ORGANIZATION = "/iam/v2beta/organization";
    private static final String ROLES = "/iam/v2beta/roles";
    private static final String REQUESTS = "/iam/v2beta/change-requests";

    private final TestKontor kontor = TestKontor.shared();
    private final Wiring wiring = kontor.wiring();
    private final OrganizationId organization = organization();
    private final UUID ownerRole = ownerRole();
    private final Client program = program();

    private OrganizationId organization() {
        var berlin = ZoneId.of("Europe/Berlin");
        return wiring.people()
                .organizations()
                .create(new Organizations.New("Real " + Ids.next(), false, berlin));
    }

    private UUID ownerRole() {
        return kontor.database()
                .write(
                        organization,
                        tx -> wiring.people().roles().create(tx, "owner", true, Permissions.ALL));
    }

    private Client program() {
        return kontor.memberIn(organization, ownerRole.toString()).client();
    }

    /** A person in the owner role who has come in. */
    private void person() {
        var password = PasswordHash.of(new Secret("korrekt häst batteri"));
        String email = Ids.next() + "@example.com";
        kontor.database()
                .write(
                        organization,
                        tx ->
                                wiring.people()
                                        .users()
                                        .createPerson(tx, email, "Astrid", password, ownerRole));
    }

    private Reply aRole(String name) {
        return program.post(ROLES, Jsons.json("{'name': '%s', 'permissions': []}".formatted(name)));
    }

    private Reply fourEyes(boolean on) {
        return program.patch(
                ORGANIZATION,
                Jsons.json("[{'op': 'replace', 'path': '/fourEyes', 'value': %s}]".formatted(on)));
    }

    private String unchecked(Reply made) {
        return program.get(ROLES + "/" + made.at("/id") + "/events")
                .at("/items/0/details/unchecked");
    }

    @Test
    void realOrganization_beginsByItself() {
        person();
        assertThat(program.get(ORGANIZATION).at("/fourEyesWaiting")).isEqualTo("true");
        fourEyes(true).assertRefused("four_eyes_wait", "fourEyes");
        fourEyes(false).assertRefused("four_eyes_wait", "fourEyes");
        assertThat(unchecked(aRole("alone").created())).isEqualTo("FOUR_EYES_OFF");

        person();
        String id = aRole("together").accepted().at("/changeRequest/id");
        assertThat(program.get(ORGANIZATION).at("/fourEyes")).isEqualTo("true");
        assertThat(program.post(REQUESTS + "/" + id + ":approve", "").refusal())
                .isEqualTo("people_check");
        fourEyes(false).accepted();
        assertThat(program.get(ORGANIZATION).at("/fourEyes")).isEqualTo("true");
    }

    private String run(String... words) throws ChangeRequestDesk.Wrong {
        var out = new ByteArrayOutputStream();
        var people = wiring.people();
        var requests = people.administration().changeRequests();
        new ChangeRequestDesk(kontor.database(), people.organizations(), requests)
                .run(
                        List.of(words),
                        "root as anna",
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void brokenGlass_staysMarked() throws ChangeRequestDesk.Wrong {
        person();
        person();
        String id = aRole("urgent").accepted().at("/changeRequest/id");
        assertThat(run("list")).contains(id + "  createRole");
        assertThatThrownBy(() -> run("approve", id)).hasMessageContaining("--because");
        assertThatThrownBy(() -> run("approve", id, "--because", " ")).hasMessageContaining("1 to");
        assertThat(run("approve", id, "--because", "Bo is in hospital")).contains("stays marked");
        var done = program.get(REQUESTS + "/" + id);
        assertThat(done.at("/breakGlass")).isEqualTo("true");
        assertThat(done.at("/decidedBy")).isEqualTo("operating system: root as anna");
        assertThat(done.at("/reason")).isEqualTo("Bo is in hospital");
        String role = ROLES + "/" + done.at("/targetId") + "/events";
        assertThat(program.get(role).at("/items/0/details/breakGlass")).contains("root as anna");
        var ended = program.get(REQUESTS + "/" + id + "/events").items().getLast();
        assertThat(ended.at("/details/breakGlass").asText()).contains("root as anna");
        assertThat(ended.path("message").asText()).isEqualTo("Bo is in hospital");
        assertThatThrownBy(() -> run("approve", id, "--because", "again"))
                .hasMessageContaining("decided already");
        assertThatThrownBy(() -> run("approve", Ids.next().toString(), "--because", "x"))
                .hasMessageContaining("there is no change request");
    }

    @Test
    void lateRequests_endByThemselves() {
        person();
        person();
        String id = aRole("late").accepted().at("/changeRequest/id");
        kontor.database()
                .write(
                        organization,
                        tx ->
                                tx.update(
                                                """
                                                UPDATE change_requests SET expires = created
                                                WHERE organization_id = :org
                                                """)
                                        .execute());
        var requests = wiring.people().administration().changeRequests();
        assertThat(kontor.database().write(organization, requests::expire)).isFalse();
        assertThat(program.get(REQUESTS + "/" + id).at("/status")).isEqualTo("EXPIRED");
    }
}

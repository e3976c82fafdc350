package kontor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kontor.Await;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

class JobsTest {

    private final OrganizationId broken = new OrganizationId(Ids.next());
    private final OrganizationId sound = new OrganizationId(Ids.next());
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    private List<String> parts(OrganizationId organization) {
        if (organization.equals(broken)) {
            throw new IllegalStateException("no parts of " + organization);
        }
        return List.of("first", "worst", "last");
    }

    private void work(String part) {
        if (part.equals("worst")) {
            throw new IllegalStateException("broken " + part);
        }
        done.add(part);
    }

    @Test
    void partThatFails_keepsNoOtherFromBeingDone() {
        var job = new Job<>("test of parts", Duration.ofSeconds(1), this::parts, this::work);
        var whole =
                Job.ofOrganizations(
                        "test of organizations",
                        Duration.ofSeconds(1),
                        organization -> done.add(organization.toString()));
        var database = TestKontor.shared().database();
        try (var jobs = new Jobs(database, () -> List.of(broken, sound), List.of(job, whole))) {
            jobs.start();
            Await.until(() -> done.size() == 4);
        }
        assertThat(done).contains("first", "last", broken.toString(), sound.toString());
    }
}

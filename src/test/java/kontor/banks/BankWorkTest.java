package kontor.banks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import kontor.Await;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One hand on an organization's banks, and somebody who lends it every second. */
class BankWorkTest {

    @TempDir Path folder;
    private BankRig rig;

    @BeforeEach
    void aBank() {
        rig = new BankRig(folder);
    }

    @Test
    void roundWhileAnotherWorks_isLeftOut() {
        var other = rig.node();
        boolean ran = rig.work.alone(rig.organization, () -> other.tryRun(rig.organization));
        assertThat(ran).isFalse();
        assertThat(other.tryRun(rig.organization)).as("afterwards").isTrue();
    }

    @Test
    void anotherOrganization_isNotKeptWaiting() {
        OrganizationId another = TestKontor.shared().organization();
        assertThat(rig.work.alone(rig.organization, () -> rig.node().tryRun(another))).isTrue();
    }

    @Test
    void lock_isGivenBackAfterAFailure() {
        try {
            rig.work.alone(
                    rig.organization,
                    () -> {
                        throw new IllegalStateException("broken");
                    });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("broken");
        }
        assertThat(rig.work.tryRun(rig.organization)).isTrue();
    }

    @Test
    void nextMoment_isTheEarlierOfBankAndPayments() {
        var far = Instant.parse("2100-01-01T00:00:00Z");
        // The test payments are always due, so at once; without a bank only the tick is left.
        assertThat(rig.work.nextMoment(rig.organization, far)).contains(far.plusSeconds(1));
        assertThat(rig.work.nextMoment(TestKontor.shared().organization(), far))
                .contains(far.plusSeconds(3_600));
    }

    @Test
    void jobs_workEveryOrganizationAndStopWhenTold() throws InterruptedException {
        var rounds = new CountDownLatch(2);
        var broken = new OrganizationId(new java.util.UUID(1, 1));
        rig.payments.due(rig.organization, rig.connection, 1);
        var jobs =
                new BankJobs(
                        rig.database,
                        () -> {
                            rounds.countDown();
                            return List.of(broken, rig.organization);
                        },
                        rig.work,
                        _ -> {},
                        _ -> {});
        jobs.start();
        Await.zero(rounds);
        jobs.close();
        assertThat(rig.instructions()).containsExactly("SENT");
        assertThat(rig.work.tryRun(rig.organization)).as("nobody holds the lock").isTrue();
    }

    @Test
    void connections_areListedPageByPage() {
        rig.add(TestPayments.connection("second"));
        var client = TestKontor.shared().client(rig.organization, Set.of("connections:read"));
        var first = client.get("/connectivity/v2beta/connections?limit=1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("/items/0/name")).isEqualTo("Bank bank");
        assertThat(first.at("/items/0/bic")).isEqualTo("COBADEFFXXX");
        assertThat(first.at("/items/0/organizationId")).isEqualTo(rig.organization.toString());
        var second =
                client.get(
                        "/connectivity/v2beta/connections?limit=1&token=" + first.at("/nextToken"));
        assertThat(second.at("/items/0/name")).isEqualTo("Bank second");
        assertThat(second.at("/nextToken")).isEmpty();
        assertThat(first.body())
                .as("where the bank is found is nobody's business")
                .doesNotContain("address");
    }
}

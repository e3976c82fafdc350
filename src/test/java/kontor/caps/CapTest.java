package kontor.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** At the cap one more is refused, however many come at once, and wherever. */
class CapTest {

    private static final String CONNECTIONS = "/connectivity/v2beta/connections";
    private static final int TWINS = 6;

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();

    /** Ends a transaction that must leave nothing. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void inVain(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(TakenBack.class);
    }

    @ParameterizedTest
    @EnumSource
    void room_isWhatIsLeft(Cap cap) {
        inVain(
                () ->
                        kontor.database()
                                .write(
                                        sandbox.organization(),
                                        tx -> {
                                            int before = CapTable.count(tx, cap);
                                            assertThat(before).isLessThan(cap.most());
                                            var room = cap.room(tx);
                                            for (int i = before; i < cap.most(); i++) {
                                                assertThat(room.take()).isEmpty();
                                            }
                                            var refused = room.take().orElseThrow();
                                            assertThat(refused.message())
                                                    .startsWith("an organization has at most ");
                                            throw new TakenBack();
                                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_USERS, users, 'UPDATE users SET revoked = now() WHERE organization_id = :org'",
        "TOO_MANY_ENTITIES, entities, 'UPDATE entities SET deleted = true WHERE organization_id ="
                + " :org'",
        "TOO_MANY_CONNECTIONS, connections, 'UPDATE connections SET deleted = true WHERE"
                + " organization_id = :org'",
    })
    void whatIsGone_doesNotCount(Cap cap, String things, String end) {
        inVain(
                () ->
                        kontor.database()
                                .write(
                                        sandbox.organization(),
                                        tx -> {
                                            assertThat(CapTable.count(tx, cap))
                                                    .as(things)
                                                    .isPositive();
                                            tx.update(end).execute();
                                            assertThat(CapTable.count(tx, cap)).isZero();
                                            throw new TakenBack();
                                        }));
    }

    private Reply connection(int n) {
        return sandbox.owner()
                .post(
                        CONNECTIONS,
                        """
                        {"name": "c", "bic": "COBADEFFXXX", "channel": "FOLDER", "folder": "cap-%s-%d"}
                        """
                                .formatted(sandbox.organizationId().substring(24), n));
    }

    private Reply chain(int n) {
        return sandbox.anApprovalChain().with("name", "n" + n).send();
    }

    private void oneOfManyFits(int free, Creation more, String code) throws Exception {
        for (int n = 0; n < free - 1; n++) {
            more.make(n).created();
        }
        var twins = new ArrayList<Callable<Reply>>();
        IntStream.range(0, TWINS).forEach(n -> twins.add(() -> more.make(1_000 + n)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Reply>();
            for (var reply : threads.invokeAll(twins)) {
                replies.add(reply.get());
            }
            assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 201)
                    .allMatch(reply -> reply.body().contains(code));
        }
    }

    /** Makes the n-th. */
    private interface Creation {
        Reply make(int n);
    }

    @Test
    void connections_haveACap() throws Exception {
        var there =
                kontor.database()
                        .read(
                                sandbox.organization(),
                                tx -> CapTable.count(tx, Cap.TOO_MANY_CONNECTIONS));
        oneOfManyFits(
                Cap.TOO_MANY_CONNECTIONS.most() - there, this::connection, "too_many_connections");
    }

    @Test
    void chains_haveACap() throws Exception {
        oneOfManyFits(100, this::chain, "too_many_chains");
    }
}

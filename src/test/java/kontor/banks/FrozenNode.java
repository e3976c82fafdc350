package kontor.banks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import kontor.TestKontor;
import kontor.changes.Changes;
import kontor.connections.Channels;
import kontor.connections.FragileChannel;
import kontor.connections.FragileChannel.Break;
import kontor.core.OrganizationId;
import kontor.folders.FolderChannel;
import kontor.shares.Allowance;

/**
 * One round of bank work in a process of its own, which can be stopped at a chosen point and then
 * goes on when it is told.
 */
final class FrozenNode {

    static final String THERE = "at the point";
    static final String ENDED = "the round ended: ";

    private FrozenNode() {}

    /**
     * @param words database, folder of bank files, organization, point, and a file that says: go on
     */
    public static void main(String[] words) {
        try (var database = TestKontor.open(words[0], 4, Clock.systemUTC())) {
            var organization = new OrganizationId(UUID.fromString(words[2]));
            var channel =
                    new FragileChannel(new FolderChannel(Path.of(words[1])), new BankRig.Idle());
            channel.freezeAt(Break.valueOf(words[3]), () -> waitFor(Path.of(words[4])));
            var wiring = TestKontor.wiring(database);
            var payments = new TestPayments(database);
            var work =
                    new BankWork(
                            database,
                            new Changes(database),
                            wiring.ground().journal(),
                            wiring.parties().connections(),
                            new Channels(List.of(channel)),
                            new BankWork.Files(
                                    new Instructions(wiring.ground().journal(), List.of(payments)),
                                    List.of(),
                                    BankWork.Gate.OPEN,
                                    (_, what, why) -> System.out.println(what + ": " + why),
                                    Allowance.STANDARD));
            boolean ran = work.tryRun(work.lines(organization).getFirst());
            System.out.println(ENDED + ran);
        }
    }

    private static void waitFor(Path file) {
        System.out.println(THERE);
        while (!Files.exists(file)) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}

package kontor.connections;

import static kontor.connections.BankRefusal.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kontor.RefusalOrder;
import kontor.TestKontor;
import kontor.banks.TestPayments;
import kontor.changerequests.NoFourEyes;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.folders.FolderChannel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Most belong to a use case of their own, so that none can come with another. */
class BankRefusalTest {

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        return new RefusalOrder<>(BankRefusal.class)
                .atDoor(
                        "a folder that is taken, where none can be had",
                        this::again,
                        BANK_FILES_NOT_SET,
                        FOLDER_TAKEN)
                .alone(
                        INITIATING_PARTY_MISSING,
                        INITIATING_PARTY_INVALID,
                        IN_USE,
                        INSTRUCTION_NOT_UNKNOWN,
                        FILE_NOT_QUARANTINED)
                .tests();
    }

    private Outcome<?> again() {
        var channel = FolderChannel.withoutFolder();
        var connections =
                new Connections(
                        kontor.wiring().ground().journal(),
                        (_, _) -> Map.of(),
                        new Channels(List.of(channel)),
                        NoFourEyes.in(kontor.wiring().ground().journal()));
        var taken = TestPayments.connection("taken");
        var wanted =
                new NewConnection(
                        "Again",
                        taken.bic(),
                        taken.profile(),
                        taken.channel(),
                        channel.form().orElseThrow(),
                        taken.address());
        return kontor.database()
                .write(
                        organization,
                        tx -> {
                            connections.add(tx, taken);
                            return connections.create(tx, List.of(asked(wanted))).getFirst();
                        });
    }

    private <T> Request<T> asked(T input) {
        var operator =
                new Caller(
                        organization,
                        Ids.next(),
                        "operator",
                        "Operator",
                        Ids.next(),
                        false,
                        false,
                        Set.of(),
                        100);
        return new Request<>(operator, Ids.next(), Ids.next(), Optional.empty(), input);
    }
}

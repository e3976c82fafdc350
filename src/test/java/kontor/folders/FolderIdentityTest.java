package kontor.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.connections.Channel.Delivery;
import kontor.db.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A share that is gone while Kontor works, and comes back. */
class FolderIdentityTest {

    @TempDir private Path temporary;
    private Path base;
    private Database database;
    private FolderIdentity identity;
    private FolderRig rig;

    @BeforeEach
    void aFolder() {
        base = temporary.resolve("banks");
        database = TestKontor.open(TestKontor.shared().freshDatabase(), 2, Clock.systemUTC());
        identity = FolderIdentity.open(database, base);
        rig = new FolderRig(base, new FolderChannel(identity, database, FolderChannel.LARGEST));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void move(Path from, Path to) throws Exception {
        Files.move(from, to);
    }

    @TestFactory
    Stream<DynamicTest> folderThatIsGone_isNeverAnEmptyOne() throws Exception {
        var calls =
                List.<Consumer<FolderRig>>of(
                        one -> one.channel.waiting(one.organization, one.connection),
                        one -> one.send(7),
                        one -> one.delivered(1, false),
                        one -> one.delivered(1, true),
                        one -> one.delivered(0, true));
        rig.send(1);
        rig.bankTakes();
        move(base, temporary.resolve("unmounted"));
        Files.createDirectory(base);
        return Stream.iterate(0, one -> one + 1)
                .limit(calls.size())
                .map(
                        number ->
                                DynamicTest.dynamicTest(
                                        "call " + number,
                                        () ->
                                                assertThatThrownBy(
                                                                () -> calls.get(number).accept(rig))
                                                        .hasMessageContaining("has none")));
    }

    @Test
    void folderThatIsGone_isMadeNothingIn_andHealsWhenItIsBack() throws Exception {
        rig.send(1);
        move(base, temporary.resolve("unmounted"));
        Files.createDirectory(base);
        assertThatThrownBy(() -> rig.channel.waiting(rig.organization, rig.connection))
                .hasMessageContaining(base.toString());
        assertThat(Files.list(base)).as("nothing is made in the mount point").isEmpty();
        assertThat(identity.reports()).noneMatch(report -> report.ready());

        Files.delete(base);
        move(temporary.resolve("unmounted"), base);
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.THERE);
        assertThat(identity.reports()).allMatch(report -> report.ready());
    }

    @Test
    void folderThatIsChangedForAnother_isNotWorkedIn() throws Exception {
        Files.writeString(base.resolve(FolderIdentity.FILE), UUID.randomUUID().toString());
        assertThatThrownBy(() -> rig.send(1)).hasMessageContaining("has the identity");
        assertThat(rig.names("staging")).isEmpty();
    }

    /** A pipe has a reader wait until somebody writes, which nobody ever may. */
    @Test
    void pipeInPlaceOfTheIdentity_hangsNobody() throws Exception {
        Path file = base.resolve(FolderIdentity.FILE);
        move(file, temporary.resolve("kept"));
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> rig.send(1)).hasMessageContaining("a pipe");
        assertThatThrownBy(() -> FolderIdentity.open(database, base))
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("a pipe");
        assertThat(identity.reports()).noneMatch(report -> report.ready());

        Files.delete(file);
        move(temporary.resolve("kept"), file);
        rig.send(1);
        assertThat(identity.reports()).allMatch(report -> report.ready());
    }

    /** Gone in the middle: what was seen is not believed. */
    @Test
    void folderThatGoesAwayMeanwhile_tellsNothing() {
        assertThatThrownBy(
                        () ->
                                rig.send(
                                        1,
                                        rig.file.whenAsked(
                                                () -> {
                                                    try {
                                                        move(base, temporary.resolve("unmounted"));
                                                    } catch (Exception broken) {
                                                        throw new IllegalStateException(broken);
                                                    }
                                                })))
                .isInstanceOf(UncheckedIOException.class);
    }
}

package kontor.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kontor.connections.Carried;
import kontor.connections.Channel;
import kontor.connections.Channel.Delivery;
import kontor.connections.Channel.Handover;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file leaves once and whole, wherever a node stops: frozen at a point it goes on after another
 * has taken over; dead, it does not.
 */
class AttemptsTest {

    @TempDir private Path base;
    private FolderRig rig;

    @BeforeEach
    void aFolder() {
        rig = new FolderRig(base);
    }

    /** The database's answer to a node that has lost its lease. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Where the first attempt is frozen, and how it goes on once it is awake. */
    private enum Frozen {
        BEFORE_STAGING(false) {
            @Override
            Handover handover(Carried file, Runnable meanwhile) {
                return file.whenOpened(meanwhile).whenAsked(AttemptsTest::lost);
            }
        },
        IN_THE_MIDDLE(false) {
            @Override
            Handover handover(Carried file, Runnable meanwhile) {
                return half(file.whenAsked(AttemptsTest::lost), meanwhile);
            }
        },
        BEFORE_THE_QUESTION(false) {
            @Override
            Handover handover(Carried file, Runnable meanwhile) {
                return file.whenAsked(
                        () -> {
                            meanwhile.run();
                            lost();
                        });
            }
        },
        BETWEEN_QUESTION_AND_MOVE(true) {
            @Override
            Handover handover(Carried file, Runnable meanwhile) {
                return file.whenAsked(meanwhile);
            }
        };

        final boolean mayHaveLeft;

        Frozen(boolean mayHaveLeft) {
            this.mayHaveLeft = mayHaveLeft;
        }

        abstract Handover handover(Carried file, Runnable meanwhile);
    }

    private static void lost() {
        throw new Lost();
    }

    /** Something happens after the first bytes. */
    private static Handover half(Carried file, Runnable then) {
        return new Handover() {
            @Override
            public InputStream open() {
                byte[] bytes = file.bytes();
                var rest = new ByteArrayInputStream(bytes, 2, bytes.length - 2);
                return new SequenceInputStream(
                        new ByteArrayInputStream(bytes, 0, 2),
                        new InputStream() {
                            private boolean told;

                            @Override
                            public int read() {
                                if (!told) {
                                    told = true;
                                    then.run();
                                }
                                return rest.read();
                            }
                        });
            }

            @Override
            public void mayLeave() {
                file.mayLeave();
            }
        };
    }

    /** The first attempt is frozen; meanwhile others work; then it goes on and must not send. */
    private void frozen(Frozen point, Runnable meanwhile) {
        var attempt = rig.file.attempt(FolderRig.NAME, 1);
        assertThatThrownBy(
                        () ->
                                rig.channel.send(
                                        rig.organization,
                                        rig.connection,
                                        attempt,
                                        point.handover(rig.file, meanwhile)))
                .as("it is told, never SENT")
                .isInstanceOfAny(
                        Lost.class,
                        Channel.Withdrawn.class,
                        Channel.Unsure.class,
                        UncheckedIOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void wokenNode_findsNothingToMove(Frozen point) {
        frozen(
                point,
                () -> {
                    assertThat(rig.delivered(1, point.mayHaveLeft)).isEqualTo(Delivery.ABSENT);
                    rig.send(2);
                    assertThat(rig.bankTakes()).isEqualTo("whole");
                });
        assertThat(rig.names("out")).as("nothing a second time").isEmpty();
        assertThat(rig.delivered(2, true)).isEqualTo(Delivery.THERE);
    }

    /** So a file of no bytes came to a bank once. */
    @Test
    void wokenNode_doesNotMoveWhatAnotherIsWriting() {
        var second =
                half(
                        rig.file,
                        () -> {
                            stopped(1, rig.file.whenAsked(AttemptsTest::lost));
                            assertThat(rig.names("out")).isEmpty();
                        });
        rig.channel.send(
                rig.organization, rig.connection, rig.file.attempt(FolderRig.NAME, 2), second);
        assertThat(rig.bankTakes()).isEqualTo("whole");
    }

    @ParameterizedTest
    @EnumSource
    void secondTaker_findsWhatTheFirstWithdrew(Frozen point) {
        frozen(
                point,
                () -> {
                    assertThat(rig.delivered(1, point.mayHaveLeft)).isEqualTo(Delivery.ABSENT);
                    // The first taker is dead now, before it began an attempt of its own.
                    assertThat(rig.delivered(1, point.mayHaveLeft)).isEqualTo(Delivery.ABSENT);
                    rig.send(3);
                    assertThat(rig.bankTakes()).isEqualTo("whole");
                });
        assertThat(rig.names("out")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void secondTaker_afterTheFirstDiedWithAnAttemptOfItsOwn(Frozen point) {
        frozen(
                point,
                () -> {
                    assertThat(rig.delivered(1, point.mayHaveLeft)).isEqualTo(Delivery.ABSENT);
                    stopped(2, rig.file.whenAsked(AttemptsTest::lost));
                    assertThat(rig.delivered(2, false)).isEqualTo(Delivery.ABSENT);
                    rig.send(3);
                    assertThat(rig.bankTakes()).isEqualTo("whole");
                });
        assertThat(rig.names("out")).isEmpty();
    }

    private void stopped(long number, Carried carried) {
        assertThatThrownBy(() -> rig.send(number, carried)).isInstanceOf(Lost.class);
    }

    @Test
    void frozenAfterTheMove_isThere_alsoAfterTheBankTookIt() {
        rig.send(1);
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.THERE);
        assertThat(rig.bankTakes()).isEqualTo("whole");
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.THERE);
        assertThat(rig.names("staging")).isEmpty();
    }

    /**
     * The database was put back to before the answer to the question, and knows of no later one.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void leftWithAnAttemptThatADatabasePutBackDoesNotKnow_isNotSentAgain(long left) {
        rig.send(left);
        assertThat(rig.bankTakes()).isEqualTo("whole");
        assertThat(rig.delivered(1, false)).isEqualTo(Delivery.CANNOT_TELL);
    }

    @Test
    void refusedBeforeItCouldLeave_isAbsent_alsoForLaterAttempts() {
        var refused =
                rig.file.whenAsked(
                        () -> {
                            throw new Channel.Withdrawn(FolderRig.NAME);
                        });
        for (long number = 1; number < 4; number++) {
            long attempt = number;
            assertThatThrownBy(() -> rig.send(attempt, refused))
                    .isInstanceOf(Channel.Withdrawn.class);
            assertThat(rig.delivered(attempt, false)).isEqualTo(Delivery.ABSENT);
        }
        rig.send(4);
        assertThat(rig.bankTakes()).isEqualTo("whole");
        assertThat(rig.names("revoked")).isEmpty();
        assertThat(rig.names("staging")).isEmpty();
    }

    @Test
    void nothingStagedYet_isAbsent() {
        assertThat(rig.delivered(1, false)).isEqualTo(Delivery.ABSENT);
    }

    @Test
    void deadBetweenQuestionAndMove_isAbsentAndCanBeSent() {
        stopped(1, rig.file.whenAsked(AttemptsTest::lost));
        assertThat(rig.names("staging")).containsExactly("f.xml.1");
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.ABSENT);
        assertThat(rig.names("revoked")).containsExactly("f.xml.1");
        rig.send(2);
        assertThat(rig.bankTakes()).isEqualTo("whole");
        assertThat(rig.names("revoked")).as("of no use any more").isEmpty();
        assertThat(rig.delivered(2, true)).isEqualTo(Delivery.THERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wh", "Whole", "whole and more"})
    void otherBytesInStaging_doNotLeave(String instead) {
        assertThatThrownBy(
                        () ->
                                rig.send(
                                        1,
                                        rig.file.whenAsked(
                                                () -> write(rig.at("staging/f.xml.1"), instead))))
                .hasMessageContaining("is not what was written there");
        assertThat(rig.names("out")).isEmpty();
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wh", "Whole"})
    void otherBytesInOut_areNeverCalledThere(String instead) {
        rig.send(1);
        write(rig.at("out/f.xml"), instead);
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.CANNOT_TELL);
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void stagedFileThatNobodyWithdrew_isNotCalledSent() {
        assertThatThrownBy(
                        () ->
                                rig.send(
                                        1,
                                        rig.file.whenAsked(
                                                () -> delete(rig.at("staging/f.xml.1")))))
                .isInstanceOf(Channel.Unsure.class);
    }

    @Test
    void folderThatWasLost_cannotTellOfWhatMayHaveLeft() throws IOException {
        rig.send(1);
        rig.bankTakes();
        Files.move(rig.at(""), base.resolve("elsewhere"));
        assertThat(rig.delivered(1, true)).isEqualTo(Delivery.CANNOT_TELL);
        assertThat(rig.delivered(1, false)).isEqualTo(Delivery.ABSENT);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void halfAFileOfAFailedTry_isNotLeftOnAFullDisk() {
        var full =
                half(
                        rig.file,
                        () -> {
                            throw new UncheckedIOException(new IOException("no space left"));
                        });
        for (long number = 1; number < 4; number++) {
            long attempt = number;
            assertThatThrownBy(
                            () ->
                                    rig.channel.send(
                                            rig.organization,
                                            rig.connection,
                                            rig.file.attempt(FolderRig.NAME, attempt),
                                            full))
                    .hasMessageContaining("no space left");
            assertThat(rig.names("staging")).isEmpty();
        }
        assertThat(rig.names("sent")).isEmpty();
    }

    /** Nodes of the version before stage under the name of the file alone. */
    @Test
    void fileOfANodeOfTheVersionBefore() throws IOException {
        assertThat(rig.delivered(0, true)).isEqualTo(Delivery.ABSENT);
        Files.createDirectories(rig.at("staging"));
        Files.createDirectories(rig.at("sent"));
        write(rig.at("staging/f.xml"), "wh");
        assertThat(rig.delivered(0, true)).isEqualTo(Delivery.ABSENT);
        assertThat(rig.names("staging")).as("a woken node finds nothing to move").isEmpty();
        rig.send(1);
        assertThat(rig.bankTakes()).isEqualTo("whole");
        // One that an older node has sent and marked, the bank has taken.
        assertThat(rig.delivered(0, true)).isEqualTo(Delivery.THERE);
    }

    @Test
    void otherFilesOfLikeNames_areLeftAlone() throws IOException {
        Files.createDirectories(rig.at("staging"));
        for (String name : new String[] {"f.xml.9", "f.xml.x", "f.xml2.1", "g.f.xml.1"}) {
            write(rig.at("staging").resolve(name), "other");
        }
        rig.send(5);
        assertThat(rig.names("staging"))
                .containsExactly("f.xml.9", "f.xml.x", "f.xml2.1", "g.f.xml.1");
    }

    @Test
    void whatKontorMakes_isItsOwn() throws IOException {
        rig.send(1);
        assertThat(Files.getPosixFilePermissions(rig.at("out/f.xml")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        for (String folder : new String[] {"", "out", "staging", "sent"}) {
            assertThat(Files.getPosixFilePermissions(rig.at(folder)))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE");
        }
    }
}

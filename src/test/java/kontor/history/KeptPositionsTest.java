package kontor.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.events.FeedPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node keeps of the feeds, and what survives of it. */
class KeptPositionsTest {

    private static final int SLOT = 512;

    @TempDir Path folder;
    private final OrganizationId one = new OrganizationId(Ids.next());
    private final OrganizationId other = new OrganizationId(Ids.next());

    /** A place of the history that Kontor told, or of another one. */
    private static FeedPosition at(long position, int history) {
        byte[] digest = Arrays.copyOf(ByteBuffer.allocate(12).putLong(position).array(), 32);
        digest[31] = (byte) history;
        return new FeedPosition(position, digest);
    }

    private static FeedPosition at(long position) {
        return at(position, 0);
    }

    private static void tell(KeptPositions kept, OrganizationId whose, long from, long to) {
        for (long position = from; position <= to; position++) {
            kept.appended(whose, at(position - 1), at(position));
        }
    }

    @Test
    void whatWasTold_isKnownAfterAnEndWithoutClosing() throws IOException {
        try (var kept = KeptPositions.open(folder)) {
            tell(kept, one, 1, 7);
            tell(kept, other, 1, 3);
            var seen = KeptPositions.look(folder);
            assertThat(seen.of(one)).contains(Known.at(at(7)));
            assertThat(seen.of(other)).contains(Known.at(at(3)));
        }
        try (var again = KeptPositions.open(folder)) {
            assertThat(again.organizations()).containsExactlyInAnyOrder(one, other);
            tell(again, one, 8, 9);
        }
        assertThat(KeptPositions.look(folder).of(one)).contains(Known.at(at(9)));
    }

    @Test
    void fileThatIsOpenToOthers_isClosed() throws IOException {
        KeptPositions.open(folder).close();
        Path file;
        try (var all = Files.list(folder)) {
            file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var kept = KeptPositions.open(folder)) {
            tell(kept, one, 1, 1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void nodeOfAnotherProcess_takesOverNothingOfOneThatLives() throws Exception {
        try (var kept = KeptPositions.open(folder)) {
            tell(kept, one, 1, 7);
            var process =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    AnotherProcess.class.getName(),
                                    folder.toString())
                            .inheritIO()
                            .start();
            assertThat(process.waitFor()).isZero();
            assertThat(folder.resolve("positions-1")).exists();
        }
    }

    @Test
    void whatOthersAppended_keepsTheOlderPlaceUntilItIsProved() {
        var kept = KeptPositions.inMemory();
        tell(kept, one, 1, 5);
        kept.appended(one, at(8), at(9));
        assertThat(kept.of(one)).contains(new Known(at(5), at(9)));
        kept.proved(one, kept.of(one).orElseThrow());
        assertThat(kept.of(one)).contains(Known.at(at(9)));
    }

    @Test
    void aFeedThatGotShorterOrAnother_doesNotWipeOutWhatIsKnown() {
        var kept = KeptPositions.inMemory();
        tell(kept, one, 1, 9);
        kept.appended(one, at(6), at(7, 1));
        kept.appended(one, at(8, 1), at(9, 1));
        kept.appended(one, at(9, 1), at(12, 1));
        assertThat(kept.of(one)).contains(Known.at(at(9)));
        kept.appended(one, at(12, 1), at(13, 1));
        assertThat(kept.of(one).orElseThrow().oldest()).isEqualTo(at(9));
        kept.reset(one, at(13, 1));
        assertThat(kept.of(one)).contains(Known.at(at(13, 1)));
    }

    @Test
    void aTornRecord_leavesTheOneBefore() throws IOException {
        try (var kept = KeptPositions.open(folder)) {
            tell(kept, one, 1, 4);
        }
        // Records take turns: the fourth is at 128, the third at 256.
        overwrite(SLOT + 128 + 20);
        try (var again = KeptPositions.open(folder)) {
            assertThat(again.of(one)).contains(Known.at(at(3)));
            tell(again, one, 4, 4);
        }
        assertThat(KeptPositions.look(folder).of(one)).contains(Known.at(at(4)));
    }

    @Test
    void aSlotWithoutAWholeRecord_isToldFromOneThatNeverWas() throws IOException {
        try (var kept = KeptPositions.open(folder)) {
            tell(kept, one, 1, 4);
            tell(kept, other, 1, 2);
        }
        overwrite(SLOT + 128);
        overwrite(SLOT + 256);
        try (var again = KeptPositions.open(folder)) {
            assertThat(again.of(one)).contains(Known.UNREADABLE);
            assertThat(again.of(other)).contains(Known.at(at(2)));
            again.reset(one, at(4));
        }
        assertThat(KeptPositions.look(folder).of(one)).contains(Known.at(at(4)));
    }

    private void overwrite(int offset) throws IOException {
        Path file = folder.resolve("positions-1");
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset + 5] ^= 0x55;
        Files.write(file, bytes);
    }

    @Test
    void nodesOnOneFolder_haveAFileEach_andWhatOneLeftIsTakenOver() throws IOException {
        try (var first = KeptPositions.open(folder)) {
            try (var second = KeptPositions.open(folder)) {
                tell(first, one, 1, 4);
                second.appended(one, at(4), at(6));
                second.appended(other, at(0), at(1));
            }
            assertThat(folder.resolve("positions-2")).exists();
        }
        try (var alone = KeptPositions.open(folder)) {
            assertThat(alone.of(one)).contains(new Known(at(4), at(6)));
            assertThat(alone.of(other)).contains(Known.at(at(1)));
            assertThat(folder.resolve("positions-2")).doesNotExist();
        }
        assertThat(KeptPositions.look(folder).of(other)).contains(Known.at(at(1)));
    }

    @Test
    void whatIsForgotten_isNotKnownAgain() throws IOException {
        try (var kept = KeptPositions.open(folder)) {
            tell(kept, one, 1, 2);
            tell(kept, other, 1, 2);
            kept.forget(one);
        }
        try (var again = KeptPositions.open(folder)) {
            assertThat(again.organizations()).containsExactly(other);
        }
    }

    @Test
    void aThousandOrganizations_takeHalfAMegabyte_howeverOftenTheyAreTold() throws IOException {
        try (var kept = KeptPositions.open(folder)) {
            for (int i = 0; i < 1_000; i++) {
                tell(kept, new OrganizationId(Ids.next()), 1, 5);
            }
        }
        assertThat(Files.size(folder.resolve("positions-1"))).isLessThanOrEqualTo(1_001L * SLOT);
    }
}

package kontor.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import kontor.TestKontor;
import kontor.banks.TestPayments;
import kontor.connections.Channel;
import kontor.connections.Channel.RemoteFile;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.postgres.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the folders of a connection, and what Kontor keeps away from. */
class FolderChannelTest {

    @TempDir private Path base;
    private FolderRig rig;

    private FolderRig rig() {
        if (rig == null) {
            rig = new FolderRig(base);
        }
        return rig;
    }

    private Channel channel() {
        return rig().channel;
    }

    @Test
    void anotherOrganization_seesNothingOfIt() {
        rig().send(1);
        var other = new OrganizationId(Ids.next());
        assertThat(channel().delivered(other, rig.connection, rig.file.attempt("f.xml", 1), false))
                .isEqualTo(Channel.Delivery.ABSENT);
        assertThat(channel().waiting(other, rig.connection)).isEmpty();
    }

    @Test
    void folderOutsideTheOrganizations_isRefused() {
        for (String address : new String[] {"..", "../other", "/etc", "", "a/../.."}) {
            assertThatThrownBy(
                            () ->
                                    channel()
                                            .waiting(
                                                    rig.organization,
                                                    TestPayments.connection(address)))
                    .as(address)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("points outside");
        }
    }

    @Test
    void waiting_isOldestFirstWithoutWhatIsStillWritten() throws IOException {
        Files.createDirectories(rig().at("in"));
        Files.writeString(rig.at("in/a"), "later");
        Files.writeString(rig.at("in/b"), "earlier");
        Files.setLastModifiedTime(rig.at("in/b"), FileTime.fromMillis(1_000));
        Files.writeString(rig.at("in/c.part"), "half");
        Files.writeString(rig.at("in/.d"), "hidden");
        var waiting = channel().waiting(rig.organization, rig.connection);
        assertThat(waiting).extracting(RemoteFile::name).containsExactly("b", "a");
        channel().acknowledge(rig.organization, rig.connection, waiting.getFirst());
        assertThat(channel().waiting(rig.organization, rig.connection))
                .extracting(RemoteFile::name)
                .containsExactly("a");
        assertThat(rig.at("done/b")).hasContent("earlier");
    }

    @Test
    void addressOutsideTheBase_isRefused() {
        var outside = TestPayments.connection("../elsewhere");
        assertThatThrownBy(() -> channel().waiting(rig().organization, outside))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("points outside");
    }

    @Test
    void aBaseThatIsALink_isNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(base.resolve("link"), elsewhere);
        var linked = new FolderRig(link);
        assertThatThrownBy(() -> linked.send(1)).hasMessageContaining("is a link");
        assertThatThrownBy(() -> FolderIdentity.open(TestKontor.shared().database(), link))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is a link");
        assertThat(elsewhere.toFile().list()).isEmpty();
    }

    @Test
    void out_isNotOverwritten_andTheSameBytesAreThere() throws IOException {
        Path out = Files.createDirectories(rig().at("out")).resolve(FolderRig.NAME);
        Files.writeString(out, "other");
        assertThatThrownBy(() -> rig.send(1)).hasMessageContaining("is there already");
        assertThat(out).hasContent("other");
        Files.delete(out);
        Files.createSymbolicLink(out, Files.writeString(base.resolve("precious"), "kept"));
        assertThatThrownBy(() -> rig.send(2)).hasMessageContaining("a link");
        assertThat(base.resolve("precious")).hasContent("kept");
        Files.delete(out);
        Files.writeString(out, "whole");
        rig.send(3);
        assertThat(out).hasContent("whole");
        assertThat(rig.names("staging")).isEmpty();
    }

    /** Whoever may write there must not lead Kontor anywhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"", "bank", "bank/out", "bank/staging", "bank/sent", "bank/revoked"})
    void linksOnTheWayOut_areNotFollowed(String link) throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere/bank/out")).getParent();
        Path place = base.resolve(rig().organization.toString()).resolve(link).normalize();
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, elsewhere);
        assertThatThrownBy(() -> rig.send(1)).hasMessageContaining("is a link");
        assertThatThrownBy(() -> rig.delivered(1, true)).hasMessageContaining("is a link");
        assertThat(elsewhere.toFile().list()).containsExactly("out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bank", "bank/in"})
    void linksOnTheWayIn_areNotFollowed(String link) throws IOException {
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere/bank/in")).getParent();
        Path place = base.resolve(rig().organization.toString()).resolve(link).normalize();
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, elsewhere);
        assertThatThrownBy(() -> channel().waiting(rig.organization, rig.connection))
                .hasMessageContaining("is a link");
    }
}

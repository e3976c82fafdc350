package kontor.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import kontor.banks.TestPayments;
import kontor.connections.Channel.Delivery;
import kontor.connections.Channel.RemoteFile;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever step a transfer stopped at, the folders tell whether the bank could have it. */
class FolderChannelTest {

    private final OrganizationId organization = new OrganizationId(Ids.next());
    private final Connection connection = TestPayments.connection("bank");
    @TempDir private Path base;

    private Channel channel() {
        return new FolderChannel(base);
    }

    private void send() {
        channel().send(organization, connection, "f.xml", bytes());
    }

    private static Supplier<InputStream> bytes() {
        return () -> new ByteArrayInputStream("whole".getBytes(StandardCharsets.UTF_8));
    }

    private Delivery delivered() {
        return channel().delivered(organization, connection, "f.xml");
    }

    private Path at(String path) {
        return base.resolve(organization.toString()).resolve("bank").resolve(path);
    }

    @Test
    void beforeTheFirstByte_isAbsent() {
        assertThat(delivered()).isEqualTo(Delivery.ABSENT);
    }

    @Test
    void anotherOrganization_seesNothingOfIt() {
        send();
        var other = new OrganizationId(Ids.next());
        assertThat(channel().delivered(other, connection, "f.xml")).isEqualTo(Delivery.ABSENT);
        assertThat(channel().waiting(other, connection)).isEmpty();
    }

    @Test
    void folderOutsideTheOrganizations_isRefused() {
        for (String address : new String[] {"..", "../other", "/etc", "", "a/../.."}) {
            assertThatThrownBy(
                            () -> channel().waiting(organization, TestPayments.connection(address)))
                    .as(address)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("points outside");
        }
    }

    @Test
    void sent_isThere_alsoAfterTheBankTookIt() throws IOException {
        send();
        assertThat(at("out/f.xml")).hasContent("whole");
        assertThat(delivered()).isEqualTo(Delivery.THERE);
        Files.delete(at("out/f.xml"));
        assertThat(delivered()).isEqualTo(Delivery.THERE);
    }

    @Test
    void stoppedBeforeTheMove_isAbsentAndCanBeSent() throws IOException {
        Files.createDirectories(at("staging"));
        Files.createDirectories(at("sent"));
        Files.writeString(at("staging/f.xml"), "wh");
        assertThat(delivered()).isEqualTo(Delivery.ABSENT);
        Files.createFile(at("sent/f.xml"));
        assertThat(delivered()).isEqualTo(Delivery.ABSENT);
        send();
        assertThat(at("out/f.xml")).hasContent("whole");
        assertThat(delivered()).isEqualTo(Delivery.THERE);
    }

    @Test
    void waiting_isOldestFirstWithoutWhatIsStillWritten() throws IOException {
        Files.createDirectories(at("in"));
        Files.writeString(at("in/a"), "later");
        Files.writeString(at("in/b"), "earlier");
        Files.setLastModifiedTime(at("in/b"), FileTime.fromMillis(1_000));
        Files.writeString(at("in/c.part"), "half");
        Files.writeString(at("in/.d"), "hidden");
        assertThat(channel().waiting(organization, connection))
                .containsExactly(new RemoteFile("b"), new RemoteFile("a"));
        channel().acknowledge(organization, connection, new RemoteFile("b"));
        assertThat(channel().waiting(organization, connection))
                .containsExactly(new RemoteFile("a"));
        assertThat(at("done/b")).hasContent("earlier");
    }

    @Test
    void addressOutsideTheBase_isRefused() {
        var outside = TestPayments.connection("../elsewhere");
        assertThatThrownBy(() -> channel().waiting(organization, outside))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("points outside");
    }
}

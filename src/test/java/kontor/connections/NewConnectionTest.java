package kontor.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.core.OrganizationId;
import kontor.core.Refusal;
import kontor.folders.FolderChannel;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import org.junit.jupiter.api.Test;

/** What a channel needs to know is its own affair. */
class NewConnectionTest {

    private static final OrganizationId ORGANIZATION = new OrganizationId(Ids.next());

    private final Channel folder = new FolderChannel(Path.of("/nowhere"));
    private final Channels channels = new Channels(List.of(folder, new PostOffice()));

    private static JsonFields request(String json) {
        return JsonFields.of(
                (ObjectNode)
                        Json.readOwn(
                                """
                                {"name": "A bank", "bic": "COBADEFFXXX", %s}
                                """
                                        .formatted(json)));
    }

    private ObjectNode made(String json) {
        return NewConnection.parse(request(json), channels)
                .made(Ids.next(), Instant.EPOCH)
                .view(ORGANIZATION, channels);
    }

    private static void assertFaults(String json, Channels channels, String... faults) {
        assertThatThrownBy(() -> NewConnection.parse(request(json), channels))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        invalid ->
                                assertThat(invalid.faults())
                                        .extracting(Fault::field)
                                        .containsExactly(faults));
    }

    @Test
    void channel_readsItsOwnMembersAndShowsThem() {
        var view = made("\"channel\": \"POST_OFFICE\", \"town\": \"Uppsala\", \"box\": 7");
        assertThat(view.path("channel").asText()).isEqualTo("POST_OFFICE");
        assertThat(view.path("town").asText()).isEqualTo("Uppsala");
        assertThat(view.path("box").asLong()).isEqualTo(7);
        assertThat(view.has("folder")).isFalse();
        assertThat(made("\"channel\": \"FOLDER\", \"folder\": \"a\"").path("folder").asText())
                .isEqualTo("a");
    }

    @Test
    void membersOfAnotherChannel_areNotAskedFor() {
        assertFaults("\"channel\": \"POST_OFFICE\", \"box\": 7", channels, "town");
        assertFaults("\"channel\": \"PIGEON\"", channels, "channel");
    }

    @Test
    void onlyChannel_tellsItsFaultsUnderWhateverName() {
        var one = new Channels(List.of(folder));
        assertFaults("\"channel\": \"PIGEON\"", one, "channel", "folder");
        assertFaults("\"bankProfile\": \"x\"", one, "channel", "folder", "bankProfile");
    }

    @Test
    void connectionOverAChannelThatThisNodeLacks_isShownWithoutItsMembers() {
        var stored =
                NewConnection.parse(
                                request(
                                        "\"channel\": \"POST_OFFICE\", \"town\": \"Lund\", \"box\":"
                                                + " 1"),
                                channels)
                        .made(Ids.next(), Instant.EPOCH);
        var view = stored.view(ORGANIZATION, new Channels(List.of(folder)));
        assertThat(view.path("channel").asText()).isEqualTo("POST_OFFICE");
        assertThat(view.has("town")).isFalse();
    }

    /** A channel that connections has never heard of. */
    private static final class PostOffice implements Channel, ChannelForm {

        @Override
        public String name() {
            return "post_office";
        }

        @Override
        public Optional<ChannelForm> form() {
            return Optional.of(this);
        }

        @Override
        public Optional<String> address(JsonFields body) {
            String town = body.requiredText("town", 1, 64);
            return body.integer("box")
                    .map(box -> Json.write(Json.object().put("town", town).put("box", box)));
        }

        @Override
        public Refusal taken() {
            return Refusal.rule("box_taken", "box", "the box has a tenant");
        }

        @Override
        public void show(String address, ObjectNode view) {
            view.setAll((ObjectNode) Json.readOwn(address));
        }

        @Override
        public void send(
                OrganizationId organization,
                Connection connection,
                Attempt attempt,
                Handover handover) {
            throw new IllegalStateException("nothing is sent here");
        }

        @Override
        public Delivery delivered(
                OrganizationId organization,
                Connection connection,
                Attempt last,
                boolean mayHaveLeft) {
            return Delivery.CANNOT_TELL;
        }

        @Override
        public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
            return List.of();
        }

        @Override
        public InputStream open(
                OrganizationId organization, Connection connection, RemoteFile file) {
            return InputStream.nullInputStream();
        }

        @Override
        public void acknowledge(
                OrganizationId organization, Connection connection, RemoteFile file) {
            // nothing was offered
        }
    }
}

package kontor.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody can do to an export, or to a whole feed, and what the proof says of it. */
class FeedExportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = TestKontor.shared().organization();
    private final Events events = new Events();
    private final NavigableMap<Long, byte[]> anchors = new TreeMap<>();
    private List<String> lines = List.of();

    @BeforeEach
    void exportSome() throws IOException {
        for (int i = 1; i <= 6; i++) {
            record(i);
        }
        var written = new StringWriter();
        var end = events.export(database, organization, written);
        lines = new ArrayList<>(written.toString().lines().toList());
        anchors.put(end.position(), end.digest());
        anchors.put(3L, HEX.parseHex(json(3).path("digest").asText()));
    }

    private void record(int number) {
        var event =
                new NewEvent(
                        "mandates",
                        Ids.next(),
                        1,
                        NewEvent.Type.CREATED,
                        "CREATED",
                        NewEvent.KONTOR,
                        Optional.of(Ids.next()),
                        Optional.of("said \"" + number + "\" ä"),
                        Map.of("k", "v" + number),
                        "{\"number\":" + number + "}");
        database.write(
                organization,
                tx -> {
                    events.record(tx, event);
                    return true;
                });
    }

    private ObjectNode json(int position) {
        try {
            return (ObjectNode) MAPPER.readTree(lines.get(position));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void change(int position, String member, String text) {
        lines.set(position, json(position).put(member, text).toString());
    }

    private FeedExport.Checked check() {
        try {
            var text = String.join("\n", lines) + "\n";
            return FeedExport.check(new BufferedReader(new StringReader(text)), _ -> anchors);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void assertFault(String words) {
        assertThat(check().fault()).hasValueSatisfying(said -> assertThat(said).contains(words));
    }

    @Test
    void export_holdsWithItsAnchors() {
        var checked = check();
        assertThat(checked.fault()).isEmpty();
        assertThat(checked.end().position()).isEqualTo(lines.size() - 1L);
        assertThat(checked.anchored()).isEqualTo(2);
    }

    @Test
    void changedEvent_isNamed() {
        change(4, "originator", "somebody");
        assertFault("event 4 was changed");
    }

    @Test
    void changedPayload_isNamed() {
        change(4, "snapshot", "{}");
        assertFault("what event 4 says was changed");
    }

    @Test
    void erasedPayload_isNoFault() {
        var erased = json(4);
        erased.putNull("snapshot").putNull("message").putNull("details");
        lines.set(4, erased.toString());
        assertThat(check().fault()).isEmpty();
        assertThat(check().erased()).isEqualTo(1);
    }

    @Test
    void removedEvent_isNamed() {
        lines.remove(4);
        assertFault("event 4 is missing");
    }

    @Test
    void cutEnd_isNamed() {
        lines.removeLast();
        assertFault("is missing, and the feed goes to");
    }

    @Test
    void endThatWasCutWithTheHeader_isSeenByTheAnchors() {
        lines.removeLast();
        int last = lines.size() - 1;
        relink(last + 1);
        assertFault("was anchored: its end was cut off");
        anchors.pollLastEntry();
        assertThat(check().fault()).isEmpty();
    }

    @Test
    void lineThatWasCut_isNamed() {
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).substring(0, 40));
        assertThatThrownBy(this::check).hasMessageContaining("cut off");
    }

    @Test
    void reordered_isNamed() {
        lines.add(3, lines.remove(4));
        assertFault("event 3 is missing; event 4 stands in its place");
    }

    @Test
    void repeated_isNamed() {
        lines.add(4, lines.get(3));
        assertFault("event 3 stands behind event 3");
    }

    @Test
    void anotherOrganizations_isNamed() {
        String stranger = Ids.next().toString();
        change(2, "organization", stranger);
        assertFault("is of organization " + stranger);
    }

    @Test
    void exportThatSaysItIsAnothers_doesNotHold() {
        String stranger = Ids.next().toString();
        for (int i = 0; i < lines.size(); i++) {
            change(i, "organization", stranger);
        }
        assertFault("was changed");
    }

    @Test
    void chainThatWasComputedAnew_isSeenByTheAnchorsOnly() {
        change(2, "name", "FORGED");
        relink(2);
        assertFault("event 3 is not the one that was anchored");
        anchors.clear();
        assertThat(check().fault()).isEmpty();
    }

    @Test
    void anchorsWhoseEndWasCut_areSeenByTheTime() {
        anchors.pollLastEntry();
        assertThat(check().fault()).isEmpty();
        int last = lines.size() - 1;
        change(last, "occurred", Instant.now().plusSeconds(3 * 3_600).toString());
        relink(last);
        assertFault("lines at their end were cut off");
    }

    /** Computes all links from a position on anew, as somebody does who owns the database. */
    private void relink(int from) {
        var digests = new Digests();
        byte[] before =
                from == 1
                        ? Digests.START_OF_FEED
                        : HEX.parseHex(json(from - 1).path("digest").asText());
        for (int i = from; i < lines.size(); i++) {
            var line = json(i);
            byte[] payload = HEX.parseHex(line.path("payloadDigest").asText());
            before = digests.link(before, facts(line), payload);
            lines.set(i, line.put("digest", HEX.formatHex(before)).toString());
        }
        lines.set(
                0,
                json(0).put("position", lines.size() - 1)
                        .put("digest", HEX.formatHex(before))
                        .toString());
    }

    private static Digests.Facts facts(ObjectNode line) {
        return new Digests.Facts(
                new OrganizationId(UUID.fromString(line.path("organization").asText())),
                line.path("position").asLong(),
                Instant.parse(line.path("occurred").asText()),
                line.path("resource").asText(),
                UUID.fromString(line.path("resourceId").asText()),
                line.path("version").asInt(),
                line.path("type").asText(),
                line.path("name").asText(),
                line.path("originator").asText(),
                line.path("requestId").isNull()
                        ? null
                        : UUID.fromString(line.path("requestId").asText()));
    }
}

package kontor.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.jspecify.annotations.Nullable;

/**
 * A feed as a file, one JSON object a line: first whose it is and where it ends, then each event
 * with all that its link binds. So it can be proved where there is no database.
 */
public final class FeedExport {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final String FORMAT = "kontor-audit-export-1";
    private static final int PAGE = 250;
    private static final Duration MOST_UNANCHORED = Duration.ofHours(2);

    private FeedExport() {}

    /**
     * What became of a check.
     *
     * @param anchored how many anchors lie in it and hold
     * @param fault the first thing that does not hold, in words
     */
    public record Checked(
            OrganizationId organization,
            FeedPosition end,
            long erased,
            long anchored,
            Optional<String> fault) {}

    /**
     * Writes the feed as it is now, a page at a time.
     *
     * @return where it ends
     */
    static FeedPosition write(
            Database database, OrganizationId organization, AuditTable table, Writer out)
            throws IOException {
        var end = database.read(organization, table::end);
        var head = MAPPER.createObjectNode().put("format", FORMAT);
        head.put("organization", organization.toString())
                .put("position", end.position())
                .put("digest", HEX.formatHex(end.digest()));
        out.write(MAPPER.writeValueAsString(head) + "\n");
        for (long written = 0; written < end.position(); ) {
            long after = written;
            var page =
                    database.read(organization, tx -> table.links(tx, after, end.position(), PAGE));
            for (var link : page) {
                out.write(line(link) + "\n");
                written = link.facts().position();
            }
            if (page.isEmpty()) {
                break;
            }
        }
        return new FeedPosition(end.position(), end.digest());
    }

    private static String line(AuditTable.Link link) throws IOException {
        var facts = link.facts();
        var line = MAPPER.createObjectNode();
        line.put("organization", facts.organization().toString());
        line.put("position", facts.position()).put("rule", link.rule());
        line.put("occurred", facts.occurred().toString()).put("resource", facts.resource());
        line.put("resourceId", facts.resourceId().toString()).put("version", facts.version());
        line.put("type", facts.type()).put("name", facts.name());
        line.put("originator", facts.originator());
        UUID request = facts.requestId();
        line.put("requestId", request == null ? null : request.toString());
        line.put("snapshot", link.snapshot()).put("message", link.message());
        line.put("details", link.details());
        line.put("payloadDigest", HEX.formatHex(link.payloadDigest()));
        line.put("digest", HEX.formatHex(link.digest()));
        return MAPPER.writeValueAsString(line);
    }

    /**
     * Reads an export line by line, and proves it.
     *
     * @throws IllegalStateException when it is no export, or the anchors were altered
     */
    public static Checked check(BufferedReader in, Anchored anchors) throws IOException {
        var head = parsed(in.readLine(), 1);
        if (!head.path("format").asText().equals(FORMAT)) {
            throw new IllegalStateException("this is no export of an audit log");
        }
        var organization = new OrganizationId(UUID.fromString(head.path("organization").asText()));
        var known = anchors.of(organization);
        var walk = new FeedWalk(1, Digests.START_OF_FEED, known);
        var unanchored = new Unanchored(known.isEmpty() ? Long.MAX_VALUE : known.lastKey());
        long number = 1;
        for (var text = in.readLine(); text != null && !walk.isBroken(); text = in.readLine()) {
            var link = link(parsed(text, ++number), number);
            if (isOf(organization, link, walk, number)) {
                walk.step(link);
                unanchored.step(link.facts());
            }
        }
        walk.endedAt(head.path("position").asLong(), true);
        boolean sameEnd = head.path("digest").asText().equals(HEX.formatHex(walk.before()));
        if (!sameEnd) {
            walk.brokenAt(walk.next(), "the last event is not the one that the export names");
        }
        unanchored.fault().ifPresent(words -> walk.brokenAt(walk.next(), words));
        var end = new FeedPosition(walk.next() - 1, walk.before());
        return new Checked(organization, end, walk.erased(), walk.anchored(), walk.why());
    }

    private static boolean isOf(
            OrganizationId organization, AuditTable.Link link, FeedWalk walk, long number) {
        var theirs = link.facts().organization();
        if (!theirs.equals(organization)) {
            walk.brokenAt(walk.next(), "line " + number + " is of organization " + theirs);
        }
        return theirs.equals(organization);
    }

    /**
     * Events behind the last anchor. While a node runs it anchors each hour, so that events of more
     * than two hours without a line say that lines are missing.
     */
    private static final class Unanchored {
        private final long last;
        private @Nullable Instant since;
        private @Nullable Instant until;

        Unanchored(long last) {
            this.last = last;
        }

        void step(Digests.Facts facts) {
            if (facts.position() > last) {
                since = since == null ? facts.occurred() : since;
                until = facts.occurred();
            }
        }

        Optional<String> fault() {
            if (since == null || until == null || !until.isAfter(since.plus(MOST_UNANCHORED))) {
                return Optional.empty();
            }
            return Optional.of(
                    "the anchors end at event "
                            + last
                            + ", and events of "
                            + since
                            + " to "
                            + until
                            + " have none: lines at their end were cut off, or no node ran");
        }
    }

    private static JsonNode parsed(@Nullable String text, long number) {
        try {
            return MAPPER.readTree(text == null ? "" : text);
        } catch (IOException broken) {
            throw new IllegalStateException("line " + number + " is no JSON; the file is cut off");
        }
    }

    private static AuditTable.Link link(JsonNode line, long number) {
        try {
            var facts =
                    new Digests.Facts(
                            new OrganizationId(id(line, "organization")),
                            line.path("position").asLong(),
                            Instant.parse(line.path("occurred").asText()),
                            line.path("resource").asText(),
                            id(line, "resourceId"),
                            line.path("version").asInt(),
                            line.path("type").asText(),
                            line.path("name").asText(),
                            line.path("originator").asText(),
                            line.path("requestId").isNull() ? null : id(line, "requestId"));
            return new AuditTable.Link(
                    line.path("rule").asInt(),
                    facts,
                    text(line, "snapshot"),
                    text(line, "message"),
                    text(line, "details"),
                    HEX.parseHex(line.path("payloadDigest").asText()),
                    HEX.parseHex(line.path("digest").asText()));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new IllegalStateException("line " + number + " is no event of an export");
        }
    }

    private static UUID id(JsonNode line, String name) {
        return UUID.fromString(line.path(name).asText());
    }

    private static @Nullable String text(JsonNode line, String name) {
        return line.path(name).isTextual() ? line.path(name).asText() : null;
    }
}

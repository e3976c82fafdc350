package kontor.anchors;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.encodings.Sha256;
import kontor.events.Anchored;

/**
 * Reads a file of anchors line by line and proves it: that no line was changed, taken out or put
 * in, and that each key was endorsed by the one before. A line that is just being written is left.
 */
final class AnchorCheck implements Anchored {

    static final String NO_LINE = "0".repeat(64);

    private final Map<OrganizationId, NavigableMap<Long, byte[]>> anchors = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private String signing = "";
    private String before = NO_LINE;
    private long number;

    /**
     * @throws IllegalStateException naming the first line that does not hold
     */
    static AnchorCheck of(Path file) throws IOException {
        var check = new AnchorCheck();
        try (var in = Files.newBufferedReader(file)) {
            check.read(in, Files.size(file));
        }
        return check;
    }

    private void read(BufferedReader in, long size) throws IOException {
        long read = 0;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            read += line.length() + 1L;
            if (read > size) {
                return; // without its end: a node is writing it, or died in the middle
            }
            step(line);
        }
    }

    private void step(String line) {
        number++;
        String[] words = line.split(" ");
        boolean isKey = words[0].equals("key");
        if (!isKey && !words[0].equals("at") || words.length != (isKey ? 7 : 9)) {
            throw fault("is no anchor: it was cut or changed");
        }
        if (!words[1].equals(Long.toString(number))) {
            throw fault("has the number " + words[1] + ": lines are missing before it");
        }
        if (!words[isKey ? 6 : 7].equals(before)) {
            throw fault("does not follow the line before: one was changed, taken out or put in");
        }
        if (isKey) {
            introduce(words[3], words[4], words[5]);
        } else {
            keep(words, line.substring(0, line.lastIndexOf(' ')));
        }
        before = HexFormat.of().formatHex(Sha256.of(line));
    }

    private void introduce(String id, String key, String endorsement) {
        String earlier = keys.get(signing);
        boolean endorsed = earlier == null || AnchorKeys.signed(earlier, key, endorsement);
        if (!endorsed || !AnchorKeys.idOf(key).equals(id)) {
            throw fault("names the key " + id + ", which the key before did not endorse");
        }
        keys.put(id, key);
        signing = id;
    }

    private void keep(String[] words, String signed) {
        String key = keys.get(words[6]);
        if (key == null || !words[6].equals(signing) || !AnchorKeys.signed(key, signed, words[8])) {
            throw fault("was changed: its signature is not that of key " + signing);
        }
        try {
            var organization = new OrganizationId(UUID.fromString(words[3]));
            anchors.computeIfAbsent(organization, _ -> new TreeMap<>())
                    .put(Long.valueOf(words[4]), HexFormat.of().parseHex(words[5]));
        } catch (IllegalArgumentException wrong) {
            throw fault("is no anchor");
        }
    }

    private IllegalStateException fault(String words) {
        return new IllegalStateException("line " + number + " of the anchors " + words);
    }

    @Override
    public NavigableMap<Long, byte[]> of(OrganizationId organization) {
        return anchors.getOrDefault(organization, new TreeMap<>());
    }

    long number() {
        return number;
    }

    /** The digest of the last line. */
    String before() {
        return before;
    }

    /** The key that signed last; empty in an empty file. */
    String signing() {
        return signing;
    }

    Map<OrganizationId, NavigableMap<Long, byte[]>> all() {
        return anchors;
    }
}

package kontor.sameness;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import kontor.encodings.Sha256;

/** What a JSON body says, collected while it arrives: of its records only a digest is held. */
public final class GatheredContent {

    private final SortedMap<String, String> members = new TreeMap<>();
    private final MessageDigest records = Sha256.begin();

    public void member(String name, JsonNode value) {
        if (!value.isNull()) {
            members.put(name, JsonContent.of(value, JsonContent.Nulls.ABSENT));
        }
    }

    public void record(String said) {
        records.update(said.getBytes(StandardCharsets.UTF_8));
    }

    /** One text for all ways to write it. */
    public String text() {
        return members + HexFormat.of().formatHex(records.digest());
    }
}

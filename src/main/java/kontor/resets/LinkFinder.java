package kontor.resets;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.secrets.Secret;

/** Finds links by their tokens, for whoever does not try too many. */
final class LinkFinder {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** In whose name tokens are guessed, which name nobody. */
    private static final String NAME = "links";

    private final Database database;
    private final Guesses guesses;
    private final LinkTable table = new LinkTable();

    LinkFinder(Database database, Guesses guesses) {
        this.database = database;
        this.guesses = guesses;
    }

    /** A link, and the digest of its token. */
    record Found(byte[] digest, Link link) {}

    /**
     * @param from where the request comes from
     * @return empty for one that was used, is too old, or never was
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    Optional<Found> find(String from, String text, LinkPurpose purpose) {
        if (!TOKEN.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] digest = new Secret(text).digest();
        guesses.judge(from, NAME, HexFormat.of().formatHex(digest));
        var now = Instant.now(database.clock());
        var found = database.system(sql -> table.find(sql, digest, purpose, now));
        found.ifPresent(_ -> guesses.outdated(from, NAME));
        return found.map(link -> new Found(digest, link));
    }
}

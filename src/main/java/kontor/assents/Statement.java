package kontor.assents;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.OrganizationId;
import kontor.encodings.Sha256;
import kontor.wire.Json;

/**
 * What a person signs who approves: plain text, a line for each thing.
 *
 * @param text UTF-8 with LF between its lines; its SHA-256 is the challenge
 */
record Statement(String text) {

    private static final String TITLE = "Kontor approval 1";

    /** Who approves, and until when the statement can be answered. */
    record Head(OrganizationId organization, UUID user, UUID nonce, Instant until) {}

    static Statement of(Head head, List<Item> items) {
        String lines = items.stream().map(Item::line).collect(Collectors.joining("\n"));
        return new Statement(
                String.join(
                        "\n",
                        TITLE,
                        "organization " + head.organization,
                        "user " + head.user,
                        "nonce " + head.nonce,
                        "until " + Json.timestamp(head.until),
                        lines));
    }

    byte[] challenge() {
        return Sha256.of(text);
    }

    boolean names(Item item) {
        return text.lines().anyMatch(item.line()::equals);
    }

    /** Whether it names this payment and step, whatever it says of them. */
    boolean isAbout(Item item) {
        String id = "\"id\":\"" + item.id() + "\"";
        String step = "\"step\":\"" + item.step() + "\"";
        return text.lines().anyMatch(line -> line.contains(id) && line.contains(step));
    }

    /** Stands for what a page shows, so that no other is signed in its place. */
    static String seen(List<Item> items) {
        String lines = items.stream().map(Item::line).collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(Sha256.of(lines));
    }
}

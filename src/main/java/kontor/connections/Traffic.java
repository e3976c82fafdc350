package kontor.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.wire.Json;

/**
 * What went over a connection.
 *
 * @param lastHeard when the last file came; absent where none did
 * @param lastFile its name
 * @param in files that came, and {@code aside} those of them that were set aside
 * @param out files that left or are to, and of which nobody knows whether they left; absent where
 *     the role does not read them
 */
public record Traffic(
        Optional<Instant> lastHeard,
        Optional<String> lastFile,
        long in,
        long aside,
        Optional<Out> out) {

    /** Files for the bank. */
    public record Out(long all, long unknown) {}

    /** Answered by the room of files. */
    @FunctionalInterface
    public interface Source {

        /**
         * Of each connection; none for a caller who is limited to some accounts, as files tell of
         * all.
         */
        Map<UUID, Traffic> of(Tx tx, Caller caller, Collection<UUID> connections);
    }

    /** Adds its members to the view of a connection. */
    void show(ObjectNode view) {
        lastHeard.ifPresent(at -> view.put("lastHeard", Json.timestamp(at)));
        var files = view.putObject("files").put("received", in).put("setAside", aside);
        out.ifPresent(sent -> files.put("prepared", sent.all).put("unknown", sent.unknown));
    }
}

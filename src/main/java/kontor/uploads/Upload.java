package kontor.uploads;

import java.util.Optional;
import java.util.UUID;
import kontor.wire.JsonFields;

/**
 * An input that has arrived: stored but for its last chunk, which whoever takes it stores.
 *
 * @param frame all members but the records, with the faults found in them so far
 * @param stored what was stored; empty where a form came without its file
 * @param lastChunk what is not stored yet, with its number
 * @param contentDigest stands for the content: the same bytes for the same content
 */
public record Upload(
        UUID id,
        JsonFields frame,
        Optional<StoredInput> stored,
        ChunkTable.Chunk lastChunk,
        byte[] contentDigest) {

    /** What was stored; asked only of a frame without faults, which says so when there is none. */
    public StoredInput input() {
        return stored.orElseThrow();
    }
}

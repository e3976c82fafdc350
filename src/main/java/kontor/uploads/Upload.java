package kontor.uploads;

import java.util.Optional;
import java.util.UUID;
import kontor.sameness.Content;
import kontor.wire.JsonFields;

/**
 * An input that has arrived: stored but for its last chunk, which whoever takes it stores.
 *
 * @param frame all members but the records, with the faults found in them so far
 * @param stored what was stored; empty where a form came without its file
 * @param lastChunk what is not stored yet, with its number
 * @param content the same for the same input, though a form has another boundary each time
 */
public record Upload(
        UUID id,
        JsonFields frame,
        Optional<StoredInput> stored,
        ChunkTable.Chunk lastChunk,
        Content content) {

    /** What was stored; asked only of a frame without faults, which says so when there is none. */
    public StoredInput input() {
        return stored.orElseThrow();
    }
}

package kontor.uploads;

import java.util.Optional;
import java.util.UUID;
import kontor.wire.JsonFields;

/**
 * An input that has arrived: stored but for its last chunk, which whoever takes it stores.
 *
 * @param frame all but the records, with what is wrong with it so far
 * @param stored what it holds; empty where a form came without its file
 * @param lastChunk what is not stored yet, with its number
 */
public record Upload(
        UUID id, JsonFields frame, Optional<StoredInput> stored, ChunkTable.Chunk lastChunk) {

    /** What was stored; asked only of a frame without faults, which says so when there is none. */
    public StoredInput input() {
        return stored.orElseThrow();
    }
}

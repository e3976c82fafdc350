package kontor.uploads;

import java.util.UUID;
import kontor.wire.JsonFields;

/**
 * An input that has arrived: stored but for its last chunk, which whoever takes it stores.
 *
 * @param frame all but the records, with what is wrong with it so far
 * @param lastChunk what is not stored yet, with its number
 */
public record Upload(UUID id, JsonFields frame, StoredInput input, ChunkTable.Piece lastChunk) {}

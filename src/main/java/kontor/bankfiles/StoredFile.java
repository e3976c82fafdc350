package kontor.bankfiles;

import java.util.UUID;

/**
 * A file as it is kept.
 *
 * @param name as it was sent or came
 * @param size in bytes, of the whole
 * @param complete false while it still comes in
 * @param kept false when its bytes were deleted after their time
 */
public record StoredFile(UUID id, String name, long size, boolean complete, boolean kept) {}

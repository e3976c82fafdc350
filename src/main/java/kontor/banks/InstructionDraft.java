package kontor.banks;

import java.time.LocalDateTime;
import java.util.UUID;

/**
 * A file about to be written.
 *
 * @param messageId drawn once, unique for ever; 25 capital letters and digits
 * @param localTime the bank's wall time
 */
public record InstructionDraft(UUID id, String messageId, LocalDateTime localTime) {}

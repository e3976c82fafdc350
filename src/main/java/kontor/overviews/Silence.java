package kontor.overviews;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An account of which no statement came for longer than usual.
 *
 * @param name its alias, or its name
 * @param last the day that the last statement closed
 * @param since bank days since then, Monday to Friday, 100 at most
 * @param usual the longest pause between the statements before, in bank days
 */
public record Silence(UUID account, String name, LocalDate last, int since, int usual) {}

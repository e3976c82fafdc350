package kontor.tickets;

import java.time.Instant;

/**
 * A ticket that was issued here, and whose time is not over.
 *
 * @param number 256 random bits: the challenge that the other side has to answer
 * @param until when it is good, to the millisecond
 * @param content what is to be remembered; the browser can read it
 * @param text as the browser carries it
 */
public record Ticket(byte[] number, Instant until, String content, String text) {}

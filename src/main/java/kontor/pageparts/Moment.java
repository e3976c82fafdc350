package kontor.pageparts;

/**
 * Something that happened to a thing.
 *
 * @param what the word of its event
 * @param who a name, or "Kontor", or "the bank"
 * @param when in the time of the organization, with the weekday
 * @param detail what was said with it; may be empty
 * @param icon that stands for it
 */
public record Moment(String what, String who, String when, String detail, String icon) {}

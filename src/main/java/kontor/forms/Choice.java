package kontor.forms;

/** One of a list to choose from. */
public record Choice(String value, String label) {}

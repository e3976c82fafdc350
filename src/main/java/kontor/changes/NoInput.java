package kontor.changes;

/** The input of a change that says all by its name, such as to delete. */
public enum NoInput {
    NONE
}

package kontor.bankfiles;

/** Which way a file goes. */
public enum Direction {
    /** To a bank: an instruction. */
    OUT("Instruction"),
    /** From a bank: an inbox file. */
    IN("Inbox file");

    private final String what;

    Direction(String what) {
        this.what = what;
    }

    /** In words, for refusals. */
    String what() {
        return what;
    }
}

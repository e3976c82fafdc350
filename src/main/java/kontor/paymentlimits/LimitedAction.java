package kontor.paymentlimits;

/** What people do with payments that limits count. */
public enum LimitedAction {
    CREATE("make"),
    APPROVE("approve");

    private final String verb;

    LimitedAction(String verb) {
        this.verb = verb;
    }

    /** As the rest of a sentence "may ...". */
    public String verb() {
        return verb;
    }
}

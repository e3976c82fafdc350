package kontor.pages;

/**
 * A state as a person sees it: a shape, a word of the API and, where it matters, when or why.
 *
 * @param shape who has it, so that colour never stands alone
 * @param detail a date or a reason; may be empty
 */
public record State(Shape shape, String word, String detail) {

    /** Whose turn it is, or how it ended. */
    public enum Shape {
        /** With people: waits for approval. */
        RING("ring"),
        /** Decided, leaves by itself. */
        READY("ready"),
        /** With the bank. */
        HALF("half"),
        /** Done. */
        FULL("full"),
        /** Ended: refused or withdrawn. */
        ENDED("ended"),
        /** Ended, and somebody should know. */
        FAILED("failed"),
        /** The money came back. */
        BACK("back"),
        /** A person must decide. */
        ASKS("asks");

        private final String style;

        Shape(String style) {
            this.style = style;
        }

        /** Its class in the style sheet. */
        public String style() {
            return style;
        }
    }

    /**
     * @param constant of the API, like {@code PENDING_SUBMISSION}
     */
    public static State of(Shape shape, String constant) {
        return new State(shape, Figures.word(constant), "");
    }

    public State with(String when) {
        return new State(shape, word, when);
    }
}

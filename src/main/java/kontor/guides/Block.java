package kontor.guides;

/** A part of a guide. */
public sealed interface Block {

    /**
     * A heading of the second level.
     *
     * @param id its anchor on the page
     */
    record Section(String id, String title) implements Block {}

    /**
     * Paragraphs, lists and tables.
     *
     * @param html made of Markdown; HTML that stood in it is text
     */
    record Prose(String html) implements Block {}

    /**
     * What is to be read or typed as it stands.
     *
     * @param language its kind: {@code sh}, {@code json}, {@code http} or {@code text}
     */
    record Code(String language, String text) implements Block {

        /** Whether a shell runs it. */
        public boolean isCommand() {
            return language.equals("sh");
        }
    }

    /** A request to be sent. */
    record Request(Step step) implements Block {}
}

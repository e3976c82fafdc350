package kontor.metadata;

import kontor.core.RefusalCode;

/**
 * Every no to a key, in the order in which they are checked; unknown, deleted and stale came
 * before.
 */
enum MetadataKeyRefusal implements RefusalCode {
    /** A key has one rule. */
    METADATA_KEY_TAKEN("key", "is known already"),
    /** All of them are read for each list of requests. */
    TOO_MANY_METADATA_KEYS(
            "",
            "an organization has at most "
                    + MetadataKeys.MOST
                    + " metadata keys; delete one first"),
    /**
     * Metadata has 20 entries at most: with more keys required than that nothing could be made any
     * more.
     */
    TOO_MANY_REQUIRED_KEYS(
            "resources",
            "a resource has at most "
                    + MetadataKeys.MOST_REQUIRED
                    + " required keys, as many as metadata has entries");

    private final String field;
    private final String sentence;

    MetadataKeyRefusal(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}

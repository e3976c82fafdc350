package kontor.metadata;

import kontor.core.RefusalCode;

/**
 * Every refusal of a change of keys, in the order in which they are checked; unknown, deleted and
 * stale are refused before.
 */
enum MetadataKeyRefusal implements RefusalCode {
    /** A live key with the same name exists. */
    METADATA_KEY_TAKEN("key", "is known already"),
    /** An organization has 100 keys at most: all are read for each list of requests. */
    TOO_MANY_METADATA_KEYS(
            "",
            "an organization has at most "
                    + MetadataKeys.MOST
                    + " metadata keys; delete one first"),
    /**
     * Metadata has 20 entries at most: if more keys were required, no resource could be created any
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

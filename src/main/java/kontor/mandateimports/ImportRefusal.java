package kontor.mandateimports;

import kontor.core.RefusalCode;

/** Every refusal of this room, in the order in which they are checked. */
enum ImportRefusal implements RefusalCode {
    /** Nothing is left that could be kept from happening. */
    IMPORT_OVER("status", "the import is over, so it cannot be cancelled"),
    /** What was made is made. */
    IMPORT_NOT_TRIED("dryRun", "is no dry run, so there is nothing to import; send the file again"),
    /** Nobody knows yet what would become of it. */
    TRIAL_NOT_COMPLETED("status", "the dry run is not completed; wait for it, or send the file");

    private final String field;
    private final String sentence;

    ImportRefusal(String field, String sentence) {
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

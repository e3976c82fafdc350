package kontor.mandateimports;

import kontor.core.RefusalCode;

/** Every refusal of this room, in the order in which they are checked. */
enum ImportRefusal implements RefusalCode {
    /** Nothing is left that could be kept from happening. */
    IMPORT_OVER("status", "the import is over, so it cannot be cancelled");

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

package kontor.cases;

import kontor.core.RefusalCode;

/** Every business no of this room. */
public enum CaseRefusal implements RefusalCode {
    /** A closed case keeps the note of who closed it. */
    CASE_CLOSED("status", "the case was closed before");

    private final String field;
    private final String sentence;

    CaseRefusal(String field, String sentence) {
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

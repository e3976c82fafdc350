package kontor.principals;

import kontor.core.RefusalCode;

/** The reasons why a program cannot act for somebody. */
enum PrincipalRefusal implements RefusalCode {
    /** An invited person has not said yet who it is. */
    ACTS_FOR_NOT_FOUND(
            "actsFor.userId",
            "names no user of yours who has joined; list them at /iam/v2beta/users?status=ACTIVE");

    private final String field;
    private final String sentence;

    PrincipalRefusal(String field, String sentence) {
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

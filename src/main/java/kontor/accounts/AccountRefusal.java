package kontor.accounts;

import kontor.core.RefusalCode;

/** The reasons why a new account is refused, in the order in which they are checked. */
enum AccountRefusal implements RefusalCode {
    CONNECTION_NOT_FOUND(
            "connectionId",
            "names no connection of yours; list them at /connectivity/v2beta/connections"),
    /** There is no such entity, or the caller's role does not include all its accounts. */
    ENTITY_NOT_FOUND(
            "entityId", "names no entity of yours; list them at /financial-data/v2/entities"),
    /** Bank statements are assigned to an account by number and currency, so these are unique. */
    ACCOUNT_EXISTS("identifiers", "another account has this number and currency");

    private final String field;
    private final String sentence;

    AccountRefusal(String field, String sentence) {
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

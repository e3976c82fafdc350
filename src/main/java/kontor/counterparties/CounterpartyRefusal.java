package kontor.counterparties;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Every refusal of this room, in the order in which they are checked. */
enum CounterpartyRefusal implements RefusalCode {
    /** The counterparty of a new account does not exist, or is another organization's. */
    COUNTERPARTY_NOT_FOUND("names no counterparty; create it first"),
    /** The counterparty of a new account was deleted. */
    COUNTERPARTY_DELETED("names a deleted counterparty; create it again"),
    /** A counterparty has 25 accounts at most (limit of the API since 2026). */
    TOO_MANY_ACCOUNTS("the counterparty has 25 accounts already; delete one first"),
    /** An entity id of the request names no entity of the organization. */
    ENTITY_NOT_FOUND("names no entity of yours; list them at /financial-data/v2/entities"),
    /** The identifiers of one account differ from each other (uniqueItems of the API). */
    IDENTIFIER_REPEATED("the account has this number already"),
    /** A limit of Kontor, for what patches may append. */
    TOO_MANY_IDENTIFIERS("the account has 10 of these already"),
    /** A live mandate or an unfinished payment needs the account. */
    IN_USE("cannot be deleted");

    private final String sentence;

    CounterpartyRefusal(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return "";
    }

    @Override
    public String sentence() {
        return sentence;
    }

    /**
     * @param fact the particular case, appended to the message
     */
    Refusal because(String subject, String fact) {
        return Refusal.rule(code(), "", subject + " " + sentence + ": " + fact);
    }
}

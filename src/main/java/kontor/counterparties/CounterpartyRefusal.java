package kontor.counterparties;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Request;
import kontor.core.Maps;
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
    /** One account has one number of a kind, and its IBAN and its national number agree. */
    IDENTIFIERS_CONTRADICT("contradicts the other numbers of the account"),
    /** An account is nothing without a number. */
    IDENTIFIER_LAST("is the only number of the account; add the right one first, or delete it"),
    /** A limit of Kontor, for what patches may append. */
    TOO_MANY_IDENTIFIERS("the account has 10 of these already"),
    /** A live mandate or an unfinished payment needs the account. */
    IN_USE("cannot be deleted, nor lose a number that is used");

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

    /** The same where all of it is to go. */
    static Optional<Refusal> inUse(
            Request<?> request, Map<UUID, String> used, Collection<UUID> ids) {
        return inUse(request, Refusal.ITSELF, used, ids);
    }

    /**
     * A role limited to some accounts is not told by what: it may be of another account.
     *
     * @param field where the request takes away what is used
     */
    static Optional<Refusal> inUse(
            Request<?> request, String field, Map<UUID, String> used, Collection<UUID> ids) {
        return ids.stream()
                .filter(used::containsKey)
                .findFirst()
                .map(
                        id ->
                                IN_USE.because(
                                        field,
                                        "external account " + id,
                                        request.caller().accounts().all()
                                                ? Maps.required(used, id)
                                                : "a mandate or payment uses it"));
    }

    /**
     * @param fact the particular case, appended to the message
     */
    private Refusal because(String field, String subject, String fact) {
        return Refusal.rule(code(), field, subject + " " + sentence + ": " + fact);
    }
}

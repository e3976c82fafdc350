package kontor.accounts;

import java.util.Locale;
import kontor.core.Refusal;

/** Every business no to a new account, in the order in which they are checked. */
enum AccountRefusal {
    CONNECTION_NOT_FOUND(
            "connectionId",
            "names no connection of yours; list them at /connectivity/v2beta/connections"),
    /** Unknown, or beyond the limits of the caller's role. */
    ENTITY_NOT_FOUND(
            "entityId", "names no entity of yours; list them at /financial-data/v2/entities"),
    /** Statements find an account by number and currency. */
    ACCOUNT_EXISTS("identifiers", "another account has this number and currency");

    private final String field;
    private final String message;

    AccountRefusal(String field, String message) {
        this.field = field;
        this.message = message;
    }

    Refusal refusal() {
        return refusal("");
    }

    /**
     * @param fact what makes it concrete
     */
    Refusal refusal(String fact) {
        return Refusal.rule(
                name().toLowerCase(Locale.ROOT),
                field,
                message + (fact.isEmpty() ? "" : ": " + fact));
    }
}

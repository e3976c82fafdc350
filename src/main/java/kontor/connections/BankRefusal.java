package kontor.connections;

import java.util.Locale;
import kontor.core.Refusal;

/** Every business no of this room, in the order in which they are checked. */
public enum BankRefusal {
    /** Two connections that read one folder would take each other's files. */
    FOLDER_TAKEN("folder", "another connection has this folder; choose another one"),
    IN_USE("", "the connection cannot be deleted"),
    /** Only of a file whose fate nobody can tell may an operator decide. */
    INSTRUCTION_NOT_UNKNOWN(
            "status", "only an instruction with status UNKNOWN waits for a decision"),
    /** Only what was set aside can be given another try. */
    FILE_NOT_QUARANTINED("status", "only a file with status QUARANTINED can be read again");

    private final String field;
    private final String message;

    BankRefusal(String field, String message) {
        this.field = field;
        this.message = message;
    }

    Refusal refusal() {
        return refusal("");
    }

    /**
     * @param fact what makes it concrete
     */
    public Refusal refusal(String fact) {
        return Refusal.rule(
                name().toLowerCase(Locale.ROOT),
                field,
                message + (fact.isEmpty() ? "" : ": " + fact));
    }
}

package kontor.connections;

import java.util.Optional;
import kontor.core.Refusal;
import kontor.core.RefusalCode;
import kontor.habits.FileHabits;

/** Every business no of this room, in the order in which they are checked. */
public enum BankRefusal implements RefusalCode {
    /**
     * Several nodes on a database of their own must share the folder, so somebody must say which.
     */
    BANK_FILES_NOT_SET(
            "channel",
            "this Kontor has no folder for bank files: whoever runs it must set"
                    + " KONTOR_BANK_FILES"),
    /** Two connections that read one folder would take each other's files. */
    FOLDER_TAKEN("folder", "another connection has this folder; choose another one"),
    /** The profile or the connection says whose number it is, and nobody says the number. */
    INITIATING_PARTY_MISSING(
            "fileHabits.initiatingPartyId",
            "is required where fileHabits.initiatingPartyScheme says whose number it is"),
    /** The profile says that it is a BIC. */
    INITIATING_PARTY_INVALID(
            "fileHabits.initiatingPartyId",
            "is not what the profile of the bank says whose number it is"),
    IN_USE(Refusal.ITSELF, "the connection cannot be deleted"),
    /** Only of a file whose fate nobody can tell may an operator decide. */
    INSTRUCTION_NOT_UNKNOWN(
            "status", "only an instruction with status UNKNOWN waits for a decision"),
    /** Only what was set aside can be given another try. */
    FILE_NOT_QUARANTINED("status", "only a file with status QUARANTINED can be read again");

    private final String field;
    private final String sentence;

    BankRefusal(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    /** A bank wants a number of the initiating party that nobody gave, or another one. */
    static Optional<Refusal> ofInitiatingParty(FileHabits files) {
        return INITIATING_PARTY_MISSING
                .when(files.lacksInitiatingPartyId())
                .or(() -> files.initiatingPartyProblem().map(INITIATING_PARTY_INVALID::refusal));
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

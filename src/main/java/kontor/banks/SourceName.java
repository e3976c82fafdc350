package kontor.banks;

/**
 * Whose payments leave, and as which kind of file; in words {@code direct_debits/sepa}.
 *
 * @param payments the word of the API for the payments, e.g. {@code direct_debits}
 * @param fileKind tells the files of one room apart, e.g. {@code sepa}; empty where it was not
 *     noted, by nodes that knew one kind for each kind of payments
 */
public record SourceName(String payments, String fileKind) {

    @Override
    public String toString() {
        return fileKind.isEmpty() ? payments : payments + "/" + fileKind;
    }
}

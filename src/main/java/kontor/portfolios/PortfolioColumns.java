package kontor.portfolios;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kontor.uploads.CsvColumn;
import kontor.uploads.UploadKind;

/**
 * The columns of a file of mandates, and in which of them a fault stands. What they mean is said in
 * {@code docs/moving-in.md}.
 */
public final class PortfolioColumns {

    /** What the file of faulty rows says of each; not read again. */
    public static final String ERROR = "error";

    /** Of the mandate, by the names that they have in the API. */
    static final List<String> OF_MANDATE =
            List.of(
                    "creditorReference",
                    "signatureDate",
                    "recurrence",
                    "lastCollection",
                    "originalMandateReference",
                    "originalCreditorReference",
                    "originalIban",
                    "destinationAccountId",
                    "externalId");

    /** Of the counterparty, likewise. */
    static final List<String> OF_PARTY =
            List.of("legalName", "partyType", "alias", "email", "phone");

    /** Of its address, likewise. */
    static final List<String> OF_ADDRESS =
            List.of("streetName", "streetNumber", "postalCode", "city", "country");

    /** Of its account. */
    static final List<String> OF_ACCOUNT =
            List.of(
                    "accountExternalId",
                    "market",
                    "iban",
                    "bic",
                    "accountNumber",
                    "accountNumberType",
                    "bankNumber",
                    "bankNumberType");

    private static final List<String> REQUIRED = List.of("scheme", "mandateReference");

    private static final List<String> OTHERS =
            List.of(
                    "active",
                    "lastSequenceType",
                    "externalAccountId",
                    "counterpartyId",
                    "counterpartyExternalId",
                    "nationalIdentifier",
                    "nationalIdentifierType",
                    "nationalIdentifierMarket");

    /** All but that of the faults, as people write them into the header, in any order. */
    public static final List<String> NAMES =
            Stream.of(REQUIRED, OF_MANDATE, OTHERS, OF_PARTY, OF_ADDRESS, OF_ACCOUNT)
                    .flatMap(List::stream)
                    .toList();

    private static final List<CsvColumn> ALL =
            Stream.concat(NAMES.stream(), Stream.of(ERROR))
                    .map(
                            name ->
                                    REQUIRED.contains(name)
                                            ? CsvColumn.required(name)
                                            : CsvColumn.optional(name))
                    .toList();

    /** Words, in which what looks like a shortened number is none. */
    private static final Set<String> WORDS =
            Set.of("legalName", "alias", "streetName", "city", "email", ERROR);

    /** Where the fault of an account's number stands, in whatever form the number was given. */
    private static final String NUMBER = "number";

    private static final Map<String, String> PARTY_FIELDS =
            Map.of(
                    "externalId", "counterpartyExternalId",
                    "nationalIdentifier.number", "nationalIdentifier",
                    "nationalIdentifier.type", "nationalIdentifierType",
                    "nationalIdentifier.market", "nationalIdentifierMarket");

    private static final Map<String, String> ACCOUNT_FIELDS =
            Map.of(
                    "externalId", "accountExternalId",
                    "identifiers", NUMBER,
                    "identifiers.0", NUMBER,
                    "identifiers.0.number", NUMBER,
                    "identifiers.0.type", "accountNumberType",
                    "identifiers.0.market", "market",
                    "routing.0.type", "bankNumberType");

    private static final String ACCOUNT = "accounts.0.";

    private PortfolioColumns() {}

    /** What may be uploaded. */
    public static UploadKind upload() {
        return new UploadKind(UploadKind.CSV, ALL);
    }

    /** All columns, as files are read. */
    public static List<CsvColumn> all() {
        return ALL;
    }

    static boolean isWords(String column) {
        return WORDS.contains(column);
    }

    /**
     * In which cells a row names the payer's account and its bank.
     *
     * @param account the whole account
     * @param number its number
     * @param bank its bank
     */
    record Cells(String account, String number, String bank) {

        /**
         * @param filled which columns of the row are
         */
        static Cells of(Set<String> filled) {
            String number = filled.contains("accountNumber") ? "accountNumber" : "iban";
            String account = filled.contains("externalAccountId") ? "externalAccountId" : number;
            return new Cells(account, number, filled.contains("bankNumber") ? "bankNumber" : "bic");
        }

        /**
         * The column in which the fault of a counterparty stands.
         *
         * @param field of a new counterparty of the API
         */
        String ofParty(String field) {
            return field.startsWith(ACCOUNT)
                    ? ofAccount(field.substring(ACCOUNT.length()))
                    : PARTY_FIELDS.getOrDefault(field, field.replaceFirst("^address[.]", ""));
        }

        /** The same of an external account. */
        String ofAccount(String field) {
            if (field.startsWith("routing") && !field.endsWith("type")) {
                return bank;
            }
            String column = ACCOUNT_FIELDS.getOrDefault(field, field);
            return column.equals(NUMBER) ? number : column;
        }

        /** The same of a mandate: of the payer's account it knows only which it is. */
        String ofMandate(String field) {
            return field.equals("externalAccountId") ? account : field;
        }
    }
}

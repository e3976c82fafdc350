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

    /** The field of the form that asks for a trial. */
    public static final String DRY_RUN = "dryRun";

    static final String OWN_ACCOUNT = "destinationAccountId";

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
                    OWN_ACCOUNT,
                    "externalId");

    /** The own account by its number, in place of {@code destinationAccountId}. */
    static final String OWN_IBAN = "destinationIban";

    /** What metadata of a counterparty and of its account stands under. */
    static final String PARTY = "counterparty";

    static final String PAYERS_ACCOUNT = "externalAccount";
    static final String METADATA = "metadata";

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
                    OWN_IBAN,
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
            Stream.concat(
                            Stream.concat(NAMES.stream(), Stream.of(ERROR))
                                    .map(PortfolioColumns::column),
                            Stream.of(PARTY, PAYERS_ACCOUNT)
                                    .map(part -> CsvColumn.keyed(part + "." + METADATA + ".")))
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

    /** What a mandate says of its payer's account is about a cell of the counterparty. */
    private static final Map<String, String> OF_PAYER =
            Map.of(
                    "payer_name_unreadable", "legalName",
                    "payer_address_missing", "country",
                    "payer_identity_missing", "nationalIdentifier");

    private static final String ACCOUNT = "accounts.0.";

    private PortfolioColumns() {}

    private static CsvColumn column(String name) {
        return REQUIRED.contains(name) ? CsvColumn.required(name) : CsvColumn.optional(name);
    }

    /** What may be uploaded. */
    public static UploadKind upload() {
        return new UploadKind(UploadKind.CSV, ALL, List.of(DRY_RUN));
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
     * @param own the own account
     */
    record Cells(String account, String number, String bank, String own) {

        /**
         * @param filled which columns of the row are
         */
        static Cells of(Set<String> filled) {
            String number = filled.contains("accountNumber") ? "accountNumber" : "iban";
            String account = filled.contains("externalAccountId") ? "externalAccountId" : number;
            String bank = filled.contains("bankNumber") ? "bankNumber" : "bic";
            String own = filled.contains(OWN_IBAN) ? OWN_IBAN : OWN_ACCOUNT;
            return new Cells(account, number, bank, own);
        }

        /**
         * The column in which the fault of a counterparty stands.
         *
         * @param field of a new counterparty of the API
         */
        String ofParty(String field) {
            if (field.startsWith(METADATA)) {
                return PARTY + "." + field;
            }
            return field.startsWith(ACCOUNT)
                    ? ofAccount(field.substring(ACCOUNT.length()))
                    : PARTY_FIELDS.getOrDefault(field, field.replaceFirst("^address[.]", ""));
        }

        /** The same of an external account. */
        String ofAccount(String field) {
            if (field.startsWith(METADATA)) {
                return PAYERS_ACCOUNT + "." + field;
            }
            if (field.startsWith("routing") && !field.endsWith("type")) {
                return bank;
            }
            String column = ACCOUNT_FIELDS.getOrDefault(field, field);
            return column.equals(NUMBER) ? number : column;
        }

        /**
         * The same of a mandate that is refused with this code.
         *
         * @param makes whether the row makes the counterparty, so that its own cell is the cure
         */
        String ofMandate(String field, String code, boolean makes) {
            String cure = makes ? OF_PAYER.get(code) : null;
            return cure == null ? ofMandate(field) : cure;
        }

        /** The same of a mandate: of the payer's account it knows only which it is. */
        String ofMandate(String field) {
            return switch (field) {
                case "externalAccountId" -> account;
                case OWN_ACCOUNT -> own;
                default -> field;
            };
        }
    }
}

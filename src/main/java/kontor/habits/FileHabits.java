package kontor.habits;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kontor.identifiers.Bic;

/**
 * What a bank wants in files of payments: the columns of its profile, where the connection does not
 * have its own.
 *
 * @param oldTransfers pain.001.001.03 instead of pain.001.001.09
 * @param oldCollections pain.008.001.02 instead of pain.008.001.08
 * @param initiatingPartyScheme whose number {@code initiatingPartyId} is: {@code BIC}, a code of
 *     ISO 20022 (ExternalOrganisationIdentification1Code, such as CUST) or the bank's own word
 * @param initiatingPartyId by what the bank knows who sends; without it the name stands alone
 * @param bankgiroAsDebtorAccount Swedish payments are debited by the bankgiro number of the account
 * @param referredAmounts the amount stands beside each structured reference too
 * @param onePerMessage what may not differ within one file
 * @param batchBooking whether payments of one payment information are booked in one sum
 * @param nationalLetters letters beyond those of SEPA (EPC217-08) that it takes as they are, such
 *     as {@code ÅÄÖåäö}
 * @param own what the connection has otherwise than its profile
 */
public record FileHabits(
        boolean oldTransfers,
        boolean oldCollections,
        Optional<String> initiatingPartyScheme,
        Optional<String> initiatingPartyId,
        boolean bankgiroAsDebtorAccount,
        boolean referredAmounts,
        Set<Apart> onePerMessage,
        ChargeBearing chargeBearer,
        boolean batchBooking,
        String nationalLetters,
        OwnHabits own) {

    /** What {@code initiatingPartyScheme} says of a BIC. */
    public static final String BIC = "BIC";

    /** What may have to be the same in a whole file. */
    public enum Apart {
        /** FRST, RCUR, FNAL and OOFF each in files of their own. */
        SEQUENCE_TYPE,
        /** Each scheme in files of its own: SDD_CORE, SDD_B2B, SCT, SCT_INST and so on. */
        SCHEME,
        /** Each service level of transfers, such as SEPA or URGP, in files of its own. */
        SERVICE_LEVEL
    }

    /** Where a file says who bears the charges. */
    public enum ChargeBearing {
        /** In SEPA, and where the payment said it. */
        WHERE_ASKED,
        /** Always; SHAR where the payment said nothing. */
        ALWAYS,
        /** Where the payment said it, and not in SEPA. */
        NOT_IN_SEPA
    }

    public FileHabits {
        onePerMessage = Set.copyOf(onePerMessage);
        if (!areNational(nationalLetters)) {
            throw new IllegalArgumentException("national letters are letters beyond a-z and A-Z");
        }
    }

    /** Whether a text has nothing but letters that need one character and are not of ASCII. */
    static boolean areNational(String letters) {
        return letters.codePoints()
                .allMatch(
                        letter ->
                                letter > 0x7F
                                        && Character.isBmpCodePoint(letter)
                                        && Character.isLetter(letter));
    }

    /** A row of {@code tables/bank_profiles.csv}. */
    public static FileHabits of(NamedCsvRecord row) {
        return new FileHabits(
                row.getField("credit_transfer_message").endsWith(".03"),
                row.getField("direct_debit_message").endsWith(".02"),
                text(row, "initiating_party").map(FileHabits::scheme),
                Optional.empty(),
                Boolean.parseBoolean(row.getField("bankgiro_debtor")),
                Boolean.parseBoolean(row.getField("referred_amounts")),
                Arrays.stream(row.getField("one_per_message").split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(Apart::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                ChargeBearing.valueOf(row.getField("charge_bearer")),
                Boolean.parseBoolean(row.getField("batch_booking")),
                row.getField("national_letters"),
                OwnHabits.NONE);
    }

    private static Optional<String> text(NamedCsvRecord row, String field) {
        return Optional.of(row.getField(field)).filter(text -> !text.isEmpty());
    }

    /**
     * Why the number of who sends is not what the profile says that it is. A scheme of the
     * connection itself was judged with its number when it was read.
     */
    public Optional<String> initiatingPartyProblem() {
        return own.namesScheme() || !initiatingPartyScheme.equals(Optional.of(BIC))
                ? Optional.empty()
                : initiatingPartyId.flatMap(Bic::problem);
    }

    /** The word for a BIC in capitals, as no bank has it for anything else. */
    static String scheme(String word) {
        return word.equalsIgnoreCase(BIC) ? BIC : word;
    }

    /** Who sends is to be told by a number that nobody gave. */
    public boolean lacksInitiatingPartyId() {
        return initiatingPartyScheme.isPresent() && initiatingPartyId.isEmpty();
    }
}

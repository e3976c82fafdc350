package kontor.domestic;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kontor.core.Tables;

/**
 * A range of Swedish clearing numbers, from Bankgirot's list ({@code tables/se_clearing.csv}); both
 * ends are included.
 */
record ClearingRange(int from, int to, Form form) {

    /** How the accounts behind a clearing number look and what their check digit covers. */
    enum Form {
        /**
         * Type 1, comment 1: 7 digits, mod 11 over digits 2 to 4 of the clearing number and them.
         */
        SEVEN_AFTER_THREE_OF_CLEARING("exactly 7 digits", 7, 7),
        /** Type 1, comment 2: 7 digits, mod 11 over the clearing number and them. */
        SEVEN_AFTER_CLEARING("exactly 7 digits", 7, 7),
        /** Type 2, comment 1: 10 digits, Luhn. */
        TEN("exactly 10 digits", 10, 10),
        /** Type 2, comment 2: 9 digits, mod 11; people leave out a leading zero. */
        NINE("9 digits", 8, 9),
        /** Type 2, comment 3: up to 10 digits; real accounts without a valid check digit exist. */
        UP_TO_TEN_UNCHECKED("2 to 10 digits", 2, 10);

        final String length;
        private final int shortest;
        private final int longest;

        Form(String length, int shortest, int longest) {
            this.length = length;
            this.shortest = shortest;
            this.longest = longest;
        }

        boolean fitsLength(String account) {
            return account.length() >= shortest && account.length() <= longest;
        }

        /** The one way in which an account of the right length is written. */
        String canonical(String account) {
            String bare = TypedText.withoutLeadingZeros(account);
            return TypedText.filled(bare, this == UP_TO_TEN_UNCHECKED ? shortest : longest);
        }

        /** The account with the zeros that it seems to have lost; absent where that is no help. */
        Optional<String> withLostZeros(String clearing, String account) {
            boolean isShort = account.length() < shortest && account.length() > longest - 4;
            return Optional.of(TypedText.filled(account, longest))
                    .filter(full -> isShort && fitsCheckDigit(clearing, full));
        }

        boolean hasSevenDigits() {
            return longest == 7;
        }

        boolean fitsCheckDigit(String clearing, String account) {
            return switch (this) {
                case SEVEN_AFTER_THREE_OF_CLEARING ->
                        Modulus11.accepts(clearing.substring(1) + account);
                case SEVEN_AFTER_CLEARING -> Modulus11.accepts(clearing + account);
                case TEN -> Luhn.accepts(account);
                case NINE -> Modulus11.accepts(account);
                case UP_TO_TEN_UNCHECKED -> true;
            };
        }
    }

    // Nordea's 3300 and 3782 lie inside wider ranges, so the narrowest range comes first.
    private static final List<ClearingRange> ALL =
            Tables.rows("se_clearing").stream()
                    .map(ClearingRange::of)
                    .sorted(Comparator.comparingInt(range -> range.to - range.from))
                    .toList();

    static Optional<ClearingRange> find(int clearing) {
        return ALL.stream()
                .filter(range -> range.from <= clearing && clearing <= range.to)
                .findFirst();
    }

    static Optional<ClearingRange> of(String clearing) {
        return find(Integer.parseInt(clearing));
    }

    private static ClearingRange of(NamedCsvRecord row) {
        return new ClearingRange(
                Integer.parseInt(row.getField("from")),
                Integer.parseInt(row.getField("to")),
                form(row.getField("type") + "/" + row.getField("comment")));
    }

    private static Form form(String typeAndComment) {
        return switch (typeAndComment) {
            case "1/1" -> Form.SEVEN_AFTER_THREE_OF_CLEARING;
            case "1/2" -> Form.SEVEN_AFTER_CLEARING;
            case "2/1" -> Form.TEN;
            case "2/2" -> Form.NINE;
            case "2/3" -> Form.UP_TO_TEN_UNCHECKED;
            default ->
                    throw new IllegalStateException(
                            "se_clearing.csv: unknown type " + typeAndComment);
        };
    }
}

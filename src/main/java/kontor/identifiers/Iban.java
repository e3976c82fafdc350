package kontor.identifiers;

import static java.util.stream.Collectors.toUnmodifiableMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Tables;
import kontor.domestic.Modulus97;
import kontor.domestic.NationalCheck;
import kontor.domestic.TypedText;

/** The international bank account number of ISO 13616. */
public final class Iban {

    // The shortest in use has 15 characters (Norway), the standard ends at 34.
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");

    private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]*0+[A-Z]*");

    private static final Map<String, Structure> STRUCTURES =
            Tables.rows("iban_structures").stream()
                    .collect(toUnmodifiableMap(row -> row.getField("country"), Structure::of));

    /**
     * Territories whose accounts have the numbers of another country. Where the registry has no
     * IBANs of their own, theirs begin with the code of that country.
     */
    private static final Map<String, String> HOME =
            Map.ofEntries(
                    Map.entry("GG", "GB"),
                    Map.entry("IM", "GB"),
                    Map.entry("JE", "GB"),
                    Map.entry("AX", "FI"),
                    Map.entry("SJ", "NO"),
                    Map.entry("BL", "FR"),
                    Map.entry("GF", "FR"),
                    Map.entry("GP", "FR"),
                    Map.entry("MC", "FR"),
                    Map.entry("MF", "FR"),
                    Map.entry("MQ", "FR"),
                    Map.entry("NC", "FR"),
                    Map.entry("PF", "FR"),
                    Map.entry("PM", "FR"),
                    Map.entry("RE", "FR"),
                    Map.entry("TF", "FR"),
                    Map.entry("WF", "FR"),
                    Map.entry("YT", "FR"),
                    Map.entry("LI", "CH"),
                    Map.entry("SM", "IT"),
                    Map.entry("VA", "IT"),
                    Map.entry("FO", "DK"),
                    Map.entry("GL", "DK"),
                    Map.entry("CC", "AU"),
                    Map.entry("CX", "AU"),
                    Map.entry("NF", "AU"),
                    Map.entry("AS", "US"),
                    Map.entry("FM", "US"),
                    Map.entry("GU", "US"),
                    Map.entry("MH", "US"),
                    Map.entry("MP", "US"),
                    Map.entry("PR", "US"),
                    Map.entry("PW", "US"),
                    Map.entry("VI", "US"));

    private Iban() {}

    /**
     * Where a part is in an IBAN: from {@code begin}, counted from 0, to before {@code end}; both
     * are 0 where the country has no such part.
     */
    private record Place(int begin, int end) {

        private static final Place NOWHERE = new Place(0, 0);

        /**
         * From the first to the last part of a name: a Bulgarian account is a type of two digits,
         * which may be zeros, and a number of eight.
         *
         * @param name such as {@code bank}
         * @param parts such as {@code check:1n bank:5n branch:5n account:12c}
         */
        private static Place of(String name, String parts) {
            var found = NOWHERE;
            int begin = 4;
            for (String part : parts.isBlank() ? new String[0] : parts.split(" ")) {
                int end = begin + Integer.parseInt(part.replaceAll("[^0-9]", ""));
                if (part.startsWith(name + ":")) {
                    found = new Place(found.equals(NOWHERE) ? begin : found.begin, end);
                }
                begin = end;
            }
            return found;
        }

        private String of(String iban) {
            return iban.substring(begin, end);
        }
    }

    public static String normalize(String typed) {
        return TypedText.compact(typed);
    }

    /** Whether a text has the beginning and the length of an IBAN of its country. */
    static boolean isMeant(String normalized) {
        var structure = STRUCTURES.get(country(normalized));
        return structure != null
                && normalized.length() == structure.length
                && SHAPE.matcher(normalized).matches();
    }

    /**
     * Whether a number of a market is one, though it may be a wrong one: it has the beginning and
     * the length of an IBAN of any country, or the beginning of one of its own.
     */
    static boolean isMeant(String market, String normalized) {
        return isMeant(normalized)
                || country(normalized).equals(market) && SHAPE.matcher(normalized).matches();
    }

    /** The code of the country that issued it; what banks call an IBAN may be shorter than one. */
    public static String country(String iban) {
        return iban.substring(0, Math.min(2, iban.length()));
    }

    /** The country by whose rules the accounts of a country are numbered: mostly itself. */
    static String home(String country) {
        return HOME.getOrDefault(country, country);
    }

    /** How many characters follow the check digits; empty for a country that has no IBAN. */
    static Optional<Integer> bbanLength(String country) {
        return Optional.ofNullable(STRUCTURES.get(country)).map(one -> one.length - 4);
    }

    /**
     * What is wrong with a number: first its shape, then whether its country has IBANs, their
     * length and pattern, then the check digits of the standard, at last those of the country.
     */
    public static Optional<String> problem(String normalized) {
        if (!SHAPE.matcher(normalized).matches()) {
            return Optional.of(
                    "an IBAN is a country code, two check digits and 11 to 30 letters or digits,"
                            + " such as DE89370400440532013000; give it without other characters");
        }
        String country = country(normalized);
        var structure = STRUCTURES.get(country);
        if (structure == null) {
            return Optional.of(noneOf(country));
        }
        var wrongStructure = structure.problem(normalized);
        if (wrongStructure.isPresent()) {
            return wrongStructure;
        }
        if (!Modulus97.accepts(normalized.substring(0, 4), normalized.substring(4))) {
            return Optional.of(
                    "the check digits of the IBAN do not fit the rest; a character is wrong or two"
                            + " are swapped, compare it with the original");
        }
        return nationalProblem(normalized, structure.number.of(normalized));
    }

    private static String noneOf(String country) {
        String home = home(country);
        return STRUCTURES.containsKey(home)
                ? country
                        + " has no IBANs of its own: those of its accounts begin with "
                        + home
                        + "; compare it with the original"
                : country
                        + " has no IBANs: the registry of ISO 13616 knows no such country. Give"
                        + " the number that the bank there writes, as NUMBER with its market and"
                        + " the bank in routing";
    }

    private static Optional<String> nationalProblem(String iban, String number) {
        String account = iban.substring(4);
        return isPlaceholder(account) || isPlaceholder(number)
                ? Optional.of(
                        "this is a placeholder that stands for a number in forms, and no account;"
                                + " compare it with the original")
                : NationalCheck.problem(country(iban), account);
    }

    /** Zeros, also behind the code of a bank that there is. */
    private static boolean isPlaceholder(String number) {
        return number.indexOf('0') >= 0 && PLACEHOLDER.matcher(number).matches();
    }

    /**
     * Whether both accounts are at the same bank, by the bank code in the numbers; false where the
     * country's IBANs have none.
     */
    public static boolean sameBank(String one, String other) {
        var structure = STRUCTURES.get(country(one));
        if (structure == null || structure.bank.end == 0) {
            return false;
        }
        return country(one).equals(country(other))
                && structure.bank.of(one).equals(structure.bank.of(other));
    }

    /**
     * The form of the IBANs of one country.
     *
     * @param length in characters, the whole IBAN
     * @param account pattern of what follows the check digits (the BBAN)
     * @param bank where the code of the bank is
     * @param number where the account has its number at the bank
     */
    private record Structure(int length, Pattern account, Place bank, Place number) {

        private static Structure of(NamedCsvRecord row) {
            String account = row.getField("bban_regexp_ibantools");
            String parts = row.getField("bban_structure_iban4j");
            return new Structure(
                    Integer.parseInt(row.getField("iban_length")),
                    Pattern.compile(account.isEmpty() ? ".*" : account),
                    Place.of("bank", parts),
                    Place.of("account", parts));
        }

        private Optional<String> problem(String iban) {
            if (iban.length() != length) {
                return Optional.of(
                        "an IBAN of "
                                + country(iban)
                                + " has "
                                + length
                                + " characters,"
                                + " this one "
                                + iban.length()
                                + "; compare it with the original");
            }
            if (!account.matcher(iban.substring(4)).matches()) {
                return Optional.of(
                        "an IBAN of "
                                + country(iban)
                                + " has letters and digits elsewhere; compare it with the original,"
                                + " O and 0 or I and 1 may be confused");
            }
            return Optional.empty();
        }
    }
}

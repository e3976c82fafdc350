package kontor.identifiers;

import java.util.Map;

/**
 * Territories whose accounts have the numbers of another country. Where the registry of ISO 13616
 * has no IBANs of their own, theirs begin with the code of that country.
 */
final class Territories {

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

    private Territories() {}

    /** The country by whose rules the accounts of a country are numbered: mostly itself. */
    static String home(String country) {
        return HOME.getOrDefault(country, country);
    }
}

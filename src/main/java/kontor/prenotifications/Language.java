package kontor.prenotifications;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that there are texts in. */
public enum Language {
    EN,
    SV,
    DE,
    FR;

    /** Languages of countries in which most people read them; elsewhere nothing is guessed. */
    private static final Map<String, Language> OF_COUNTRY =
            Map.of("SE", SV, "DE", DE, "AT", DE, "FR", FR, "GB", EN, "IE", EN, "US", EN, "MT", EN);

    /** As the API says it, e.g. {@code sv}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Language> find(String code) {
        for (var one : values()) {
            if (one.code().equals(code)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * @param country ISO 3166 code of the payer's address, or of the account; may be blank
     */
    static Optional<Language> ofCountry(String country) {
        return Optional.ofNullable(OF_COUNTRY.get(country));
    }
}

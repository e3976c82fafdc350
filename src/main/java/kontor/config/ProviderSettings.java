package kontor.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kontor.openid.Provider;
import kontor.secrets.Secret;
import org.jspecify.annotations.Nullable;

/** What is set of the OpenID provider by which people sign in. */
final class ProviderSettings {

    private static final int LONGEST_NAME = 40;

    private static final String TOGETHER =
            "%s, %s and %s: set all of them, or no setting of a provider at all."
                    .formatted(
                            Setting.KONTOR_OPENID_ISSUER,
                            Setting.KONTOR_OPENID_CLIENT,
                            Setting.KONTOR_OPENID_SECRET_FILE);

    private ProviderSettings() {}

    /** Empty where no provider is set; null where something of it is wrong. */
    static @Nullable Optional<Provider> read(Reader reader) {
        var issuer =
                reader.read(
                        Setting.KONTOR_OPENID_ISSUER, Values.optional(ProviderSettings::issuer));
        var client = reader.read(Setting.KONTOR_OPENID_CLIENT, Values.optional(text -> text));
        var secret =
                reader.read(
                        Setting.KONTOR_OPENID_SECRET_FILE,
                        Values.optional(ProviderSettings::secret));
        var name = reader.read(Setting.KONTOR_OPENID_NAME, ProviderSettings::name);
        var isSecond = reader.read(Setting.KONTOR_OPENID_SECOND_FACTOR, Values::onOrOff);
        if (issuer == null
                || client == null
                || secret == null
                || name == null
                || isSecond == null) {
            return null;
        }
        boolean isSet = issuer.isPresent();
        if (isSet != client.isPresent() || isSet != secret.isPresent()) {
            reader.sentences().add(TOGETHER);
            return null;
        }
        return issuer.map(one -> new Provider(one, client.get(), secret.get(), name, isSecond));
    }

    private static URI issuer(String text) {
        try {
            var issuer = URI.create(text);
            if (Provider.isSafe(issuer)) {
                return issuer;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below, as for what is an address and cannot be used.
        }
        throw new IllegalArgumentException(
                "must be an https:// address without a query, letter by letter as the provider"
                        + " names itself");
    }

    private static Secret secret(String text) {
        Path file = Values.file(text);
        try {
            String secret = Files.readString(file).strip();
            if (!secret.isEmpty()) {
                return new Secret(secret);
            }
        } catch (IOException unreadable) {
            // Said below, as of a file that is empty.
        }
        throw new IllegalArgumentException("must be a file with the secret that Kontor can read");
    }

    private static String name(String text) {
        if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have at most 40 characters on one line");
        }
        return text;
    }
}

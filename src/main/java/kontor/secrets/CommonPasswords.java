package kontor.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Passwords that others guess first although they are long: a common word with figures and signs
 * around it, a word twice, a run along the keyboard, a few letters again and again. The comparison
 * is made without case and signs, and with the usual swaps such as {@code @} for {@code a}.
 */
final class CommonPasswords {

    /** Fewer different characters than these are guessed by their pattern. */
    private static final int DIFFERENT = 5;

    private static final List<String> RUNS =
            List.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "012345678901234567890123456789",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "qwertzuiopasdfghjklyxcvbnm",
                    "azertyuiopqsdfghjklmwxcvbn",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "qazwsxedcrfvtgbyhnujmikolp",
                    "zxcvbnmasdfghjklqwertyuiop");

    private static final Set<String> WORDS =
            Set.of(
                    "password",
                    "passwort",
                    "losenord",
                    "motdepasse",
                    "contrasena",
                    "wachtwoord",
                    "salasana",
                    "adgangskode",
                    "passord",
                    "haslo",
                    "qwerty",
                    "qwertz",
                    "azerty",
                    "letmein",
                    "welcome",
                    "willkommen",
                    "iloveyou",
                    "ichliebedich",
                    "monkey",
                    "dragon",
                    "football",
                    "baseball",
                    "basketball",
                    "superman",
                    "batman",
                    "sunshine",
                    "princess",
                    "master",
                    "shadow",
                    "michael",
                    "jennifer",
                    "trustno",
                    "admin",
                    "administrator",
                    "root",
                    "login",
                    "secret",
                    "geheim",
                    "changeme",
                    "default",
                    "whatever",
                    "starwars",
                    "computer",
                    "internet",
                    "samsung",
                    "google",
                    "facebook",
                    "spring",
                    "summer",
                    "sommer",
                    "autumn",
                    "winter",
                    "january",
                    "december",
                    "monday",
                    "friday",
                    "company",
                    "finance",
                    "payments",
                    "payment",
                    "banking",
                    "treasury",
                    "kontor",
                    "atlar",
                    "test",
                    "testing",
                    "hello",
                    "hallo",
                    "correcthorsebatterystaple");

    private CommonPasswords() {}

    static boolean has(String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        String letters = swapped(plain).replaceAll("[^a-z]", "");
        return plain.chars().distinct().count() < DIFFERENT
                || isRun(plain.replaceAll("[^a-z0-9]", ""))
                || isCommon(plain.replaceAll("[^a-z]", ""))
                || isCommon(letters);
    }

    /** One word, or the same word several times. */
    private static boolean isCommon(String letters) {
        for (int parts = 1; parts <= 4; parts++) {
            int length = letters.length() / parts;
            String part = letters.substring(0, length);
            if (length * parts == letters.length()
                    && part.repeat(parts).equals(letters)
                    && WORDS.contains(part)) {
                return true;
            }
        }
        return isRun(letters) && letters.length() >= 6;
    }

    private static boolean isRun(String text) {
        String backwards = new StringBuilder(text).reverse().toString();
        return !text.isEmpty()
                && RUNS.stream().anyMatch(run -> run.contains(text) || run.contains(backwards));
    }

    private static String swapped(String text) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's');
    }
}

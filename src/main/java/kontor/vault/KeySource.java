package kontor.vault;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where the master keys come from. Its text shows no key. */
public sealed interface KeySource {

    /** Nowhere: secrets stay as they are. */
    record None() implements KeySource {}

    /** A setting: keys in base64, of which the first seals. */
    record Given(List<String> keys) implements KeySource {

        public Given {
            keys = List.copyOf(keys);
        }

        @Override
        public String toString() {
            return "Given[" + keys.size() + "]";
        }
    }

    /**
     * A file with one key a line.
     *
     * @param own whether it is Kontor's own, which makes it where there is none
     */
    record InFile(Path path, boolean own) implements KeySource {}

    /**
     * Where nobody said: a file in the data folder. Where there may be other nodes it would be
     * unknown to them, so there is none.
     */
    static KeySource usual(Path data, boolean alone) {
        return alone ? new InFile(data.resolve("secret.key"), true) : new None();
    }

    /**
     * @param text one or more keys in base64, separated by commas
     * @throws IllegalArgumentException with the rest of a sentence
     */
    static KeySource given(String text) {
        var keys = Arrays.stream(text.split(",")).map(String::strip).toList();
        keys.forEach(MasterKey::parse);
        return new Given(keys);
    }
}

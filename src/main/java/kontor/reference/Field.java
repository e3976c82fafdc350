package kontor.reference;

import java.util.List;

/**
 * A member of a body, or a parameter.
 *
 * @param name its path within the body, like {@code amount.currency}
 * @param type with unit and range, like {@code string, 1 to 35 characters}
 * @param prose what it means
 * @param words of a closed list
 * @param depth how far within, from 0
 */
public record Field(
        String name, String type, boolean required, String prose, List<Word> words, int depth) {

    /** A word of a closed list and what it means; the meaning is empty where there is none. */
    public record Word(String word, String meaning) {}

    public Field {
        words = List.copyOf(words);
    }
}

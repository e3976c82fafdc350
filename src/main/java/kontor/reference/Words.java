package kontor.reference;

import java.util.ArrayList;
import java.util.List;

/** A part of a sentence: prose, or what stands between backticks, which is code. */
public record Words(String text, boolean code) {

    /** The parts of a sentence in their order. */
    public static List<Words> of(String sentence) {
        var parts = new ArrayList<Words>();
        String[] pieces = sentence.split("`", -1);
        for (int i = 0; i < pieces.length; i++) {
            // A backtick without its partner is a character like others.
            boolean alone = i % 2 == 1 && i == pieces.length - 1;
            if (!pieces[i].isEmpty() || alone) {
                parts.add(new Words(alone ? '`' + pieces[i] : pieces[i], i % 2 == 1 && !alone));
            }
        }
        return parts;
    }
}

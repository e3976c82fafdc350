package kontor.banktexts;

import java.util.Optional;
import java.util.stream.Collectors;
import kontor.identifiers.SepaText;
import kontor.warnings.Warning;

/**
 * A text that does not leave as it was given.
 *
 * @param sent what leaves; empty where nothing does
 * @param most characters that are carried; what is longer was cut
 * @param why nothing of it leaves, where nothing does
 */
record Change(Member member, String given, String sent, int most, String national, String why) {

    Warning warning() {
        var text = new Warning.Text(member.path(), given, sent);
        return new Warning(code(), sentence(), Optional.empty(), Optional.of(text));
    }

    private String code() {
        if (sent.isEmpty()) {
            return "TEXT_LEFT_OUT";
        }
        if (isCut()) {
            return "TEXT_CUT";
        }
        return hasPoints() ? "TEXT_WITH_POINTS" : "TEXT_REWRITTEN";
    }

    private boolean isCut() {
        return SepaText.rewrite(given, national).length() > most;
    }

    /** A point stands for a character that has no letter. */
    private boolean hasPoints() {
        return points(sent) > points(given);
    }

    private static long points(String text) {
        return text.chars().filter(letter -> letter == '.').count();
    }

    private String sentence() {
        if (sent.isEmpty()) {
            return member.words() + " is left out: " + why + ".";
        }
        String end = isCut() ? ", which is all that is carried: " + most + " characters" : "";
        String letters = unknown();
        return member.words()
                + " leaves as \""
                + sent
                + "\""
                + end
                + (letters.isEmpty() ? "" : "; banks do not take " + letters)
                + ".";
    }

    /** The first characters that are not taken; a handful says enough. */
    private String unknown() {
        return given.codePoints()
                .distinct()
                .filter(letter -> !Character.isWhitespace(letter))
                .mapToObj(Character::toString)
                .filter(letter -> !SepaText.isText(letter) && !national.contains(letter))
                .limit(5)
                .map(SepaText::named)
                .collect(Collectors.joining(", "));
    }
}

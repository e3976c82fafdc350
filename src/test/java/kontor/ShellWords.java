package kontor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The commands of a block of shell as papers print them: words with quotes, variables and
 * substitutions, a comment behind. Nothing else of a shell is known, and nothing is run.
 */
final class ShellWords {

    /**
     * A command.
     *
     * @param comment what stands behind its last word, without {@code #}
     */
    record Command(List<String> words, String comment) {}

    private final String text;
    private final UnaryOperator<String> expanded;
    private int at;
    private StringBuilder word = new StringBuilder();
    private boolean inWord;

    private ShellWords(String text, UnaryOperator<String> expanded) {
        this.text = text;
        this.expanded = expanded;
    }

    /** Reads command by command, since what one answers stands in the words of the next. */
    interface Reader {
        void read(Command command);
    }

    /**
     * @param expanded what stands for a variable, {@code $NAME}, or a substitution, {@code $(...)}
     */
    static void read(String block, UnaryOperator<String> expanded, Reader reader) {
        var words = new ShellWords(block, expanded);
        while (words.at < block.length()) {
            var command = words.next();
            if (!command.words.isEmpty()) {
                reader.read(command);
            }
        }
    }

    private Command next() {
        var words = new ArrayList<String>();
        var comment = "";
        boolean ended = false;
        while (!ended && at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' && !inWord) {
                int end = end("\n");
                comment = text.substring(at + 1, end).strip();
                at = end;
            } else if (c == '\n') {
                ended = true;
                at++;
            } else if (c == ' ') {
                ended(words);
                at++;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else {
                part(c);
            }
        }
        ended(words);
        return new Command(words, comment);
    }

    private void ended(List<String> words) {
        if (inWord) {
            words.add(word.toString());
        }
        word = new StringBuilder();
        inWord = false;
    }

    private int end(String of) {
        int end = text.indexOf(of, at);
        return end < 0 ? text.length() : end;
    }

    private void part(char c) {
        inWord = true;
        at++;
        switch (c) {
            case '\'' -> {
                int end = end("'");
                word.append(text, at, end);
                at = end + 1;
            }
            case '"' -> quoted();
            case '$' -> word.append(expansion());
            default -> word.append(c);
        }
    }

    private void quoted() {
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '$') {
                word.append(expansion());
            } else {
                word.append(c);
            }
        }
        at++;
    }

    /** Behind a dollar. */
    private String expansion() {
        int start = at;
        if (text.charAt(at) == '(') {
            int end = text.indexOf(')', at);
            at = end + 1;
            return expanded.apply(text.substring(start + 1, end));
        }
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        return expanded.apply(text.substring(start, at));
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}

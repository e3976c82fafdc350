package kontor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words like {@code --name Acme --flag}, taken one by one. */
final class Options {
    private final List<String> rest;
    private final List<String> sentences = new ArrayList<>();

    Options(List<String> words) {
        rest = new ArrayList<>(words);
    }

    Optional<String> value(String option) {
        int at = rest.indexOf(option);
        if (at < 0) {
            return Optional.empty();
        }
        rest.remove(at);
        if (at == rest.size()) {
            wrong(option + " needs a value behind it");
            return Optional.of("");
        }
        return Optional.of(rest.remove(at));
    }

    String required(String option) {
        return value(option)
                .orElseGet(
                        () -> {
                            wrong(option + " is missing");
                            return "";
                        });
    }

    boolean flag(String option) {
        return rest.remove(option);
    }

    void refuseRest() {
        rest.forEach(word -> wrong(word + " is not an option, or is told twice"));
    }

    void wrong(String sentence) {
        // What is missing is not also malformed.
        String option = sentence.split(" ")[0];
        if (sentences.stream().noneMatch(known -> known.startsWith(option + " "))) {
            sentences.add(sentence);
        }
    }

    void refuseWrong() throws WrongWords {
        if (!sentences.isEmpty()) {
            throw new WrongWords(sentences);
        }
    }

    /**
     * A command that cannot be carried out as it was typed; the message says why, one sentence a
     * line.
     */
    static final class WrongWords extends Exception {

        private static final long serialVersionUID = 1;

        WrongWords(List<String> sentences) {
            super(String.join("\n", sentences));
        }
    }
}

package kontor.manual;

import java.util.List;

/**
 * A member of a body, or a parameter.
 *
 * @param name its path as people write it, like {@code accounts[].market}
 * @param key its place in inputs, like {@code accounts.0.market}: of a list the first item
 * @param kind of its input
 * @param type with unit and range, like {@code string, 1 to 35 characters}
 * @param pattern that a text must match; empty without one
 * @param need whether it must be sent: {@code required}, {@code required without type}, or empty
 * @param setBy who says what it is, where that is not whoever sends the body
 * @param prose what it means
 * @param words of a closed list
 * @param example of a value; empty without one
 * @param depth how far within, from 0
 */
public record Field(
        String name,
        String key,
        Kind kind,
        String type,
        String pattern,
        String need,
        String setBy,
        String prose,
        List<Word> words,
        String example,
        int depth) {

    static final String REQUIRED = "required";

    /** The type where what is put there is of another kind for each path of a change. */
    private static final String MANY = "depends on path";

    /** What somebody types for it. */
    public enum Kind {
        TEXT,
        WHOLE_NUMBER,
        YES_OR_NO,
        /** A list or an object of free names, as JSON. */
        JSON,
        /** Nothing: its members have inputs of their own. */
        GROUP
    }

    /** A word of a closed list and what it means; the meaning is empty where there is none. */
    public record Word(String word, String meaning) {}

    public Field {
        words = List.copyOf(words);
    }

    /** Whether somebody can type it. */
    public boolean hasInput() {
        return kind != Kind.GROUP && setBy.isEmpty();
    }

    /** Whether one of its words is chosen. */
    public boolean isChoice() {
        return hasInput() && (kind == Kind.YES_OR_NO || kind == Kind.TEXT && !words.isEmpty());
    }

    /** What can be chosen. */
    public List<String> choices() {
        return kind == Kind.YES_OR_NO
                ? List.of("true", "false")
                : words.stream().map(Word::word).toList();
    }

    /** What JSON looks like here; empty where none is typed. */
    public String placeholder() {
        if (kind != Kind.JSON) {
            return "";
        }
        if (type.equals(MANY)) {
            return "";
        }
        return type.startsWith("list") ? "[\"...\"]" : "{\"key\": \"value\"}";
    }

    Field with(String otherNeed, List<Word> otherWords) {
        return new Field(
                name,
                key,
                kind,
                type,
                pattern,
                otherNeed,
                setBy,
                prose,
                otherWords,
                example,
                depth);
    }

    Field as(Kind otherKind) {
        return new Field(
                name, key, otherKind, type, pattern, need, setBy, prose, words, example, depth);
    }

    Field by(String who) {
        return new Field(name, key, kind, type, pattern, need, who, prose, words, example, depth);
    }

    /** The same where one choice has this and another has that. */
    Field ofEither(Field that) {
        boolean told = type.equals(MANY) || type.contains(that.type);
        String either = told ? type : type + " or " + that.type;
        boolean many = !told && type.contains(" or ");
        return new Field(
                name,
                key,
                kind == that.kind ? kind : Kind.JSON,
                many ? MANY : either,
                "",
                need,
                setBy,
                prose.equals(that.prose) ? prose : "What is put there.",
                words,
                "",
                depth);
    }

    /** The same told in other words. */
    Field told(String otherProse) {
        return otherProse.isEmpty()
                ? this
                : new Field(
                        name,
                        key,
                        kind,
                        type,
                        pattern,
                        need,
                        setBy,
                        otherProse,
                        words,
                        example,
                        depth);
    }
}

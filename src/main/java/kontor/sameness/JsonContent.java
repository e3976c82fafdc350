package kontor.sameness;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a JSON document says, as one text for all ways to write it: members in the order of their
 * names, without blanks and escapes. Numbers count as they are written.
 */
public final class JsonContent {

    /** What a member says that is null. */
    public enum Nulls {
        /** Nothing: it might as well be absent. */
        ABSENT,
        /** That it is null, as in a JSON Patch. */
        COUNT
    }

    private final Nulls nulls;
    private final int longest;
    private int collected;

    private JsonContent(Nulls nulls, int longest) {
        this.nulls = nulls;
        this.longest = longest;
    }

    public static String of(JsonNode node, Nulls nulls) {
        try (JsonParser parser = node.traverse()) {
            parser.nextToken();
            return new JsonContent(nulls, Integer.MAX_VALUE).value(parser);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Of the value that the parser stands at; it stands at the end of the value then.
     *
     * @param longest of a longer one only the beginning is collected, so that who reads it can
     *     refuse it without holding it
     */
    public static String of(JsonParser at, Nulls nulls, int longest) throws IOException {
        return new JsonContent(nulls, longest).value(at);
    }

    private String value(JsonParser at) throws IOException {
        if (collected > longest) {
            at.skipChildren();
            return "";
        }
        return switch (at.currentToken()) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> '"' + told(at.getText());
            default -> told(at.getText());
        };
    }

    private String object(JsonParser at) throws IOException {
        var members = new TreeMap<String, String>();
        while (at.nextToken() != JsonToken.END_OBJECT) {
            String name = at.currentName();
            if (at.nextToken() != JsonToken.VALUE_NULL || nulls == Nulls.COUNT) {
                members.put(told(name), value(at));
            }
        }
        var text = new StringBuilder("{");
        for (Map.Entry<String, String> member : members.entrySet()) {
            text.append(member.getKey()).append(member.getValue());
        }
        return text.append('}').toString();
    }

    private String array(JsonParser at) throws IOException {
        var text = new StringBuilder("[");
        while (at.nextToken() != JsonToken.END_ARRAY) {
            text.append(value(at));
        }
        return text.append(']').toString();
    }

    /** With its length before it, so that no text can pass for two. */
    private String told(String text) {
        collected += text.length();
        return text.length() + ":" + text;
    }
}

package kontor.forms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import kontor.core.Currency;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/**
 * A form as the body that a program would send, so that a page and the API are read and refused by
 * the same code. The fields of a form have the names of the API; a dot leads into an object, as in
 * {@code amount.value}. What was left empty is not sent.
 */
public final class FormJson {

    private final FormFields fields;
    private final ObjectNode body = Json.object();

    public FormJson(FormFields fields) {
        this.fields = fields;
    }

    /** Takes these fields as texts. */
    public FormJson texts(String... names) {
        for (String name : names) {
            fields.given(name).ifPresent(text -> put(name, text));
        }
        return this;
    }

    /** An IBAN or another code that people write in groups. */
    public FormJson withoutBlanks(String... names) {
        for (String name : names) {
            fields.given(name).ifPresent(text -> put(name, text.replaceAll("\\s", "")));
        }
        return this;
    }

    /** An amount as people write it, with a comma or a point: {@code 1.250,00}. */
    public FormJson amount(String name, String currency) {
        return amount(name, currency, Optional.empty());
    }

    /** The same, in a currency that is known where none was typed. */
    public FormJson amount(String name, String currency, Optional<Currency> otherwise) {
        var code = fields.given(currency).or(() -> otherwise.map(Currency::code));
        var known = code.flatMap(Currency::find);
        fields.given(name).ifPresent(text -> put(name, Amounts.read(text, known)));
        code.ifPresent(text -> put(currency, text));
        return this;
    }

    /** Ticked boxes of one name, as a list. */
    public FormJson list(String name) {
        var list = array(name);
        fields.all(name).forEach(list::add);
        return this;
    }

    /** What was typed one a line, as a list. */
    public FormJson lines(String name) {
        if (fields.given(name).isPresent()) {
            var list = array(name);
            fields.text(name)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(list::add);
        }
        return this;
    }

    /** Whole numbers; what is none stays a text, for the door to refuse. */
    public FormJson numbers(String... names) {
        for (String name : names) {
            fields.given(name)
                    .ifPresent(
                            text -> {
                                if (text.matches("-?[0-9]{1,18}")) {
                                    body.put(name, Long.parseLong(text));
                                } else {
                                    put(name, text);
                                }
                            });
        }
        return this;
    }

    private ArrayNode array(String name) {
        int dot = name.lastIndexOf('.');
        var object = body;
        if (dot >= 0) {
            for (String step : name.substring(0, dot).split("\\.")) {
                object = object.withObjectProperty(step);
            }
        }
        return object.putArray(name.substring(dot + 1));
    }

    public FormJson flag(String name) {
        body.put(name, fields.has(name));
        return this;
    }

    public FormJson put(String name, String value) {
        var path = List.of(name.split("\\."));
        var object = body;
        for (String step : path.subList(0, path.size() - 1)) {
            object = object.withObjectProperty(step);
        }
        object.put(path.getLast(), value);
        return this;
    }

    /** Pairs of {@code metadata.key} and {@code metadata.value}, in their order. */
    public FormJson metadata() {
        var keys = fields.all("metadata.key");
        var values = fields.all("metadata.value");
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            String key = keys.get(i).strip();
            if (!key.isEmpty() && !values.get(i).isBlank()) {
                body.withObjectProperty("metadata").put(key, values.get(i).strip());
            }
        }
        return this;
    }

    public ObjectNode body() {
        return body;
    }

    public JsonFields fields() {
        return JsonFields.of(body);
    }
}

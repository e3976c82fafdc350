package kontor.manual;

import java.util.List;

/** An answer of an operation by its status, with its fields where it is a good one. */
public record Reply(String status, String prose, List<Field> fields, List<Example> examples) {

    /**
     * An example of an answer as a reader chooses it.
     *
     * @param name in addresses
     */
    public record Shown(String name, String status, String label, String json) {}

    public Reply {
        fields = List.copyOf(fields);
        examples = List.copyOf(examples);
    }

    public boolean isGood() {
        return status.startsWith("2");
    }

    Shown shown(Example example) {
        return new Shown(example.name(), status, status + ' ' + example.label(), example.json());
    }
}

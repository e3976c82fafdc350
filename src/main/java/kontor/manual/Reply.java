package kontor.manual;

import java.util.Comparator;
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
        examples = examples.stream().sorted(Comparator.comparing(Example::name)).toList();
    }

    public boolean isGood() {
        return status.startsWith("2");
    }

    /** {@code Mandate.changed} reads "201 Mandate, changed", {@code Error.400} reads "400". */
    Shown shown(Example example) {
        String name = example.label().replace("Error." + status, "").replace('.', ' ').strip();
        String label = name.isEmpty() ? status : status + ' ' + name.replace(" ", ", ");
        return new Shown(example.name(), status, label, example.json());
    }
}

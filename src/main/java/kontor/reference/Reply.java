package kontor.reference;

import java.util.List;

/** An answer of an operation by its status, with its fields where it is a good one. */
public record Reply(String status, String prose, List<Field> fields, List<Example> examples) {

    public Reply {
        fields = List.copyOf(fields);
        examples = List.copyOf(examples);
    }

    public boolean isGood() {
        return status.startsWith("2");
    }
}

package kontor.girofacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.Section;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into slices that fit into memory, in its order. None reaches over the end of a
 * section, and the records of one mandate that a payer made stay together.
 */
public final class RecordSlices implements Consumer<AutogiroRecord> {

    /** Records of a slice, about. */
    public static final int MOST = 1_000;

    /** Records that others belong to, until the next of them. */
    private static final Set<String> SUMS = Set.of("15", "16", "17");

    /**
     * Some records of a section.
     *
     * @param group the sum to which the first of them belong, if it stands before them
     */
    public record Slice(
            AutogiroRecord opening, Optional<AutogiroRecord> group, List<AutogiroRecord> records) {}

    private final Consumer<Slice> consumer;
    private @Nullable AutogiroRecord opening;
    private Optional<AutogiroRecord> before = Optional.empty();
    private Optional<AutogiroRecord> group = Optional.empty();
    private List<AutogiroRecord> records = new ArrayList<>();

    public RecordSlices(Consumer<Slice> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void accept(AutogiroRecord record) {
        if (record.opensSection()) {
            end();
            opening = record;
            group = Optional.empty();
            before = group;
        } else if (records.size() >= MOST && mayBegin(record)) {
            end();
        }
        records.add(record);
        if (isSum(record)) {
            group = Optional.of(record);
        }
    }

    static boolean isSum(AutogiroRecord record) {
        return record.section() == Section.PAYMENTS && SUMS.contains(record.code());
    }

    private static boolean mayBegin(AutogiroRecord record) {
        return record.section() != Section.BANK_MANDATES || record.code().equals("52");
    }

    /** Passes on what is left. */
    public void end() {
        var of = opening;
        if (of == null || records.isEmpty()) {
            return;
        }
        var full = records;
        records = new ArrayList<>();
        consumer.accept(new Slice(of, before, full));
        before = group;
    }
}

package kontor.bankgirot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kontor.autogiro.AutogiroRecord;

/** The first reading of a file: of whom it is, and which of its answers contradict each other. */
final class Survey implements Consumer<AutogiroRecord> {

    /**
     * Of whom a section is, or in a register a line.
     *
     * @param customerNumber absent where the layout has none
     * @param line the first one that says so
     */
    record Payee(String bankgiro, Optional<String> customerNumber, int line) {}

    private record Key(String bankgiro, Optional<String> customerNumber) {}

    private final Set<Key> known = new HashSet<>();
    private final List<Payee> found = new ArrayList<>();
    private final Answers answers = new Answers();
    private String bankgiro = "";

    @Override
    public void accept(AutogiroRecord record) {
        boolean register = !record.section().hasEnd();
        if (record.opensSection() || register) {
            bankgiro = record.has("payee_bg") ? record.digits("payee_bg") : "";
            var customer =
                    record.has("customer_no")
                            ? Optional.of(record.digits("customer_no"))
                            : Optional.<String>empty();
            if (known.add(new Key(bankgiro, customer))) {
                found.add(new Payee(bankgiro, customer, record.line()));
            }
        }
        if (record.code().equals("73")) {
            answers.add(bankgiro, new Advice(record));
        }
    }

    /** In the order of the file, each once. */
    List<Payee> found() {
        return found;
    }

    Answers answers() {
        answers.compare();
        return answers;
    }
}

package kontor.gironews;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kontor.autogiro.AutogiroRecord;
import kontor.bankgirot.Payees;
import kontor.mandatenews.Answers;

/** The first reading of a file: of whom it is, and which of its answers contradict each other. */
final class Survey implements Consumer<AutogiroRecord> {

    private record Key(String bankgiro, Optional<String> customerNumber) {}

    private final Set<Key> known = new HashSet<>();
    private final List<Payees.Section> found = new ArrayList<>();
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
                found.add(new Payees.Section(bankgiro, customer, record.line()));
            }
        }
        answers.add(bankgiro, record);
    }

    /** In the order of the file, each once. */
    List<Payees.Section> found() {
        return found;
    }

    Answers answers() {
        answers.compare();
        return answers;
    }
}

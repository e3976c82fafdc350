package kontor.gironews;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.bankgirot.Payees;
import kontor.girofacts.Seen;

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
        if (record.code().equals("73")) {
            answers.add(bankgiro, new Advice(record));
        }
    }

    /** In the order of the file, each once. */
    List<Payees.Section> found() {
        return found;
    }

    Answers answers() {
        answers.compare();
        return answers;
    }

    /**
     * The answers about mandates in a file, 8 bytes each, and which of them contradict each other:
     * one agrees and one refuses, of the same matter on the same day.
     */
    static final class Answers {

        /** Digests of the same matter differ in this bit only. */
        private static final long AGREES = 1;

        private long[] all = new long[64];
        private int count;
        private final Set<Long> contradicted = new HashSet<>();

        void add(String bankgiro, Advice advice) {
            if (!advice.isAnswer()) {
                return;
            }
            if (count == all.length) {
                all = Arrays.copyOf(all, count * 2);
            }
            all[count++] = matter(bankgiro, advice) | (isRefusal(advice) ? 0 : AGREES);
        }

        /** After all were added. */
        void compare() {
            Arrays.sort(all, 0, count);
            for (int i = 1; i < count; i++) {
                if (all[i] == (all[i - 1] | AGREES) && all[i] != all[i - 1]) {
                    contradicted.add(all[i] & ~AGREES);
                }
            }
        }

        boolean isContradicted(String bankgiro, Advice advice) {
            return advice.isAnswer() && contradicted.contains(matter(bankgiro, advice));
        }

        private static boolean isRefusal(Advice advice) {
            return advice.comment().outcome() != Outcome.OK;
        }

        private static long matter(String bankgiro, Advice advice) {
            String day = advice.day().map(Object::toString).orElse("");
            String information = advice.information().code();
            String text = bankgiro + "|" + advice.payerNumber() + "|" + information + "|" + day;
            return Seen.digest(text) & ~AGREES;
        }
    }
}

package kontor.mandatenews;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.girofacts.Seen;

/**
 * The answers about mandates in a file, 8 bytes each, and which of them contradict each other: one
 * agrees and one refuses, of the same matter on the same day.
 */
public final class Answers {

    /** Digests of the same matter differ in this bit only. */
    private static final long AGREES = 1;

    private long[] all = new long[64];
    private int count;
    private final Set<Long> contradicted = new HashSet<>();

    /** One record more; what is no answer about a mandate is passed over. */
    public void add(String bankgiro, AutogiroRecord record) {
        if (!record.code().equals(Advice.CODE)) {
            return;
        }
        var advice = new Advice(record);
        if (!advice.isAnswer()) {
            return;
        }
        if (count == all.length) {
            all = Arrays.copyOf(all, count * 2);
        }
        all[count++] = matter(bankgiro, advice) | (isRefusal(advice) ? 0 : AGREES);
    }

    /** After all were added. */
    public void compare() {
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

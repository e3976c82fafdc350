package kontor.autogiro;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts and sums of the records of a section, under the names that its end record has. */
final class Tally {

    /** Comment codes of changes that were made: cancelled, moved. */
    private static final Set<String> DONE = Set.of("12", "14", "18");

    private final Map<String, Long> totals = new HashMap<>();

    void add(AutogiroRecord record) {
        switch (record.section()) {
            case PAYMENTS, OLD_PAYMENTS -> addPayment(record);
            case REJECTED, OLD_REJECTED, WAITING -> addAmount(record, record.code());
            case CHANGED, OLD_CHANGED -> {
                if (DONE.contains(record.text("comment_code"))) {
                    addAmount(record, record.text("pay_code"));
                }
            }
            case ADVICES, OLD_ADVICES, BANK_MANDATES -> add("n_records", 1);
            case BGMAX -> addIncoming(record);
            case ORDERS, REGISTER, OLD_REGISTER -> {
                /* they have no end record */
            }
        }
    }

    private void addPayment(AutogiroRecord record) {
        switch (record.code()) {
            case "82", "32" -> {
                if (isExecuted(record)) {
                    addAmount(record, record.code());
                }
            }
            case "15" -> add("n_deposits", record.number("count").orElse(0L) > 0 ? 1 : 0);
            case "16" -> add("n_withdrawals", record.number("count").orElse(0L) > 0 ? 1 : 0);
            case "17" -> add("n_refund_withdrawals", 1);
            case "77" -> add("n_refunds", 1);
            default -> {
                /* nothing that an end record counts */
            }
        }
    }

    /** The old layout leaves the status of what was executed blank. */
    static boolean isExecuted(AutogiroRecord record) {
        String status = record.text("status");
        return status.equals("0") || status.isEmpty();
    }

    private void addAmount(AutogiroRecord record, String code) {
        String kind =
                switch (code) {
                    case "82" -> "debits";
                    case "32" -> "credits";
                    default -> "";
                };
        if (!kind.isEmpty()) {
            add("n_" + kind, 1);
            add("sum_" + kind, record.number("amount").orElse(0L));
        }
    }

    private void addIncoming(AutogiroRecord record) {
        switch (record.code()) {
            case "20" -> add("n_payments", 1);
            case "21" -> add("n_deductions", 1);
            case "22", "23" -> add("n_extra_refs", 1);
            case "15" -> add("n_deposits", 1);
            default -> {
                /* names and addresses */
            }
        }
    }

    private void add(String name, long amount) {
        totals.merge(name, amount, Math::addExact);
    }

    long of(String name) {
        return totals.getOrDefault(name, 0L);
    }

    /** The end record must say what the records before it add up to. */
    void compare(AutogiroRecord end) {
        for (Field field : end.form().fields()) {
            String name = field.name();
            if (!name.startsWith("n_") && !name.startsWith("sum_")) {
                continue;
            }
            // Some write the sums of changes as negative numbers, the manual asks for it.
            long told = Math.abs(end.number(name).orElse(0L));
            if (told != of(name) && !countsEnds(end, name, told)) {
                throw end.malformed(
                        "the end record says %s %d, the records before it make %d"
                                .formatted(name, told, of(name)));
            }
        }
    }

    /** Of mandates from internet banks "all records of the file" are counted by some. */
    private boolean countsEnds(AutogiroRecord end, String name, long told) {
        return end.section() == Section.BANK_MANDATES && told == of(name) + 2;
    }
}

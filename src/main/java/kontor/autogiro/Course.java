package kontor.autogiro;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a section has come: which record may follow, and what its records add up to. */
final class Course {

    private static final Set<String> MANDATES = Set.of("03", "04", "05");
    private static final Set<String> PAYMENTS = Set.of("82", "32");

    /** More references, words, and the payer of an incoming payment. */
    private static final Set<String> DETAILS = Set.of("22", "23", "25", "26", "27", "28", "29");

    /**
     * Records behind one mandate. The layout tells no limit; it has three of name and address, and
     * what a payer writes at a bank is a few lines. All of them are held in memory together.
     */
    private static final int MOST_OF_MANDATE = 40;

    /** In ore; a record 15 has 18 digits for it, and no number of ours holds many more. */
    private static final long MOST_OF_DEPOSIT = 999_999_999_999_999_999L;

    private static final String PAYEE = "payee_bg";

    private static final List<String> PAYEES = List.of(PAYEE, "payee_bg_2");

    private final AutogiroRecord opening;
    private final Optional<String> payee;
    private final Tally tally = new Tally();
    private @Nullable AutogiroRecord first;
    private @Nullable AutogiroRecord group;
    private boolean inMandate;
    private int ofMandate;
    private boolean inPayment;
    private long groupSum;
    private long groupCount;

    /** Begins with the opening record, or in a register with its first one. */
    Course(AutogiroRecord opening) {
        this.opening = opening;
        this.payee =
                opening.section().hasCodes() && opening.has(PAYEE)
                        ? Optional.of(opening.digits(PAYEE))
                        : Optional.empty();
    }

    AutogiroRecord opening() {
        return opening;
    }

    Tally tally() {
        return tally;
    }

    /** Takes the next record, not the end record. */
    void add(AutogiroRecord record) {
        requirePayee(record);
        switch (record.section()) {
            case ORDERS -> addOrder(record);
            case PAYMENTS -> addPayment(record);
            case BANK_MANDATES -> addMandate(record);
            case BGMAX -> addIncoming(record);
            case OLD_PAYMENTS,
                    ADVICES,
                    OLD_ADVICES,
                    REJECTED,
                    OLD_REJECTED,
                    CHANGED,
                    OLD_CHANGED,
                    WAITING,
                    REGISTER,
                    OLD_REGISTER -> {
                /* any order */
            }
        }
        tally.add(record);
    }

    /** Takes the end record, or where a section has none its end. */
    void end(AutogiroRecord end) {
        endGroup();
        requireNoOpenDeposit(end);
        tally.compare(end);
    }

    private void requirePayee(AutogiroRecord record) {
        if (payee.isEmpty()) {
            return;
        }
        for (String field : PAYEES) {
            if (record.has(field) && !record.digits(field).equals(payee.get())) {
                throw record.malformed(
                        "the bankgiro %s is not %s of the opening record"
                                .formatted(record.digits(field), payee.get()));
            }
        }
    }

    private void addOrder(AutogiroRecord record) {
        requireOneKind(record);
        var problem = Recurrence.problem(record);
        if (problem.isPresent()) {
            throw record.malformed(problem.get());
        }
    }

    private void requireOneKind(AutogiroRecord record) {
        var before = first;
        if (before == null) {
            first = record;
        } else if (!kind(before).equals(kind(record))) {
            throw record.malformed(
                    "%s cannot stand in a section of %s; begin a new section with a record 01"
                            .formatted(kind(record), kind(before)));
        }
    }

    private static String kind(AutogiroRecord record) {
        return MANDATES.contains(record.code())
                ? "mandates"
                : PAYMENTS.contains(record.code()) ? "payments" : "changes";
    }

    private void addPayment(AutogiroRecord record) {
        switch (record.code()) {
            case "15", "16", "17" -> {
                endGroup();
                begin(record);
            }
            case "82" -> addTo("15", record, Tally.isExecuted(record));
            case "32" -> addTo("16", record, Tally.isExecuted(record));
            case "77" -> addTo("17", record, true);
            default -> throw new IllegalStateException("no such record " + record.code());
        }
    }

    private void begin(AutogiroRecord record) {
        group = record;
        groupSum = 0;
        groupCount = 0;
    }

    private void addTo(String code, AutogiroRecord record, boolean counts) {
        if (group == null || !group.code().equals(code)) {
            throw record.malformed(
                    "a record %s is out of order: it follows a record %s"
                            .formatted(record.code(), code));
        }
        if (counts) {
            groupCount++;
            groupSum = Math.addExact(groupSum, record.number("amount").orElse(0L));
        }
    }

    private void endGroup() {
        var ended = group;
        if (ended != null && opening.section() == Section.PAYMENTS) {
            compare(ended);
            group = null;
        }
    }

    private void compare(AutogiroRecord told) {
        long sum = told.number("total").orElse(0L);
        long count = told.number("count").orElse(0L);
        if (sum != groupSum || count != groupCount) {
            throw told.malformed(
                    "record %s says %d payments of %d ore, its records make %d of %d ore"
                            .formatted(told.code(), count, sum, groupCount, groupSum));
        }
    }

    private void addMandate(AutogiroRecord record) {
        if (record.code().equals("52")) {
            inMandate = true;
            ofMandate = 0;
        } else if (!inMandate) {
            throw record.malformed(
                    "a record %s is out of order: it follows a record 52".formatted(record.code()));
        } else if (++ofMandate > MOST_OF_MANDATE) {
            throw record.malformed(
                    "a record %s is one too many: at most %d follow a record 52"
                            .formatted(record.code(), MOST_OF_MANDATE));
        }
    }

    /** A deposit closes its section, so it is compared when it comes. */
    private void addIncoming(AutogiroRecord record) {
        switch (record.code()) {
            case "05" -> {
                requireNoOpenDeposit(record);
                requireBankgiro(record);
                begin(record);
            }
            case "20" -> addIncoming(record, 1);
            case "21" -> addIncoming(record, -1);
            case "15" -> {
                requireCurrency(openDeposit(record), record);
                compare(record);
                group = null;
            }
            default -> requirePayment(record);
        }
        inPayment = !record.code().equals("05") && !record.code().equals("15");
    }

    private void addIncoming(AutogiroRecord record, int sign) {
        openDeposit(record);
        groupCount++;
        groupSum = Math.addExact(groupSum, sign * record.number("amount").orElse(0L));
        if (Math.abs(groupSum) > MOST_OF_DEPOSIT) {
            throw record.malformed(
                    "the payments of a deposit add up to more than its record 15 can say");
        }
    }

    /** Without one its payments are nobody's. */
    private static void requireBankgiro(AutogiroRecord record) {
        if (record.digits(PAYEE).isEmpty()) {
            throw record.malformed("the bankgiro of the section is missing");
        }
    }

    private static void requireCurrency(AutogiroRecord opening, AutogiroRecord deposit) {
        String currency = opening.text("currency");
        if (!deposit.text("currency").equals(currency)) {
            throw deposit.malformed(
                    "the deposit is in %s, its section in %s"
                            .formatted(deposit.text("currency"), currency));
        }
    }

    private void requirePayment(AutogiroRecord record) {
        if (DETAILS.contains(record.code()) && !inPayment) {
            throw record.malformed(
                    "a record %s is out of order: it follows a record 20 or 21"
                            .formatted(record.code()));
        }
    }

    private AutogiroRecord openDeposit(AutogiroRecord record) {
        var open = group;
        if (open == null) {
            throw record.malformed(
                    "a record %s is out of order: it follows a record 05".formatted(record.code()));
        }
        return open;
    }

    private void requireNoOpenDeposit(AutogiroRecord record) {
        if (opening.section() == Section.BGMAX && group != null) {
            throw record.malformed(
                    "a record %s is out of order: the deposit, a record 15, is missing"
                            .formatted(record.code()));
        }
    }
}

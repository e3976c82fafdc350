package kontor.bgmax;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.MalformedAutogiro;
import org.jspecify.annotations.Nullable;

/** The sums of a file, each with the payments that it consists of. */
record Deposits(List<Deposit> all, LocalDate written) {

    /** Payments and further references of a file; all of it is held in memory. */
    private static final int MOST = 200_000;

    /** No file of BgMax is older. */
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

    /** The last day of BgMax. */
    static final LocalDate LAST = LocalDate.of(2026, 11, 27);

    /**
     * A sum that was paid into a bankgiro.
     *
     * @param serial its number in the year
     */
    record Deposit(
            String bankgiro, String currency, LocalDate day, String serial, List<Paid> payments) {

        /** By which banks book it: bankgiro, year and number, as of deposits of Autogiro. */
        String name() {
            return "%s-%d-%s".formatted(bankgiro, day.getYear(), serial);
        }

        /** Deductions lower it. */
        long totalMinor() {
            return payments.stream().mapToLong(Paid::amountMinor).reduce(0, Math::addExact);
        }
    }

    /**
     * What a payment is for.
     *
     * @param ocr whether it has a check digit that is right
     */
    record Reference(String text, boolean ocr) {}

    /**
     * One payment of a sum.
     *
     * @param amountMinor negative for a deduction
     * @param references all of them: one payment may be for several invoices
     */
    record Paid(
            long amountMinor, List<Reference> references, String serial, Optional<String> payer) {

        Paid by(Optional<String> name) {
            return new Paid(amountMinor, references, serial, name);
        }
    }

    /**
     * @throws MalformedAutogiro with the line, for the first thing that is wrong
     */
    static Deposits read(InputStream in) {
        var reading = new Reading();
        AutogiroReader.read(in, reading::take);
        return new Deposits(List.copyOf(reading.deposits), reading.written);
    }

    /** A camt.054 that tells the same. */
    void asNotification(String id, OutputStream to) {
        new NotificationWriter(id, written).write(byBankgiro(), to);
    }

    private List<List<Deposit>> byBankgiro() {
        var accounts = new TreeMap<String, List<Deposit>>();
        all.forEach(one -> accounts.computeIfAbsent(one.bankgiro, _ -> new ArrayList<>()).add(one));
        return List.copyOf(accounts.values());
    }

    private static final class Reading {

        private static final String OCR = "2";

        private final List<Deposit> deposits = new ArrayList<>();
        private final List<Paid> payments = new ArrayList<>();
        private LocalDate written = LAST;
        private int count;
        private @Nullable AutogiroRecord section;

        void take(AutogiroRecord record) {
            switch (record.code()) {
                case "01" -> written = day(record, "timestamp");
                case "05" -> section = record;
                case "20" -> add(record, 1);
                case "21" -> add(record, -1);
                case "22", "23" -> add(record, reference(record));
                case "25" -> add(record, words(record));
                case "26" -> payments.add(payments.removeLast().by(record.filled("name")));
                case "15" -> deposit(record);
                default -> {
                    /* addresses and organisation numbers */
                }
            }
        }

        private void add(AutogiroRecord record, int sign) {
            payments.add(
                    new Paid(
                            sign * record.number("amount").orElse(0L),
                            new ArrayList<>(),
                            record.text("bgc_serial"),
                            Optional.empty()));
            add(record, reference(record));
        }

        /** Of the payment that was read last. */
        private void add(AutogiroRecord record, Optional<Reference> one) {
            if (++count > MOST) {
                throw record.malformed(
                        "the file has more than %d payments and references; split it behind a"
                                        .formatted(MOST)
                                + " record 15");
            }
            one.ifPresent(payments.getLast().references::add);
        }

        private static Optional<Reference> reference(AutogiroRecord record) {
            return record.filled("reference")
                    .map(text -> new Reference(text, record.text("reference_code").equals(OCR)));
        }

        private static Optional<Reference> words(AutogiroRecord record) {
            return record.filled("text").map(text -> new Reference(text, false));
        }

        private static LocalDate day(AutogiroRecord record, String field) {
            var day = record.date(field).orElse(LAST);
            if (day.isBefore(FIRST)) {
                throw record.malformed(
                        "%s is %s, when there was no BgMax yet".formatted(field, day));
            }
            return day;
        }

        private void deposit(AutogiroRecord record) {
            var day = day(record, "pay_date");
            if (day.isAfter(LAST)) {
                throw record.malformed(
                        "a deposit of %s, but BgMax ended on %s; take camt.054 for later days"
                                .formatted(day, LAST));
            }
            var opening = section;
            if (opening == null) {
                throw new IllegalStateException("a deposit without a section was read");
            }
            deposits.add(
                    new Deposit(
                            opening.digits("payee_bg"),
                            record.text("currency"),
                            day,
                            record.text("serial"),
                            List.copyOf(payments)));
            payments.clear();
        }
    }
}

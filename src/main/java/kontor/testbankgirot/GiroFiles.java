package kontor.testbankgirot;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.AutogiroWriter;
import kontor.autogiro.Section;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.testbank.TestBank;
import kontor.testbankgirot.GiroTable.Advice;
import kontor.testbankgirot.GiroTable.Payment;
import kontor.testbankgirot.SimulatedBankgirot.Payee;

/** The files that Bankgirot writes for a payee. */
record GiroFiles(Tx tx, Payee payee, TestBank.Desk desk) {

    /** Comment of a change that was made. */
    static final String DONE = "12";

    /** An order that is not taken. */
    record Rejected(AutogiroRecord order, String comment) {}

    /**
     * A payment that is cancelled.
     *
     * @param code of the record that tells it
     * @param comment 12 where it was cancelled
     */
    record Cancelled(Payment payment, String code, String comment) {}

    /** A payment that was tried. */
    record Result(Payment payment, String status) {

        boolean isPaid() {
            return status.equals("0");
        }

        boolean isCredit() {
            return payment.isCredit();
        }
    }

    /** A payment that is paid back. */
    record Refund(Payment payment, String code) {}

    /**
     * What happened on a morning.
     *
     * @param deposit the number of the sum that was paid in; 0 for none
     * @param withdrawal the number of the sum that was drawn; 0 for none
     * @param numbers those of the refunds
     */
    record Specification(
            String iban,
            LocalDate day,
            int deposit,
            int withdrawal,
            List<Result> results,
            List<Integer> numbers,
            List<Refund> refunds) {}

    /** By which the bank books a sum: bankgiro, year, and a number of five digits. */
    static String sum(String bankgiro, LocalDate day, int serial) {
        return "%s-%d-%05d".formatted(bankgiro, day.getYear(), serial);
    }

    private void issue(String kind, Section section, Consumer<AutogiroWriter> records) {
        desk.issue(
                tx,
                payee.login(),
                "%s-%s.txt".formatted(kind, Ids.next()),
                out -> {
                    try (var writer = new AutogiroWriter(out, section)) {
                        records.accept(writer);
                    }
                });
    }

    private void open(AutogiroWriter writer, LocalDate day) {
        writer.record("01")
                .set("written_date", day)
                .set("customer_no", payee.customerNumber())
                .set("payee_bg", payee.bankgiro())
                .write();
    }

    void advised(LocalDate day, List<Advice> advices) {
        issue(
                "UAGU4",
                Section.ADVICES,
                writer -> {
                    open(writer, day);
                    advices.forEach(one -> write(writer, one, day));
                    writer.end(day);
                });
    }

    private void write(AutogiroWriter writer, Advice advice, LocalDate day) {
        var mandate = advice.mandate();
        var record =
                writer.record("73")
                        .set("payee_bg", payee.bankgiro())
                        .set("payer_no", mandate.payerNumber())
                        .set("info_code", advice.information())
                        .set("comment_code", advice.comment())
                        .set("action_date", day);
        if (!mandate.account().isEmpty() && !advice.information().equals("03")) {
            record.set("clearing", mandate.account().substring(0, 4))
                    .set("account", mandate.account().substring(4))
                    .set("payer_id", mandate.payerId());
        }
        record.write();
    }

    void madeAtBank(LocalDate day, GiroTable.Mandate mandate) {
        issue(
                "UAGU3",
                Section.BANK_MANDATES,
                writer -> {
                    writer.record("51")
                            .set("written_date", day)
                            .set("payee_bg", payee.bankgiro())
                            .write();
                    writer.record("52")
                            .set("payee_bg", payee.bankgiro())
                            .set("payer_no", mandate.payerNumber())
                            .set("account", mandate.account())
                            .set("payer_id", mandate.payerId())
                            .set("message_type", 0)
                            .write();
                    writer.record("53").set("text", "JAG VILL BETALA MED AUTOGIRO").write();
                    writer.record("54").set("line1", "ANNA EXEMPEL").write();
                    writer.record("55").set("line3", "LUGNA GATAN 5").write();
                    writer.record("56")
                            .set("post_code", "12838")
                            .set("town", "SKARPN\u00c4CK")
                            .write();
                    writer.end(day);
                });
    }

    void rejected(LocalDate day, List<Rejected> all) {
        issue(
                "UAGU6",
                Section.REJECTED,
                writer -> {
                    open(writer, day);
                    all.forEach(one -> write(writer, one));
                    writer.end(day);
                });
    }

    private static void write(AutogiroWriter writer, Rejected one) {
        var order = one.order;
        writer.record(order.code())
                .set("pay_date", order.text("pay_date"))
                .set("period", order.text("period"))
                .set("repeats", order.text("repeats"))
                .set("payer_no", order.text("payer_no"))
                .set("amount", order.text("amount"))
                .set("reference", order.text("reference"))
                .set("comment_code", one.comment)
                .write();
    }

    void cancelled(LocalDate day, List<Cancelled> all) {
        issue(
                "UAGU5",
                Section.CHANGED,
                writer -> {
                    open(writer, day);
                    all.forEach(one -> write(writer, one));
                    writer.end(day);
                });
    }

    private static void write(AutogiroWriter writer, Cancelled one) {
        writer.record(one.code)
                .set("pay_date", DateTimeFormatter.BASIC_ISO_DATE.format(one.payment.payDate()))
                .set("payer_no", one.payment.payerNumber())
                .set("pay_code", one.payment.code())
                .set("amount", one.payment.amountMinor())
                .set("ref_label", "REFERENS")
                .set("new_date_or_zero", "0")
                .set("reference", one.payment.reference())
                .set("comment_code", one.comment)
                .write();
    }

    void specified(Specification told) {
        issue(
                "UAGAG",
                Section.PAYMENTS,
                writer -> {
                    writer.record("01")
                            .set("timestamp", timestamp(told.day))
                            .set("customer_no", payee.customerNumber())
                            .set("payee_bg", payee.bankgiro())
                            .write();
                    sum(writer, told, false);
                    sum(writer, told, true);
                    for (int i = 0; i < told.refunds.size(); i++) {
                        refund(writer, told, told.numbers.get(i), told.refunds.get(i));
                    }
                    writer.end(told.day);
                });
    }

    private static String timestamp(LocalDate day) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(day) + "060000" + "000000";
    }

    /** What was paid in, or drawn, with all that was tried. */
    private void sum(AutogiroWriter writer, Specification told, boolean credits) {
        var tried = told.results.stream().filter(one -> one.isCredit() == credits).toList();
        if (tried.isEmpty()) {
            return;
        }
        var paid = tried.stream().filter(Result::isPaid).toList();
        long total = paid.stream().mapToLong(one -> one.payment.amountMinor()).sum();
        int serial = credits ? told.withdrawal : told.deposit;
        group(writer, credits ? "16" : "15", told, serial, total, paid.size());
        for (var one : tried) {
            payment(writer, one.payment).set("status", one.status).write();
        }
    }

    private void group(
            AutogiroWriter writer,
            String code,
            Specification told,
            int serial,
            long total,
            int count) {
        writer.record(code)
                .set("account", told.iban.replaceAll("[^0-9]", ""))
                .set("pay_date", told.day)
                .set("serial", serial)
                .set("total", total)
                .set("count", count)
                .write();
    }

    private AutogiroWriter.Draft payment(AutogiroWriter writer, Payment payment) {
        return writer.record(payment.code())
                .set("pay_date", payment.payDate())
                .set("period", 0)
                .set("payer_no", payment.payerNumber())
                .set("amount", payment.amountMinor())
                .set("payee_bg", payee.bankgiro())
                .set("reference", payment.reference());
    }

    private void refund(AutogiroWriter writer, Specification told, int serial, Refund one) {
        group(writer, "17", told, serial, one.payment.amountMinor(), 1);
        writer.record("77")
                .set("orig_pay_date", one.payment.payDate())
                .set("orig_period", 0)
                .set("payer_no", one.payment.payerNumber())
                .set("amount", one.payment.amountMinor())
                .set("payee_bg", payee.bankgiro())
                .set("reference", one.payment.reference())
                .set("refund_date", told.day)
                .set("refund_code", one.code)
                .write();
    }
}

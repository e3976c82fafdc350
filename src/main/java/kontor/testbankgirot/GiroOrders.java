package kontor.testbankgirot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.autogiro.AutogiroRecord;
import kontor.db.Tx;
import kontor.testbank.TestBank;
import kontor.testbankgirot.SimulatedBankgirot.Payee;

/** One section of a customer's file: mandates or payments of one bankgiro. */
final class GiroOrders {

    /** Information code of answers about another payer number. */
    static final String RENUMBERED = "05";

    /** Comment of a payer number that cannot be had. */
    private static final String WRONG_NUMBER = "21";

    /** Comment of a cancellation of a payment that is not there, or was made. */
    private static final String NOT_FOUND = "13";

    private final Tx tx;
    private final TestBank.Customer customer;
    private final TestBank.Desk desk;
    private final List<AutogiroRecord> records;
    private final Payee payee;
    private final boolean known;
    private final LocalDate today;
    private final List<GiroFiles.Rejected> rejected = new ArrayList<>();
    private final List<GiroFiles.Cancelled> cancelled = new ArrayList<>();

    GiroOrders(
            Tx tx, TestBank.Customer customer, TestBank.Desk desk, List<AutogiroRecord> records) {
        this.tx = tx;
        this.customer = customer;
        this.desk = desk;
        this.records = records;
        var opening = records.getFirst();
        this.payee =
                new Payee(
                        customer.login(), opening.text("customer_no"), opening.digits("payee_bg"));
        this.known = desk.iban(payee.login(), payee.bankgiro()).isPresent();
        this.today = customer.received().atZone(SimulatedBankgirot.ZONE).toLocalDate();
    }

    void take() {
        for (var record : records) {
            switch (record.code()) {
                case "04" -> newMandate(record);
                case "03" -> endMandate(record);
                case "05" -> renumber(record);
                case "25" -> cancel(record);
                case "82", GiroTable.CREDIT -> payment(record);
                default -> {
                    /* other changes of payments are not played */
                }
            }
        }
        if (!cancelled.isEmpty()) {
            new GiroFiles(tx, payee, desk).cancelled(today, cancelled);
        }
        if (!rejected.isEmpty()) {
            new GiroFiles(tx, payee, desk).rejected(today, rejected);
        }
    }

    private void newMandate(AutogiroRecord record) {
        String number = record.digits("payer_no");
        if (record.text("answer").equals("AV")) {
            GiroTable.forget(tx, payee.bankgiro(), number);
            return;
        }
        boolean onAccount = record.filled("clearing").isPresent();
        String account = onAccount ? record.text("clearing") + record.text("account") : "";
        GiroTable.register(
                tx,
                payee.bankgiro(),
                new GiroTable.Mandate(number, account, record.text("payer_id")));
        var answers = answers(record, number, onAccount);
        answers.forEach(one -> advise(number, one));
    }

    private List<GiroScenario.Answer> answers(
            AutogiroRecord record, String number, boolean onAccount) {
        if (!known) {
            return List.of(new GiroScenario.Answer("04", "29", 1));
        }
        if (onAccount && record.filled("payer_id").isEmpty()) {
            return List.of(new GiroScenario.Answer("04", "20", 1));
        }
        return GiroScenario.of(number)
                .map(GiroScenario::answers)
                .orElse(List.of(GiroScenario.AGREED));
    }

    private void advise(String number, GiroScenario.Answer answer) {
        var day = SimulatedBankgirot.CALENDAR.plus(today, answer.afterBankDays());
        GiroTable.advise(tx, payee.bankgiro(), number, answer.information(), answer.comment(), day);
        call(day);
    }

    private void endMandate(AutogiroRecord record) {
        String number = record.digits("payer_no");
        boolean there = GiroTable.active(tx, payee.bankgiro(), number).orElse(true);
        advise(number, new GiroScenario.Answer("03", there ? "33" : "04", 1));
    }

    /**
     * A new number 9905CC is refused with comment CC, and one that another payer of the bankgiro
     * has; any other takes the place of the old one.
     */
    private void renumber(AutogiroRecord record) {
        String old = record.digits("old_payer_no");
        String wanted = record.digits("new_payer_no");
        boolean isTaken = GiroTable.active(tx, payee.bankgiro(), wanted).orElse(false);
        var refused =
                isTaken
                        ? Optional.of(WRONG_NUMBER)
                        : GiroScenario.of(wanted).flatMap(GiroScenario::refusedNumber);
        if (refused.isPresent()) {
            advise(old, new GiroScenario.Answer(RENUMBERED, refused.get(), 1));
            return;
        }
        GiroTable.renumber(tx, payee.bankgiro(), old, wanted);
        advise(wanted, new GiroScenario.Answer(RENUMBERED, "32", 1));
    }

    private void payment(AutogiroRecord record) {
        var refusal = refusal(record);
        if (refusal.isPresent()) {
            reject(record, refusal.get());
            return;
        }
        var wanted =
                record.isAsSoonAsPossible()
                        ? SimulatedBankgirot.CALENDAR.plus(today, 1)
                        : record.date("pay_date").orElseThrow();
        var day = SimulatedBankgirot.CALENDAR.nextOpen(wanted);
        GiroTable.order(
                tx,
                payee.bankgiro(),
                new GiroTable.Payment(
                        0,
                        record.code(),
                        record.digits("payer_no"),
                        record.number("amount").orElseThrow(),
                        record.text("reference"),
                        day,
                        0,
                        "WAITING"),
                day);
        call(day);
    }

    /** Of what waits for its day, or its next try; a payer 9925CC refuses with comment CC. */
    private void cancel(AutogiroRecord record) {
        String number = record.digits("payer_no");
        var asked =
                new GiroTable.Payment(
                        0,
                        record.text("pay_code"),
                        number,
                        record.number("amount").orElseThrow(),
                        record.text("reference"),
                        record.date("pay_date").orElseThrow(),
                        0,
                        "WAITING");
        var there =
                GiroTable.waiting(tx, payee.bankgiro(), asked.reference()).stream()
                        .filter(one -> one.amountMinor() == asked.amountMinor())
                        .filter(one -> one.payerNumber().equals(number))
                        .filter(one -> one.code().equals(asked.code()))
                        .findFirst();
        var comment =
                GiroScenario.of(number)
                        .flatMap(GiroScenario::refusedCancellation)
                        .orElse(there.isPresent() ? GiroFiles.DONE : NOT_FOUND);
        if (comment.equals(GiroFiles.DONE)) {
            there.ifPresent(one -> GiroTable.done(tx, payee.bankgiro(), one, "CANCELLED", null));
        }
        cancelled.add(new GiroFiles.Cancelled(asked, record.code(), comment));
    }

    private Optional<String> refusal(AutogiroRecord record) {
        String number = record.digits("payer_no");
        if (!known) {
            return Optional.of("10");
        }
        boolean credit = record.code().equals(GiroTable.CREDIT);
        var scenario = GiroScenario.of(number).flatMap(one -> one.reject(credit));
        if (scenario.isPresent()) {
            return scenario;
        }
        if (!GiroTable.active(tx, payee.bankgiro(), number).orElse(true)) {
            return Optional.of("01");
        }
        boolean late =
                record.date("pay_date")
                        .filter(
                                day ->
                                        customer.received()
                                                .isAfter(
                                                        SimulatedBankgirot.cutOff(
                                                                SimulatedBankgirot.CALENDAR
                                                                        .nextOpen(day))))
                        .isPresent();
        return late ? Optional.of("13") : Optional.empty();
    }

    private void reject(AutogiroRecord record, String comment) {
        rejected.add(new GiroFiles.Rejected(record, comment));
    }

    private void call(LocalDate day) {
        desk.call(tx, SimulatedBankgirot.morning(day), payee.subject());
    }
}

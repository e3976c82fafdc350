package kontor.testbankgirot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.db.Tx;
import kontor.testbank.TestBank;
import kontor.testbankgirot.GiroTable.Payment;
import kontor.testbankgirot.SimulatedBankgirot.Payee;

/** What Bankgirot does for one payee on a morning: answers, pays, refuses, pays back, tells. */
final class GiroMorning {

    private static final String COLLECTED = "PMNT/RDDT/OTHR";
    private static final String PAID_BACK = "PMNT/RDDT/UPDD";

    /** Issued credit transfers, of which the bank books one sum. */
    private static final String CREDITED = "PMNT/ICDT/OTHR";

    private static final Set<String> AGREED = Set.of("04", "42");

    private final Tx tx;
    private final Payee payee;
    private final LocalDate day;
    private final TestBank.Desk desk;
    private final String iban;
    private final GiroFiles files;

    GiroMorning(Tx tx, Payee payee, LocalDate day, TestBank.Desk desk) {
        this.tx = tx;
        this.payee = payee;
        this.day = day;
        this.desk = desk;
        this.iban = desk.iban(payee.login(), payee.bankgiro()).orElse("");
        this.files = new GiroFiles(tx, payee, desk);
    }

    void work() {
        advise();
        var due = GiroTable.due(tx, payee.bankgiro(), day);
        var cancelled = new ArrayList<GiroFiles.Cancelled>();
        var results = new ArrayList<GiroFiles.Result>();
        var refunds = new ArrayList<GiroFiles.Refund>();
        for (var payment : due) {
            var scenario = GiroScenario.of(payment.payerNumber());
            var ended = scenario.flatMap(GiroScenario::cancelled);
            if (payment.status().equals("PAID")) {
                refunds.add(refund(payment, scenario.orElseThrow()));
            } else if (ended.isPresent()) {
                GiroTable.done(tx, payee.bankgiro(), payment, "CANCELLED", null);
                cancelled.add(new GiroFiles.Cancelled(payment, ended.get(), GiroFiles.DONE));
            } else {
                results.add(result(payment, scenario));
            }
        }
        if (!cancelled.isEmpty()) {
            files.cancelled(day, cancelled);
        }
        if (!results.isEmpty() || !refunds.isEmpty()) {
            specify(results, refunds);
        }
    }

    private void advise() {
        var advices = GiroTable.takeAdvices(tx, payee.bankgiro(), day);
        for (var one : advices) {
            boolean agreed = AGREED.contains(one.information()) && one.comment().equals("32");
            String payer = one.mandate().payerNumber();
            if (!one.information().equals(GiroOrders.RENUMBERED)) {
                GiroTable.activate(tx, payee.bankgiro(), payer, agreed);
            }
            GiroScenario.of(payer)
                    .flatMap(GiroScenario::follower)
                    .filter(_ -> agreed)
                    .ifPresent(this::madeAtBank);
        }
        if (!advices.isEmpty()) {
            files.advised(day, advices);
        }
    }

    private void madeAtBank(String payerNumber) {
        var mandate = new GiroTable.Mandate(payerNumber, "5001000001234571", "198112189876");
        GiroTable.register(tx, payee.bankgiro(), mandate);
        files.madeAtBank(day, mandate);
    }

    private GiroFiles.Result result(Payment payment, Optional<GiroScenario> scenario) {
        String status = scenario.map(one -> one.status(payment.attempts())).orElse("0");
        switch (status) {
            case "9" -> again(payment, "WAITING", 1);
            case "0" -> {
                boolean refunded = scenario.flatMap(GiroScenario::refund).isPresent();
                if (refunded && !payment.isCredit()) {
                    again(payment, "PAID", GiroScenario.REFUNDED_AFTER);
                } else {
                    GiroTable.done(tx, payee.bankgiro(), payment, "PAID", null);
                }
            }
            default -> GiroTable.done(tx, payee.bankgiro(), payment, "REFUSED", null);
        }
        return new GiroFiles.Result(payment, status);
    }

    private void again(Payment payment, String status, int bankDays) {
        var next = SimulatedBankgirot.CALENDAR.plus(day, bankDays);
        GiroTable.done(tx, payee.bankgiro(), payment, status, next);
        desk.call(tx, SimulatedBankgirot.morning(next), payee.subject());
    }

    private GiroFiles.Refund refund(Payment payment, GiroScenario scenario) {
        GiroTable.done(tx, payee.bankgiro(), payment, "REFUNDED", null);
        return new GiroFiles.Refund(payment, scenario.refund().orElseThrow());
    }

    private void specify(List<GiroFiles.Result> results, List<GiroFiles.Refund> refunds) {
        var paid = results.stream().filter(GiroFiles.Result::isPaid).toList();
        var collected = paid.stream().filter(one -> !one.isCredit()).toList();
        var credited = paid.stream().filter(GiroFiles.Result::isCredit).toList();
        int serial = GiroTable.sums(tx, payee.bankgiro(), day.getYear());
        int deposit = collected.isEmpty() ? 0 : ++serial;
        int withdrawal = credited.isEmpty() ? 0 : ++serial;
        book(collected, sum(collected), COLLECTED, deposit);
        book(credited, -sum(credited), CREDITED, withdrawal);
        var numbers = new ArrayList<Integer>();
        for (var one : refunds) {
            numbers.add(++serial);
            book(
                    -one.payment().amountMinor(),
                    PAID_BACK,
                    1,
                    serial,
                    Optional.of(one.payment().reference()),
                    Optional.of(GiroScenario.bookedAs(one.code())));
        }
        files.specified(
                new GiroFiles.Specification(
                        iban, day, deposit, withdrawal, results, numbers, refunds));
    }

    private static long sum(List<GiroFiles.Result> paid) {
        return paid.stream().mapToLong(one -> one.payment().amountMinor()).sum();
    }

    private void book(List<GiroFiles.Result> paid, long amount, String code, int serial) {
        if (!paid.isEmpty()) {
            book(amount, code, paid.size(), serial, Optional.empty(), Optional.empty());
        }
    }

    private void book(
            long amount,
            String code,
            int count,
            int serial,
            Optional<String> reference,
            Optional<String> reason) {
        desk.book(
                tx,
                new TestBank.Cleared(
                        iban,
                        day,
                        amount,
                        code,
                        count,
                        Optional.of(GiroFiles.sum(payee.bankgiro(), day, serial)),
                        reference,
                        reason));
    }
}

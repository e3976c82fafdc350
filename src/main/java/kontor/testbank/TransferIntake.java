package kontor.testbank;

import java.time.Instant;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;

/** What a pain.001 says, as orders of the bank. */
final class TransferIntake implements Pain001Reader.Handler {

    private final OrderFileReader intake;
    private final BankLogin login;
    private final Instant received;
    private Optional<BankAccount> account = Optional.empty();
    private Optional<String> serviceLevel = Optional.empty();

    TransferIntake(OrderFileReader intake, BankLogin login, Instant received) {
        this.intake = intake;
        this.login = login;
        this.received = received;
    }

    @Override
    public void header(MessageHeader told) {
        intake.header(told);
    }

    @Override
    public void group(TransferGroup told) {
        var payer = TransferChecks.payer(told, login);
        account = payer;
        serviceLevel = told.terms().serviceLevel().map(code -> code.value());
        var calendar = payer.map(BankAccount::calendar).orElse(BankCalendar.TARGET);
        var execution = TransferChecks.execution(told.terms(), received, calendar);
        intake.group(
                new OrderGroup(
                        OrderMessage.CREDIT_TRANSFERS,
                        told.paymentInformationId(),
                        told.numberOfTransactions(),
                        told.controlSum(),
                        told.batchBooking(),
                        payer.map(BankAccount::iban).orElse(told.debtor().account().number()),
                        told.debtor().name(),
                        TransferChecks.code(told.terms()),
                        execution,
                        TransferChecks.group(told.terms(), payer, received)));
    }

    @Override
    public void transfer(Transfer told) {
        var payee = TransferChecks.payee(told.creditor());
        var internal =
                account.flatMap(payer -> BankLogins.account(payee.number(), payer.currency()));
        intake.order(
                new BankOrder(
                        told.ids().instructionId(),
                        told.ids().endToEndId(),
                        told.amount().negated(),
                        told.creditor().name(),
                        payee.number(),
                        internal.map(BankAccount::iban),
                        Optional.empty(),
                        told.remittance()),
                account.flatMap(
                        payer -> TransferChecks.transfer(told, payee, payer, serviceLevel)));
    }
}

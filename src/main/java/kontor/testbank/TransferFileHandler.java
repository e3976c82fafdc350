package kontor.testbank;

import java.time.Instant;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.Transfer;
import kontor.iso20022.TransferGroup;

/** Turns the transfers of a pain.001 into orders of the bank. */
final class TransferFileHandler implements Pain001Reader.Handler {

    private final OrderFileReader orders;
    private final BankLogin login;
    private final Instant received;
    private Optional<BankAccount> account = Optional.empty();
    private Optional<String> serviceLevel = Optional.empty();

    TransferFileHandler(OrderFileReader orders, BankLogin login, Instant received) {
        this.orders = orders;
        this.login = login;
        this.received = received;
    }

    @Override
    public void header(MessageHeader header) {
        orders.header(header);
    }

    @Override
    public void group(TransferGroup group) {
        var payer = TransferChecks.payer(group, login);
        account = payer;
        serviceLevel = group.terms().serviceLevel().map(code -> code.value());
        var calendar = payer.map(BankAccount::calendar).orElse(BankCalendar.TARGET);
        var execution = TransferChecks.execution(group.terms(), received, calendar);
        orders.group(
                new OrderGroup(
                        OrderMessage.CREDIT_TRANSFERS,
                        group.paymentInformationId(),
                        group.numberOfTransactions(),
                        group.controlSum(),
                        group.batchBooking(),
                        payer.map(BankAccount::iban).orElse(group.debtor().account().number()),
                        group.debtor().name(),
                        TransferChecks.code(group.terms()),
                        execution,
                        TransferChecks.group(group.terms(), payer, received)));
    }

    @Override
    public void transfer(Transfer transfer) {
        var payee = TransferChecks.payee(transfer.creditor());
        var internal =
                account.flatMap(payer -> BankLogins.account(payee.number(), payer.currency()));
        orders.order(
                new BankOrder(
                        transfer.ids().instructionId(),
                        transfer.ids().endToEndId(),
                        transfer.amount().negated(),
                        transfer.creditor().name(),
                        payee.number(),
                        internal.map(BankAccount::iban),
                        Optional.empty(),
                        transfer.remittance()),
                account.flatMap(
                        payer -> TransferChecks.transfer(transfer, payee, payer, serviceLevel)));
    }
}

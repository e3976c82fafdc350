package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.identifiers.CreditorIdentifier;
import kontor.identifiers.Iban;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import kontor.iso20022.LocalInstrument;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain008Reader;

/** What a pain.008 says, as orders of the bank. */
final class CollectionIntake implements Pain008Reader.Handler {

    private final OrderFileReader intake;
    private final BankLogin login;
    private final Instant received;
    private String creditor = "";

    CollectionIntake(OrderFileReader intake, BankLogin login, Instant received) {
        this.intake = intake;
        this.login = login;
        this.received = received;
    }

    @Override
    public void header(MessageHeader told) {
        intake.header(told);
    }

    @Override
    public void group(CollectionGroup told) {
        var terms = told.terms();
        creditor = CreditorIdentifier.comparable(told.creditor().identifier());
        intake.group(
                new OrderGroup(
                        OrderMessage.DIRECT_DEBITS,
                        told.paymentInformationId(),
                        told.numberOfTransactions(),
                        told.controlSum(),
                        told.batchBooking(),
                        Iban.normalize(told.creditor().iban()),
                        told.creditor().name(),
                        terms.localInstrument() == LocalInstrument.B2B
                                ? "PMNT/IDDT/BBDD"
                                : "PMNT/IDDT/ESDD",
                        new OrderGroup.Execution(
                                terms.collectionDate(), false, false, BankCalendar.TARGET),
                        BankChecks.group(told, login, received)));
    }

    @Override
    public void collection(Collection told) {
        LocalDate today = received.atZone(BankChecks.ZONE).toLocalDate();
        intake.order(
                new BankOrder(
                        told.instructionId(),
                        told.endToEndId(),
                        told.amount(),
                        told.debtor().name(),
                        Iban.normalize(told.debtor().iban()),
                        Optional.empty(),
                        Optional.of(
                                new BankOrder.Consent(
                                        creditor,
                                        told.mandate().reference(),
                                        told.mandate().amendment())),
                        told.remittance()),
                BankChecks.collection(told, today));
    }
}

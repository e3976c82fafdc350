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

/** Turns the collections of a pain.008 into orders of the bank. */
final class CollectionFileHandler implements Pain008Reader.Handler {

    private final OrderFileReader orders;
    private final BankLogin login;
    private final Instant received;
    private String creditor = "";

    CollectionFileHandler(OrderFileReader orders, BankLogin login, Instant received) {
        this.orders = orders;
        this.login = login;
        this.received = received;
    }

    @Override
    public void header(MessageHeader header) {
        orders.header(header);
    }

    @Override
    public void group(CollectionGroup group) {
        var terms = group.terms();
        creditor = CreditorIdentifier.comparable(group.creditor().identifier());
        orders.group(
                new OrderGroup(
                        OrderMessage.DIRECT_DEBITS,
                        group.paymentInformationId(),
                        group.numberOfTransactions(),
                        group.controlSum(),
                        group.batchBooking(),
                        Iban.normalize(group.creditor().iban()),
                        group.creditor().name(),
                        terms.localInstrument() == LocalInstrument.B2B
                                ? "PMNT/IDDT/BBDD"
                                : "PMNT/IDDT/ESDD",
                        new OrderGroup.Execution(
                                terms.collectionDate(), false, false, BankCalendar.TARGET),
                        BankChecks.group(group, login, received)));
    }

    @Override
    public void collection(Collection collection) {
        LocalDate today = received.atZone(BankChecks.ZONE).toLocalDate();
        orders.order(
                new BankOrder(
                        collection.instructionId(),
                        collection.endToEndId(),
                        collection.amount(),
                        collection.debtor().name(),
                        Iban.normalize(collection.debtor().iban()),
                        Optional.empty(),
                        Optional.of(
                                new BankOrder.Consent(
                                        creditor,
                                        collection.mandate().reference(),
                                        collection.mandate().amendment())),
                        collection.remittance()),
                BankChecks.collection(collection, today));
    }
}

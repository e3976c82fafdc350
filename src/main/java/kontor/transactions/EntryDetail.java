package kontor.transactions;

import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.iso20022.Code;
import kontor.iso20022.Counterparty;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import kontor.iso20022.TransactionDetails.References;

/**
 * One transaction of an entry, as it is kept for matching.
 *
 * @param references what the bank names; ours come back as we wrote them, at best
 * @param amount negative when debited; absent when the bank tells none
 * @param instructedAmount what was ordered, without the fees of a return
 * @param counterpartyAccount IBAN, or else the number that the bank tells
 * @param returnReason why money came back, e.g. AM04
 * @param remittance free text
 * @param creditorReferences structured: RF, OCR, KID, QRR
 */
public record EntryDetail(
        References references,
        Optional<Money> amount,
        Optional<Money> instructedAmount,
        Optional<String> counterpartyName,
        Optional<String> counterpartyAccount,
        Optional<String> returnReason,
        Optional<String> remittance,
        List<String> creditorReferences) {

    public EntryDetail {
        creditorReferences = List.copyOf(creditorReferences);
    }

    /**
     * @param batch the payment information id that holds where the transaction tells none
     * @param instructed what the entry says was ordered, where this is its only transaction
     */
    static EntryDetail of(
            TransactionDetails told, Optional<String> batch, Optional<Money> instructed) {
        var references = told.references();
        var known =
                new References(
                        references.messageId(),
                        references.accountServicer(),
                        references.paymentInformationId().or(() -> batch),
                        references.instructionId(),
                        references.endToEndId(),
                        references.transactionId(),
                        references.mandateId());
        return new EntryDetail(
                known,
                told.amount(),
                told.instructedAmount().or(() -> instructed),
                told.counterparty().flatMap(Counterparty::name),
                told.counterparty().flatMap(party -> party.iban().or(party::otherAccount)),
                told.returned().flatMap(TransactionDetails.Returned::reason).map(Code::value),
                told.remittance().flatMap(Remittance::unstructured),
                told.remittance().map(Remittance::references).orElse(List.of()));
    }
}

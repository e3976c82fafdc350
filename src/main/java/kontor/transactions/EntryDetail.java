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
 * @param references as the bank names them; at best ours come back as we wrote them
 * @param amount negative when debited; absent when the bank gives none
 * @param instructedAmount what was ordered, without the fees of a return
 * @param counterpartyAccount IBAN, or else the bank's own number of the account
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
     * @param batch the payment information id of the entry, for a transaction without its own
     * @param instructed what the entry says was ordered, where this is its only transaction
     */
    static EntryDetail of(
            TransactionDetails details, Optional<String> batch, Optional<Money> instructed) {
        var references = details.references();
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
                details.amount(),
                details.instructedAmount().or(() -> instructed),
                details.counterparty().flatMap(Counterparty::name),
                details.counterparty().flatMap(party -> party.iban().or(party::otherAccount)),
                details.returned().flatMap(TransactionDetails.Returned::reason).map(Code::value),
                details.remittance().flatMap(Remittance::unstructured),
                details.remittance().map(Remittance::references).orElse(List.of()));
    }
}

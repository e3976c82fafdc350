package kontor.transactions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.entryviews.CodeView;
import kontor.entryviews.FactsView;
import kontor.entryviews.PartyView;
import kontor.entryviews.ReasonInText;
import kontor.entryviews.ReturnSplit;
import kontor.identifiers.ReasonCode;
import kontor.iso20022.Code;
import kontor.iso20022.Counterparty;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import kontor.iso20022.TransactionDetails.References;
import kontor.wire.Json;

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
 * @param facts JSON object of what else the bank says, which is shown and not matched
 */
public record EntryDetail(
        References references,
        Optional<Money> amount,
        Optional<Money> instructedAmount,
        Optional<String> counterpartyName,
        Optional<String> counterpartyAccount,
        Optional<String> returnReason,
        Optional<String> remittance,
        List<String> creditorReferences,
        String facts) {

    public EntryDetail {
        creditorReferences = List.copyOf(creditorReferences);
    }

    /**
     * @param batch the payment information id of the entry, for a transaction without its own
     * @param instructed what the entry says was ordered, where this is its only transaction
     * @param split what it consists of, where it came back and something was taken for that
     */
    static EntryDetail of(
            TransactionDetails details,
            Optional<String> batch,
            Optional<Money> instructed,
            Optional<ReturnSplit> split) {
        return new EntryDetail(
                known(details.references(), batch),
                details.amount(),
                details.instructedAmount()
                        .or(() -> instructed)
                        .filter(EntryDetail::orders)
                        .or(() -> split.map(ReturnSplit::original)),
                details.counterparty().flatMap(Counterparty::name),
                details.counterparty().flatMap(party -> party.iban().or(party::otherAccount)),
                returnReason(details),
                details.remittance().flatMap(Remittance::unstructured),
                details.remittance().map(Remittance::references).orElse(List.of()),
                Json.write(facts(details, split)));
    }

    /** Nobody orders nothing: some banks write it where they know no amount. */
    private static boolean orders(Money told) {
        return told.amountMinor() != 0;
    }

    private static References known(References references, Optional<String> batch) {
        return new References(
                references.messageId(),
                references.accountServicer(),
                references.paymentInformationId().or(() -> batch),
                references.instructionId(),
                references.endToEndId(),
                references.transactionId(),
                references.mandateId());
    }

    /** Where it belongs, or else in the text of a booking whose kind is that of a return. */
    private static Optional<String> returnReason(TransactionDetails details) {
        return details.returned()
                .flatMap(TransactionDetails.Returned::reason)
                .map(Code::value)
                .map(ReasonCode::canonical)
                .or(
                        () ->
                                details.code().undoes()
                                        ? details.additionalInformation().flatMap(ReasonInText::in)
                                        : Optional.empty());
    }

    private static ObjectNode facts(TransactionDetails details, Optional<ReturnSplit> split) {
        var facts = FactsView.of(details);
        split.ifPresent(known -> facts.set("returnDetails", known.view()));
        var references = Json.object();
        FactsView.addReferences(references, details.facts());
        if (!references.isEmpty()) {
            facts.set("references", references);
        }
        CodeView.of(details.code()).ifPresent(code -> facts.set("bankTransactionCode", code));
        return facts;
    }

    /** Charges that the bank lists with it; negative when the account pays them. */
    public List<Money> charges() {
        var listed = new ArrayList<Money>();
        for (var one : Json.readOwn(facts).path("charges")) {
            var amount = one.path("amount");
            listed.add(Money.of(amount.path("value").asLong(), amount.path("currency").asText()));
        }
        return listed;
    }

    /** The JSON of one transaction among the several of an entry. */
    ObjectNode view() {
        var view = (ObjectNode) Json.readOwn(facts);
        amount.ifPresent(told -> view.set("amount", Json.amount(told)));
        instructedAmount.ifPresent(told -> view.set("instructedAmount", Json.amount(told)));
        Optional.of(String.join(" ", creditorReferences))
                .filter(reference -> !reference.isEmpty())
                .or(() -> remittance)
                .ifPresent(reference -> view.put("reference", reference));
        var shown = view.withObject("/references");
        FactsView.addReferences(shown, references);
        if (shown.isEmpty()) {
            view.remove("references");
        }
        if (counterpartyName.isPresent() || counterpartyAccount.isPresent()) {
            view.set("counterparty", PartyView.of(counterpartyName, counterpartyAccount));
        }
        returnReason.ifPresent(code -> view.putObject("returnReason").put("code", code));
        return view;
    }
}

package kontor.transactions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.entryviews.ChargesBeside;
import kontor.entryviews.CodeView;
import kontor.entryviews.FactsView;
import kontor.entryviews.PartyView;
import kontor.entryviews.ReasonInText;
import kontor.entryviews.ReturnSplit;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Batch;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import kontor.wire.Json;

/**
 * What the API says of an entry. Counterparty, references and reason come from the one transaction
 * that it consists of; an entry of several has none of them, but says how many they are.
 */
public final class EntryReading {

    /** Transactions of a batch that stand in the transaction itself. */
    private static final int MOST_SHOWN = 10;

    /** How many transactions an entry of several stands for. */
    public static final String NUMBER = "numberOfTransactions";

    private final StatementEntry entry;
    private final Optional<TransactionDetails> only;
    private final BankTransactionCode code;
    private final ChargesBeside charges;

    public EntryReading(StatementEntry entry) {
        this.entry = entry;
        this.charges =
                new ChargesBeside(
                        entry.head().amount(),
                        entry.apart().details() == 0 ? entry.details() : List.of());
        boolean batch = entry.transactions() > 1;
        only =
                entry.details().size() == 1 && !batch
                        ? Optional.of(entry.details().getFirst())
                        : Optional.empty();
        code = only.map(own -> own.code().orElse(entry.head().code())).orElse(entry.head().code());
    }

    public BankTransactionCode code() {
        return code;
    }

    public Optional<String> paymentInformationId() {
        return entry.batches().stream()
                .map(Batch::paymentInformationId)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What was booked as one: a payment information, or else all of a message. */
    Optional<String> group() {
        return paymentInformationId()
                .or(
                        () ->
                                entry.batches().stream()
                                        .map(Batch::messageId)
                                        .flatMap(Optional::stream)
                                        .findFirst());
    }

    public boolean returned() {
        var all = entry.apart().plus(entry.details());
        boolean allReturned = all.details() > 0 && all.returned();
        return entry.head().reversal() || allReturned || code.undoes();
    }

    public List<EntryDetail> details() {
        var batch = paymentInformationId();
        var instructed =
                only.isPresent() ? entry.head().instructedAmount() : Optional.<Money>empty();
        return entry.details().stream()
                .map(detail -> EntryDetail.of(detail, batch, instructed, split(detail)))
                .toList();
    }

    public String description() {
        long count = entry.transactions();
        String what =
                only.flatMap(EntryReading::words)
                        .or(entry::additionalInformation)
                        .or(this::meaning)
                        .or(code::proprietary)
                        .orElse("Booking");
        return count > 1 ? what + " (" + count + " transactions)" : what;
    }

    private Optional<String> meaning() {
        return returned()
                ? CodeView.meaningOfReturn(code, only.flatMap(TransactionDetails::returned))
                : CodeView.meaning(code);
    }

    /** All free text of the bank, so that our ids can be found in it. */
    public String text() {
        return Stream.concat(
                        entry.additionalInformation().stream(),
                        entry.details().stream()
                                .flatMap(detail -> detail.additionalInformation().stream()))
                .collect(Collectors.joining(" "));
    }

    public ObjectNode facts() {
        var facts = Json.object();
        only.flatMap(EntryReading::reference).ifPresent(text -> facts.put("reference", text));
        var references = references();
        if (!references.isEmpty()) {
            facts.set("references", references);
        }
        only.flatMap(TransactionDetails::counterparty)
                .ifPresent(party -> facts.set("counterparty", PartyView.of(party)));
        only.flatMap(TransactionDetails::instructedAmount)
                .or(entry.head()::instructedAmount)
                .ifPresent(amount -> facts.set("instructedAmount", Json.amount(amount)));
        CodeView.of(code).ifPresent(view -> facts.set("bankTransactionCode", view));
        returnReason().ifPresent(why -> facts.set("returnReason", why));
        only.flatMap(this::split).ifPresent(split -> facts.set("returnDetails", split.view()));
        FactsView.add(facts, entry.head().facts());
        only.map(FactsView::of).ifPresent(facts::setAll);
        charges().ifPresent(charges -> facts.set("charges", charges));
        entry.additionalInformation().ifPresent(text -> facts.put("entryInformation", text));
        if (entry.transactions() > 1) {
            facts.put(NUMBER, entry.transactions());
        }
        several().ifPresent(details -> facts.set("details", details));
        return facts;
    }

    /** What a transaction that came back consists of, where the bank took something for it. */
    private Optional<ReturnSplit> split(TransactionDetails detail) {
        var head = entry.head();
        var single = only.filter(detail::equals);
        var booked = single.map(_ -> head.amount()).or(() -> charges.booked(detail));
        var ordered =
                detail.instructedAmount()
                        .or(() -> single.flatMap(_ -> head.instructedAmount()))
                        .or(() -> single.flatMap(TransactionDetails::amount))
                        .or(() -> charges.ordered(detail));
        var listed =
                single.isPresent() && detail.charges().isEmpty()
                        ? head.charges()
                        : detail.charges();
        return booked.filter(_ -> returned() || detail.returned().isPresent())
                .flatMap(money -> ReturnSplit.of(money, ordered, listed, words(detail, single)));
    }

    private String words(TransactionDetails detail, Optional<TransactionDetails> single) {
        return Stream.of(
                        detail.additionalInformation(),
                        words(detail),
                        single.flatMap(_ -> entry.additionalInformation()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    /**
     * What of this stands at its only transaction, so that it says more than what stands at the
     * entry; absent for several or none.
     */
    public Optional<ObjectNode> factsOfOnly() {
        return only.map(EntryReading::factsOf);
    }

    /** The text of its only transaction, or else its references. */
    public Optional<String> wordsOfOnly() {
        return only.flatMap(EntryReading::words);
    }

    private static ObjectNode factsOf(TransactionDetails detail) {
        var facts = FactsView.of(detail);
        reference(detail).ifPresent(text -> facts.put("reference", text));
        var references = Json.object();
        FactsView.addReferences(references, detail.references());
        FactsView.addReferences(references, detail.facts());
        if (!references.isEmpty()) {
            facts.set("references", references);
        }
        detail.counterparty().ifPresent(party -> facts.set("counterparty", PartyView.of(party)));
        detail.instructedAmount()
                .ifPresent(amount -> facts.set("instructedAmount", Json.amount(amount)));
        CodeView.of(detail.code()).ifPresent(code -> facts.set("bankTransactionCode", code));
        detail.returned().ifPresent(why -> facts.set("returnReason", CodeView.reason(why)));
        return facts;
    }

    /** What matching uses: the structured references, else the text. */
    static Optional<String> reference(TransactionDetails detail) {
        return detail.remittance()
                .flatMap(
                        remittance ->
                                remittance.references().isEmpty()
                                        ? remittance.unstructured()
                                        : Optional.of(String.join(" ", remittance.references())));
    }

    /** What people read: the text, else the structured references. */
    private static Optional<String> words(TransactionDetails detail) {
        return detail.remittance().flatMap(Remittance::unstructured).or(() -> reference(detail));
    }

    private ObjectNode references() {
        var references = Json.object();
        only.map(TransactionDetails::references)
                .ifPresent(told -> FactsView.addReferences(references, told));
        FactsView.putMeant(
                references, "servicerReference", entry.head().references().accountServicer());
        FactsView.putMeant(references, "entryReference", entry.head().reference());
        FactsView.addReferences(references, entry.head().facts());
        only.ifPresent(detail -> FactsView.addReferences(references, detail.facts()));
        return references;
    }

    private Optional<ObjectNode> returnReason() {
        var told = only.flatMap(TransactionDetails::returned).map(CodeView::reason);
        return told.or(
                () ->
                        returned()
                                ? CodeView.reason(ReasonInText.in(allText()), code)
                                : Optional.empty());
    }

    private String allText() {
        return text() + " " + only.flatMap(EntryReading::words).orElse("");
    }

    /** Those of its one transaction say more than the sum at the entry. */
    private Optional<ArrayNode> charges() {
        return only.flatMap(detail -> FactsView.charges(detail.charges()))
                .or(() -> FactsView.charges(entry.head().charges()));
    }

    /** Who is inside a batch, for the first few; all of them can be asked for. */
    private Optional<ArrayNode> several() {
        if (only.isPresent() || entry.details().isEmpty()) {
            return Optional.empty();
        }
        var views = Json.array();
        details().stream().limit(MOST_SHOWN).map(EntryDetail::view).forEach(views::add);
        return Optional.of(views);
    }

    /** Reads back what {@link #facts} wrote of the code. */
    static BankTransactionCode storedCode(String facts) {
        var code = Json.readOwn(facts).path("bankTransactionCode");
        return new BankTransactionCode(
                text(code, "domain").filter(domain -> !domain.equals(CodeView.EXTENDED_DOMAIN)),
                text(code, "family"),
                text(code, "subfamily"),
                text(code.path("proprietary"), "code"),
                text(code.path("proprietary"), "issuer"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }
}

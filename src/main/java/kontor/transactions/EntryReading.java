package kontor.transactions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.BookingMeanings;
import kontor.identifiers.Iban;
import kontor.identifiers.ReasonCode;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Batch;
import kontor.iso20022.Code;
import kontor.iso20022.Counterparty;
import kontor.iso20022.Remittance;
import kontor.iso20022.TransactionDetails;
import kontor.iso20022.TransactionDetails.Returned;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * What the API says of an entry. Counterparty, references and reason come from the one transaction
 * that it consists of; an entry of several has none of them, but says how many they are.
 */
public final class EntryReading {

    /** The ISO 20022 domain for bookings of which only the bank's own code is known. */
    private static final String EXTENDED_DOMAIN = "XTND";

    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private final StatementEntry entry;
    private final Optional<TransactionDetails> only;
    private final BankTransactionCode code;

    public EntryReading(StatementEntry entry) {
        this.entry = entry;
        boolean batch = entry.transactions() > 1;
        only =
                entry.details().size() == 1 && !batch
                        ? Optional.of(entry.details().getFirst())
                        : Optional.empty();
        code =
                only.map(TransactionDetails::code)
                        .filter(own -> own.domain().isPresent())
                        .orElse(entry.head().code());
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
                .map(detail -> EntryDetail.of(detail, batch, instructed))
                .toList();
    }

    public String description() {
        long count = entry.transactions();
        String what =
                only.flatMap(EntryReading::remittance)
                        .or(entry::additionalInformation)
                        .or(() -> meaning(code))
                        .or(code::proprietary)
                        .orElse("Booking");
        return count > 1 ? what + " (" + count + " transactions)" : what;
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
        only.flatMap(EntryReading::remittance).ifPresent(text -> facts.put("reference", text));
        references().ifPresent(references -> facts.set("references", references));
        only.flatMap(TransactionDetails::counterparty)
                .ifPresent(party -> facts.set("counterparty", counterparty(party)));
        only.flatMap(TransactionDetails::instructedAmount)
                .or(entry.head()::instructedAmount)
                .ifPresent(amount -> facts.set("instructedAmount", Json.amount(amount)));
        code(code).ifPresent(view -> facts.set("bankTransactionCode", view));
        only.flatMap(TransactionDetails::returned)
                .ifPresent(why -> facts.set("returnReason", returnReason(why)));
        return facts;
    }

    private static Optional<String> remittance(TransactionDetails detail) {
        return detail.remittance().map(EntryReading::words);
    }

    private static String words(Remittance remittance) {
        return remittance.unstructured().orElseGet(() -> String.join(" ", remittance.references()));
    }

    private Optional<ObjectNode> references() {
        var references = Json.object();
        only.flatMap(detail -> detail.references().mandateId())
                .ifPresent(mandate -> references.put("mandateReference", mandate));
        only.flatMap(detail -> detail.references().endToEndId())
                .filter(id -> !id.equals(NOT_PROVIDED))
                .ifPresent(id -> references.put("endToEndId", id));
        return references.isEmpty() ? Optional.empty() : Optional.of(references);
    }

    private static ObjectNode counterparty(Counterparty party) {
        var view = Json.object();
        party.name().ifPresent(name -> view.put("name", name));
        party.iban()
                .or(party::otherAccount)
                .ifPresent(raw -> view.set("account", account(party, raw)));
        return view;
    }

    private static ObjectNode account(Counterparty party, String raw) {
        var account = Json.object();
        var iban = party.iban().map(Iban::normalize);
        iban.ifPresent(number -> account.put("market", Iban.country(number)));
        var identifiers = iban.map(EntryReading::ofIban).stream().toList();
        account.set("identifiers", IdentifierJson.accounts(identifiers));
        party.bic()
                .map(bic -> List.of(RoutingIdentifier.of(RoutingIdentifierType.BIC, bic)))
                .ifPresent(routing -> account.set("routing", IdentifierJson.routing(routing)));
        return account.put("rawIdentifier", raw);
    }

    private static AccountIdentifier ofIban(String number) {
        return AccountIdentifier.of(AccountIdentifierType.IBAN, Iban.country(number), number);
    }

    private static Optional<ObjectNode> code(BankTransactionCode code) {
        if (code.domain().isEmpty() && code.proprietary().isEmpty()) {
            return Optional.empty();
        }
        var view = Json.object().put("domain", code.domain().orElse(EXTENDED_DOMAIN));
        code.family().ifPresent(family -> view.put("family", family));
        code.subFamily().ifPresent(family -> view.put("subfamily", family));
        code.proprietary()
                .ifPresent(
                        own -> {
                            var proprietary = view.putObject("proprietary").put("code", own);
                            code.issuer().ifPresent(issuer -> proprietary.put("issuer", issuer));
                        });
        meaning(code).ifPresent(text -> view.put("description", text));
        return Optional.of(view);
    }

    private static Optional<String> meaning(BankTransactionCode code) {
        return BookingMeanings.of(
                code.domain().orElse(""), code.family().orElse(""), code.subFamily().orElse(""));
    }

    private static ObjectNode returnReason(Returned why) {
        var view = Json.object();
        var reason = why.reason().map(Code::value);
        reason.ifPresent(value -> view.put("code", value));
        var words =
                why.additionalInformation().isEmpty()
                        ? reason.flatMap(ReasonCode::find).map(ReasonCode::meaning)
                        : Optional.of(String.join(" ", why.additionalInformation()));
        words.ifPresent(text -> view.put("description", text));
        code(why.originalCode())
                .ifPresent(original -> view.set("originalBankTransactionCode", original));
        return view;
    }

    /** Reads back what {@link #facts} wrote of the code. */
    static BankTransactionCode storedCode(String facts) {
        var code = Json.readOwn(facts).path("bankTransactionCode");
        return new BankTransactionCode(
                text(code, "domain").filter(domain -> !domain.equals(EXTENDED_DOMAIN)),
                text(code, "family"),
                text(code, "subfamily"),
                text(code.path("proprietary"), "code"),
                text(code.path("proprietary"), "issuer"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }
}

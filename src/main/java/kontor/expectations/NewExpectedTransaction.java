package kontor.expectations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.OwnAccount;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.identifiers.SepaText;
import kontor.spellings.Spellings;
import kontor.wire.AmountField;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;
import kontor.wire.ResourceRef;

/** An expected transaction to be created, in the words of v1 ({@code externalMetadata}) or v2. */
public record NewExpectedTransaction(ResourceRef account, ExpectedTransaction.Terms terms) {

    private static final Spellings METADATA = new Spellings("metadata", "externalMetadata");

    private static final int LONGEST_ID = 35;
    private static final int LONGEST_NAME = 140;
    private static final int LONGEST_ACCOUNT = 64;

    /**
     * CreateExpectedTransactionRequest of the API.
     *
     * @throws kontor.core.InvalidRequest with all faults
     */
    public static NewExpectedTransaction parse(JsonFields body) {
        body.require("accountId");
        var account = body.reference("accountId");
        var amount = AmountField.signed(body, "amount");
        body.require("date");
        var date = body.date("date");
        var reference = Reference.read(body, "remittanceInformation");
        var endToEndId = endToEndId(body, "endToEndId");
        var name = LegalFields.readable(body, "counterpartyName", LONGEST_NAME);
        var number = LegalFields.readable(body, "counterpartyAccount", LONGEST_ACCOUNT);
        var externalId = body.externalId("externalId");
        var metadata = metadata(body);
        body.refuseFaults();
        return new NewExpectedTransaction(
                account.orElseThrow(),
                new ExpectedTransaction.Terms(
                        amount.orElseThrow(),
                        date.orElseThrow(),
                        reference.orElseThrow(),
                        endToEndId,
                        name,
                        number,
                        externalId,
                        metadata));
    }

    /** Without blanks around it, which no booking is found by. */
    static Optional<String> endToEndId(JsonFields fields, String name) {
        var id = LegalFields.printable(fields, name, 1, LONGEST_ID).map(String::strip);
        id.flatMap(SepaText::readingProblem)
                .ifPresent(why -> fields.fault(Fault.invalid(name, why)));
        return id;
    }

    /** How long a text may be. */
    static int longest(String name) {
        return switch (name) {
            case "counterpartyName" -> LONGEST_NAME;
            case "counterpartyAccount" -> LONGEST_ACCOUNT;
            default -> throw new IllegalArgumentException(name + " is no text of these");
        };
    }

    private static Map<String, String> metadata(JsonFields body) {
        String field = METADATA.sent(body);
        var metadata = body.metadata(field);
        if (field.equals("metadata") && body.has("externalMetadata")) {
            var old = body.metadata("externalMetadata");
            METADATA.requireSame(body, Optional.of(metadata), Optional.of(old));
        }
        return metadata;
    }

    /**
     * @param own the account that it names, where the caller may use it
     */
    Outcome<ExpectedTransaction> made(UUID id, Optional<OwnAccount> own, Instant now) {
        if (own.isEmpty()) {
            return Outcome.refused(ExpectedTransactionRefusal.ACCOUNT_NOT_FOUND.refusal());
        }
        var currency = own.get().currency();
        return terms.amount().currency().equals(currency)
                ? Outcome.done(made(id, own.get().id(), now))
                : Outcome.refused(
                        ExpectedTransactionRefusal.CURRENCY_NOT_OF_ACCOUNT.refusal(
                                currency.code()));
    }

    private ExpectedTransaction made(UUID id, UUID accountId, Instant now) {
        return new ExpectedTransaction(
                id, accountId, terms, ExpectedTransaction.Status.CREATED, List.of(), 1, now, now);
    }
}

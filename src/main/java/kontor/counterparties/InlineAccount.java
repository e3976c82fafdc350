package kontor.counterparties;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Fault;
import kontor.encodings.Sha256;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.RoutingIdentifier;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * An account that a payment describes instead of naming its id (InlineExternalAccount of the API);
 * the first such payment creates a counterparty with it.
 */
public record InlineAccount(EmbeddedAccount account, String legalName) {

    private static final int MOST_ROUTING = 2;
    private static final int LEGAL_NAME = 96;

    /** Reads a destination of type INLINE; absent only when a fault was noted. */
    public static Optional<InlineAccount> parse(JsonFields fields) {
        var account = EmbeddedAccount.parse(fields);
        if (account.isPresent() && account.get().routing().size() > MOST_ROUTING) {
            fields.fault(
                    Fault.invalid(
                            "routing", "must have at most " + MOST_ROUTING + " entries here"));
        }
        fields.require("holder");
        var name = fields.object("holder").flatMap(InlineAccount::legalName);
        return account.flatMap(
                described ->
                        name.map(
                                legalName ->
                                        new InlineAccount(
                                                new EmbeddedAccount(
                                                        described.market(),
                                                        described.identifier(),
                                                        described.routing(),
                                                        Optional.empty(),
                                                        described.externalId(),
                                                        Map.of()),
                                                legalName)));
    }

    /** An address would be passed over here, and the bank would not have it. */
    private static Optional<String> legalName(JsonFields holder) {
        if (holder.has("address")) {
            holder.fault(
                    Fault.invalid(
                            "address",
                            "is not taken here; create the counterparty with its address, and name"
                                    + " its account as EXTERNAL_ACCOUNT"));
        }
        return LegalFields.requiredName(holder, "legalName", LEGAL_NAME);
    }

    public String market() {
        return account.market();
    }

    public AccountIdentifier identifier() {
        return account.identifier();
    }

    public List<RoutingIdentifier> routing() {
        return account.routing();
    }

    public Optional<String> externalId() {
        return account.externalId();
    }

    /** SHA-256 in hexadecimal, equal for accounts that count as the same one. */
    public String digest() {
        var parts = new ArrayList<String>();
        parts.add(account.market());
        parts.add(identifier().type().name());
        parts.add(identifier().market());
        parts.add(identifier().number());
        routing().forEach(routing -> parts.add(routing.type() + routing.number()));
        parts.add(legalName);
        parts.add(externalId().orElse(""));
        return HexFormat.of().formatHex(Sha256.ofParts(parts));
    }

    NewCounterparty asCounterparty() {
        var details =
                new CounterpartyDetails(
                        legalName,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        return new NewCounterparty(details, List.of(account), Optional.empty(), Map.of());
    }
}

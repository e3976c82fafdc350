package kontor.counterparties;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Fault;
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
        var name =
                fields.object("holder")
                        .flatMap(
                                holder ->
                                        LegalFields.requiredName(holder, "legalName", LEGAL_NAME));
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
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, account.market());
            add(sha256, identifier().type().name());
            add(sha256, identifier().market());
            add(sha256, identifier().number());
            routing().forEach(routing -> add(sha256, routing.type() + routing.number()));
            add(sha256, legalName);
            add(sha256, externalId().orElse(""));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(MessageDigest digest, String part) {
        digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
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

package kontor.accounts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.entities.CreditorNumbers;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.Iban;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.reporting.Reporting;

/**
 * An account to be added by set-up code of Kontor itself; its components are those of {@link
 * Account}.
 */
public record NewAccount(
        UUID entityId,
        Bank bank,
        String market,
        Currency currency,
        String name,
        List<AccountIdentifier> identifiers,
        List<RoutingIdentifier> routing,
        boolean fictive,
        Optional<String> externalId,
        Map<String, String> metadata,
        ZoneId zone,
        CreditorNumbers creditor) {

    /** Where the account is held and how it is reached. */
    public record Bank(UUID thirdPartyId, UUID affiliationId, UUID connectionId) {}

    public NewAccount {
        if (identifiers.isEmpty() || new HashSet<>(identifiers).size() < identifiers.size()) {
            throw new IllegalArgumentException(
                    "an account has at least one identifier and none twice");
        }
        if (routing.size() > 5 || new HashSet<>(routing).size() < routing.size()) {
            throw new IllegalArgumentException(
                    "an account has at most 5 routing numbers and none twice");
        }
        identifiers = List.copyOf(identifiers);
        routing = List.copyOf(routing);
        metadata = Map.copyOf(metadata);
    }

    /** The common case: one IBAN and one BIC, named after the IBAN. */
    public static NewAccount ofIban(
            UUID entityId, Bank bank, String iban, String bic, Currency currency, ZoneId zone) {
        String market = Iban.country(iban);
        return new NewAccount(
                entityId,
                bank,
                market,
                currency,
                iban,
                List.of(AccountIdentifier.of(AccountIdentifierType.IBAN, market, iban)),
                List.of(RoutingIdentifier.of(RoutingIdentifierType.BIC, bic)),
                false,
                Optional.empty(),
                Map.of(),
                zone,
                CreditorNumbers.NONE);
    }

    Account made(UUID id, Instant now) {
        return new Account(
                id,
                entityId,
                bank.thirdPartyId,
                bank.affiliationId,
                bank.connectionId,
                market,
                currency,
                name,
                Optional.empty(),
                identifiers,
                routing,
                fictive,
                externalId,
                metadata,
                zone,
                creditor,
                List.of(),
                Reporting.NONE,
                AccountStatus.ACTIVE,
                1,
                now,
                now);
    }
}

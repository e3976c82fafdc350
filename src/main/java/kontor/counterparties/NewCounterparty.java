package kontor.counterparties;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.changes.Request;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** The request to create a counterparty, with its first accounts. */
public record NewCounterparty(
        CounterpartyDetails details,
        List<EmbeddedAccount> accounts,
        Optional<String> externalId,
        Map<String, String> metadata) {

    private static final int LEGAL_NAME = 96;

    public NewCounterparty {
        accounts = List.copyOf(accounts);
    }

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewCounterparty parse(JsonFields body) {
        var legalName = LegalFields.requiredName(body, "legalName", LEGAL_NAME);
        var alias = LegalFields.optionalText(body, "alias", 255);
        var partyType = PartyFields.partyType(body, "partyType");
        var address = LegalFields.address(body, "address");
        var email = PartyFields.email(body, "email");
        var phone = PartyFields.phone(body, "phone");
        var nationalIdentifier = LegalFields.nationalIdentifier(body, "nationalIdentifier");
        var entityIds = PartyFields.entityIds(body, "entityIds");
        var externalId = body.externalId("externalId");
        var accounts = accounts(body, externalId);
        var metadata = body.metadata("metadata");
        body.refuseFaults();
        var details =
                new CounterpartyDetails(
                        legalName.orElseThrow(),
                        alias,
                        partyType,
                        address,
                        email,
                        phone,
                        nationalIdentifier,
                        entityIds);
        return new NewCounterparty(details, accounts, externalId, metadata);
    }

    private static List<EmbeddedAccount> accounts(JsonFields body, Optional<String> externalId) {
        var accounts = new ArrayList<EmbeddedAccount>();
        var externalIds = new HashSet<String>();
        externalId.ifPresent(externalIds::add);
        for (JsonFields entry : body.objects("accounts", ExternalAccounts.MOST_OF_ONE)) {
            EmbeddedAccount.parse(entry)
                    .ifPresent(
                            account -> {
                                if (account.externalId().isPresent()
                                        && !externalIds.add(account.externalId().get())) {
                                    entry.fault(
                                            new Fault(
                                                    "externalId",
                                                    "external_id_taken",
                                                    "is used twice in this request; external ids"
                                                            + " are unique across all resources"));
                                }
                                accounts.add(account);
                            });
        }
        return accounts;
    }

    Counterparty made(UUID id, Instant now) {
        var made =
                accounts.stream()
                        .map(account -> account.made(Ids.next(), id, details.entityIds(), now))
                        .toList();
        return new Counterparty(id, details, externalId, metadata, false, 1, now, now, made);
    }

    /**
     * Its metadata and that of each account it is born with: what is wrong with them is told at
     * once. A bank's file has no place for any.
     */
    static Stream<MetadataRules.Metadata> metadataOf(Request<NewCounterparty> request) {
        if (request.caller().isBank()) {
            return Stream.empty();
        }
        var accounts = request.input().accounts();
        return Stream.concat(
                Stream.of(
                        new MetadataRules.Metadata(
                                request.id(),
                                MetadataResource.COUNTERPARTIES,
                                "",
                                request.input().metadata())),
                IntStream.range(0, accounts.size())
                        .mapToObj(
                                i ->
                                        new MetadataRules.Metadata(
                                                request.id(),
                                                MetadataResource.EXTERNAL_ACCOUNTS,
                                                "accounts." + i,
                                                accounts.get(i).metadata())));
    }
}

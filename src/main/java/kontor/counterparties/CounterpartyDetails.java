package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client says of a counterparty and may change later.
 *
 * @param address JSON of Address
 * @param nationalIdentifier JSON of NationalIdentifier
 * @param entityIds who may use it; empty: every entity
 */
public record CounterpartyDetails(
        String legalName,
        Optional<String> alias,
        Optional<PartyType> partyType,
        Optional<String> address,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> nationalIdentifier,
        List<UUID> entityIds) {

    public CounterpartyDetails {
        entityIds = List.copyOf(entityIds);
    }
}

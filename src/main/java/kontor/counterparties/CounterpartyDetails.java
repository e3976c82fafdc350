package kontor.counterparties;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The details of a counterparty that a client sends and may change later.
 *
 * @param address JSON of Address
 * @param nationalIdentifier JSON of NationalIdentifier
 * @param entityIds the own entities that may use it; empty: all
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

    /** The same under another name. */
    public CounterpartyDetails called(String name) {
        return new CounterpartyDetails(
                name, alias, partyType, address, email, phone, nationalIdentifier, entityIds);
    }
}

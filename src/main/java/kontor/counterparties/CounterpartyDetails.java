package kontor.counterparties;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Tx;

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

    /** Hears of counterparties that have another mail address now, in the transaction of that. */
    @FunctionalInterface
    public interface AddressListener {
        void reachable(Tx tx, Collection<UUID> counterparties);
    }

    /** Those of the changed ones that have another mail address, or the first one. */
    static List<UUID> readdressed(Map<UUID, Counterparty> before, List<Counterparty> after) {
        return after.stream()
                .filter(one -> one.details().email().isPresent())
                .filter(
                        one -> {
                            var earlier = Maps.required(before, one.id()).details().email();
                            return !one.details().email().equals(earlier);
                        })
                .map(Counterparty::id)
                .toList();
    }
}

package kontor.mandatepapers;

import java.util.List;
import java.util.Optional;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.entities.Entities;
import kontor.entities.Entity;
import kontor.identifiers.CreditorIdentifier;
import kontor.mandates.Mandate;
import kontor.wire.PageRequest;

/**
 * Who collects under a mandate.
 *
 * @param address JSON of Address of the API
 * @param bankgiro into which Autogiro pays
 */
record Creditor(String name, Optional<String> address, Optional<String> bankgiro) {

    /** Where no entity has the number of the creditor. */
    private static final String UNNAMED = "the creditor";

    /**
     * The holder of the account that it pays into, else the entity with its creditor identifier,
     * else the only one.
     */
    static Creditor of(
            Tx tx, Caller caller, Mandate mandate, Accounts accounts, Entities entities) {
        var own =
                mandate.destinationAccountId().map(id -> accounts.forUse(tx, List.of(id)).get(id));
        if (own.isPresent()) {
            var holder = own.get().holderEntity();
            return new Creditor(holder.legalName(), holder.address(), own.get().bankgiro());
        }
        var all =
                entities.list(tx, caller, new PageRequest(PageRequest.MOST, Optional.empty(), ""))
                        .items();
        return all.stream()
                .filter(one -> collects(one, mandate))
                .findFirst()
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty())
                .map(one -> new Creditor(one.legalName(), one.address(), Optional.empty()))
                .orElse(new Creditor(UNNAMED, Optional.empty(), Optional.empty()));
    }

    private static boolean collects(Entity entity, Mandate mandate) {
        String key = CreditorIdentifier.comparable(mandate.creditorReference());
        return entity.creditor()
                .sepaCreditorIdentifier()
                .map(CreditorIdentifier::comparable)
                .filter(key::equals)
                .isPresent();
    }
}

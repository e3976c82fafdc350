package kontor.counterparties;

import java.util.Optional;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/** The request to add an account to a counterparty. */
public record NewExternalAccount(ResourceRef counterparty, EmbeddedAccount account) {

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewExternalAccount parse(JsonFields body) {
        body.require("counterpartyId");
        Optional<ResourceRef> counterparty = body.reference("counterpartyId");
        var account = EmbeddedAccount.parse(body);
        body.refuseFaults();
        return new NewExternalAccount(counterparty.orElseThrow(), account.orElseThrow());
    }
}

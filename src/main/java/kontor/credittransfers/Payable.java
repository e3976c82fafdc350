package kontor.credittransfers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.accounts.OwnAccount;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.InlineAccount;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountKeys;
import kontor.identifiers.RoutingIdentifier;

/**
 * What the rules of schemes look at in an account that is paid, whatever its kind.
 *
 * @param name legal name of the holder
 * @param keys by which the account is known, however its number is written
 * @param address JSON of the holder's Address
 */
record Payable(
        Kind kind,
        String name,
        List<AccountIdentifier> numbers,
        List<RoutingIdentifier> routing,
        Set<String> keys,
        Optional<String> address) {

    enum Kind {
        /** It may have the number of another own account, in other money. */
        OWN,
        EXTERNAL,
        /** It is described in the request, so faults name the member there. */
        INLINE
    }

    private Payable(
            Kind kind,
            String name,
            List<AccountIdentifier> numbers,
            List<RoutingIdentifier> routing,
            Optional<String> address) {
        this(kind, name, numbers, routing, AccountKeys.of(numbers, routing), address);
    }

    static Payable of(OwnAccount own) {
        var holder = own.holderEntity();
        return new Payable(
                Kind.OWN, holder.legalName(), own.identifiers(), own.routing(), holder.address());
    }

    static Payable of(ExternalParty party) {
        return new Payable(
                Kind.EXTERNAL,
                party.legalName(),
                party.identifiers(),
                party.routing(),
                party.address());
    }

    static Payable of(InlineAccount inline) {
        return new Payable(
                Kind.INLINE,
                inline.legalName(),
                List.of(inline.identifier()),
                inline.routing(),
                Optional.empty());
    }

    /** Whether it is not one of the own accounts, as it was named. */
    boolean isSomebodyElses() {
        return kind != Kind.OWN;
    }

    /** Whether it is the same account as another, however its number is written. */
    boolean isAccount(Payable other) {
        return AccountKeys.same(keys, other.keys);
    }

    /**
     * The field to blame: the member of an INLINE destination, else the id that names the account.
     */
    String field(String member) {
        return kind == Kind.INLINE ? "destination." + member : "destination.id";
    }
}

package kontor.credittransfers;

import java.util.List;
import java.util.Optional;
import kontor.accounts.OwnAccount;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.InlineAccount;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountKeys;
import kontor.identifiers.RoutingIdentifier;

/**
 * What the rules of schemes look at in a destination, whatever its kind.
 *
 * @param name legal name of the holder
 * @param own it is an own account, which may have the number of another one in other money
 * @param inline it is described in the request, so faults name the member there
 * @param address JSON of the holder's Address
 */
record Payable(
        String name,
        List<AccountIdentifier> numbers,
        List<RoutingIdentifier> routing,
        boolean own,
        boolean inline,
        Optional<String> address) {

    static Payable of(OwnAccount own) {
        return new Payable(
                own.holderEntity().legalName(),
                own.identifiers(),
                own.routing(),
                true,
                false,
                own.holderEntity().address());
    }

    static Payable of(ExternalParty party) {
        return new Payable(
                party.legalName(),
                party.identifiers(),
                party.routing(),
                false,
                false,
                party.address());
    }

    static Payable of(InlineAccount inline) {
        return new Payable(
                inline.legalName(),
                List.of(inline.identifier()),
                inline.routing(),
                false,
                true,
                Optional.empty());
    }

    /** Whether it is not one of the own accounts, as it was named. */
    boolean isSomebodyElses() {
        return !own;
    }

    /** Whether it is this own account, however its number is written. */
    boolean isAccount(OwnAccount account) {
        return AccountKeys.same(
                AccountKeys.of(numbers, routing),
                AccountKeys.of(account.identifiers(), account.routing()));
    }

    /**
     * The field to blame: the member of an INLINE destination, else the id that names the account.
     */
    String field(String member) {
        return inline ? "destination." + member : "destination.id";
    }
}

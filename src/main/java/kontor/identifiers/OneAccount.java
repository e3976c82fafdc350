package kontor.identifiers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.domestic.SwedishAccount;

/**
 * Whether several numbers can be of one account. A payment uses one of them, and nobody may have to
 * guess which: so an account has one number of each kind that money can be sent to, and an IBAN and
 * a national number must be two writings of the same account.
 */
public final class OneAccount {

    /** Kinds to which payments go; of the others an account may have several. */
    private static final Set<AccountIdentifierType> ONE_OF_A_KIND =
            Set.of(
                    AccountIdentifierType.IBAN,
                    AccountIdentifierType.NUMBER,
                    AccountIdentifierType.SE_BANKGIRO,
                    AccountIdentifierType.SE_PLUSGIRO,
                    AccountIdentifierType.DK_FIK,
                    AccountIdentifierType.AU_BPAY_BILLER_CODE);

    /** Behind the clearing number and two zeros the account has ten places. */
    private static final int ZERO_FILLED = 6;

    private OneAccount() {}

    /**
     * What contradicts each other among the numbers of an account, with the cure.
     *
     * @param routing numbers of the account's bank
     */
    public static List<String> conflicts(
            List<AccountIdentifier> numbers, Collection<RoutingIdentifier> routing) {
        var conflicts = new ArrayList<String>();
        for (int later = 1; later < numbers.size(); later++) {
            for (int i = 0; i < later; i++) {
                String cure = "; remove /identifiers/" + i + " first, or add another account";
                conflict(numbers.get(i), numbers.get(later), routing)
                        .ifPresent(problem -> conflicts.add(problem + cure));
            }
        }
        conflicts.addAll(strangeBanks(numbers, routing));
        return conflicts;
    }

    /**
     * What contradicts a number among those of its bank: a bank in another country has not the
     * account. Which bank of a country it is stays open, since banks merge and keep numbers; but a
     * payment uses the first number of a kind, so a second one would be money at another bank.
     */
    public static List<String> strangeBanks(
            List<AccountIdentifier> numbers, Collection<RoutingIdentifier> routing) {
        return Stream.concat(secondBanks(List.copyOf(routing)), elsewhere(numbers, routing))
                .toList();
    }

    private static Stream<String> secondBanks(List<RoutingIdentifier> routing) {
        return IntStream.range(1, routing.size())
                .filter(
                        later ->
                                routing.subList(0, later).stream()
                                        .anyMatch(one -> isOther(one, routing.get(later))))
                .mapToObj(
                        later ->
                                "the account has another "
                                        + routing.get(later).type()
                                        + " already, and has one at most; add another account");
    }

    /** BICs of 8 and of 11 characters may be of the same office. */
    private static boolean isOther(RoutingIdentifier one, RoutingIdentifier second) {
        return one.type() == second.type()
                && !one.number().startsWith(second.number())
                && !second.number().startsWith(one.number());
    }

    private static Stream<String> elsewhere(
            List<AccountIdentifier> numbers, Collection<RoutingIdentifier> routing) {
        return numbers.stream()
                .filter(number -> ONE_OF_A_KIND.contains(number.type()))
                .flatMap(
                        number ->
                                routing.stream()
                                        .filter(bank -> bank.faults().isEmpty())
                                        .filter(
                                                bank ->
                                                        !Iban.home(bank.country())
                                                                .equals(home(number)))
                                        .map(bank -> strange(number, bank)));
    }

    private static String strange(AccountIdentifier number, RoutingIdentifier bank) {
        return "the %s is of a bank in %s, and the account is one of %s; correct one of the two"
                .formatted(bank.type(), bank.country(), number.country());
    }

    /** Whether payments or mandates can use a number of this kind. */
    public static boolean isUsable(AccountIdentifierType type) {
        return ONE_OF_A_KIND.contains(type);
    }

    private static Optional<String> conflict(
            AccountIdentifier one, AccountIdentifier added, Collection<RoutingIdentifier> routing) {
        if (!ONE_OF_A_KIND.contains(one.type()) || !ONE_OF_A_KIND.contains(added.type())) {
            return Optional.empty();
        }
        if (one.type() == added.type()) {
            return Optional.of(
                    "the account has another " + one.type() + " already, and has one at most");
        }
        if (!home(one).equals(home(added))) {
            return Optional.of(
                    "the account has a number of "
                            + one.country()
                            + ", and this one is of "
                            + added.country());
        }
        boolean isIbanFirst = one.type() == AccountIdentifierType.IBAN;
        var iban = isIbanFirst ? one : added;
        var national = isIbanFirst ? added : one;
        boolean areComparable =
                iban.type() == AccountIdentifierType.IBAN
                        && national.type() == AccountIdentifierType.NUMBER;
        return !areComparable || agree(iban, national, routing)
                ? Optional.empty()
                : Optional.of("the IBAN and the NUMBER are of different accounts");
    }

    private static String home(AccountIdentifier number) {
        return Iban.home(number.country());
    }

    private static boolean agree(
            AccountIdentifier iban,
            AccountIdentifier national,
            Collection<RoutingIdentifier> routing) {
        if (!iban.faults().isEmpty() || !national.faults().isEmpty()) {
            return false;
        }
        var keys = AccountKeys.of(iban, routing);
        if (AccountKeys.same(keys, AccountKeys.of(national, routing))) {
            return true;
        }
        // Swedish banks leave the clearing number out of an IBAN, or write that of a main office.
        return iban.country().equals("SE")
                ? endsWithAccount(iban.number(), national.number())
                : AccountKeys.isPartOf(iban.number(), national, routing);
    }

    private static boolean endsWithAccount(String iban, String number) {
        return SwedishAccount.find(number)
                .filter(account -> !account.hasSevenDigits())
                .filter(account -> iban.endsWith(account.zeroFilled().substring(ZERO_FILLED)))
                .isPresent();
    }
}

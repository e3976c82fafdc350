package kontor.credittransfers;

import static kontor.credittransfers.CreditTransferRefusal.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.accounts.Instrument;
import kontor.accounts.OwnAccount;
import kontor.banktexts.Texts;
import kontor.connections.BankProfile;
import kontor.core.Currency;
import kontor.core.Refusal;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;
import kontor.identifiers.SepaCountries;
import kontor.identifiers.SepaText;
import kontor.payercredits.CreditRules;
import kontor.payments.PartyAddress;

/**
 * What schemes ask for. It reads nothing: it judges the request alone, the own account, and the
 * account that is paid to.
 */
final class SchemeRules {

    private static final int DAYS_AHEAD = 365;

    private SchemeRules() {}

    /**
     * @param profile of the bank that the file would go to
     */
    static Optional<Refusal> ofRequest(NewCreditTransfer request, BankProfile profile) {
        TransferScheme scheme = request.scheme();
        var currency = ofCurrency(request);
        if (currency.isPresent()) {
            return currency;
        }
        long largest =
                request.mandate().isPresent() ? CreditRules.LARGEST_MINOR : scheme.largestMinor();
        if (request.amount().amountMinor() > largest) {
            return Optional.of(AMOUNT_TOO_LARGE.refusal(largest + " minor units at most"));
        }
        if (request.chargeBearer()
                .map(bearer -> !scheme.chargeBearers().contains(bearer))
                .orElse(false)) {
            return Optional.of(
                    CHARGE_BEARER_NOT_ALLOWED.refusal("use " + listed(scheme.chargeBearers())));
        }
        int most = scheme.referenceMost();
        int carried = carried(scheme, request.reference(), profile);
        return carried > most
                ? Optional.of(
                        REFERENCE_TOO_LONG.refusal(
                                "%d characters at most, and banks write this one with %d"
                                        .formatted(most, carried)))
                : Optional.empty();
    }

    /** Nobody pays in what is no currency any more, by whatever scheme. */
    private static Optional<Refusal> ofCurrency(NewCreditTransfer request) {
        var allowed = request.scheme().currencies();
        var currency = request.amount().currency();
        if (!allowed.isEmpty() && !allowed.contains(currency.code())) {
            return Optional.of(
                    CURRENCY_NOT_ALLOWED.refusal(
                            request.scheme().name() + " pays " + listed(allowed)));
        }
        return currency.hasEnded(request.date())
                ? currency.lastDay()
                        .map(day -> currency.code() + " is no currency since " + day.plusDays(1))
                        .map(CURRENCY_NOT_ALLOWED::refusal)
                : Optional.empty();
    }

    /** Blanks between the groups of a printed reference are not carried, and ü may be two. */
    private static int carried(TransferScheme scheme, String reference, BankProfile profile) {
        return scheme.reference()
                .structured(reference)
                .map(String::length)
                .orElseGet(() -> Texts.length(reference, profile.files().nationalLetters()));
    }

    /** Whether the own account can pay by the scheme. */
    static Optional<Refusal> ofSource(NewCreditTransfer request, OwnAccount own) {
        TransferScheme scheme = request.scheme();
        if (request.mandate().isPresent()) {
            return own.currency().equals(Currency.SEK) && own.bankgiro().isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            ACCOUNT_NOT_ALLOWED.refusal(
                                    "under a mandate Bankgirot pays from a SEK account with a"
                                            + " bankgiro"));
        }
        var number = scheme.source().number(own.identifiers());
        if (number.isEmpty()) {
            return Optional.of(
                    ACCOUNT_NOT_ALLOWED.refusal(
                            scheme.name()
                                    + " pays from accounts with "
                                    + listed(scheme.source().numbers())));
        }
        if (!scheme.source().reaches(number.get())) {
            return Optional.of(
                    ACCOUNT_NOT_ALLOWED.refusal(
                            scheme.name()
                                    + " pays from accounts in "
                                    + listed(scheme.source().markets())
                                    + inCountry(number.get())));
        }
        if (!hasRouting(scheme.source(), own.routing(), number.get())) {
            return Optional.of(
                    ACCOUNT_NOT_ALLOWED.refusal(
                            scheme.name()
                                    + " pays from accounts with "
                                    + listed(scheme.source().routing())));
        }
        // Where the scheme has currencies of its own nothing is exchanged on the way.
        boolean exchanges = scheme.currencies().isEmpty();
        if (!exchanges && !own.currency().equals(request.amount().currency())) {
            return Optional.of(
                    ACCOUNT_NOT_ALLOWED.refusal("the account is in " + own.currency().code()));
        }
        return OWN_NAME_UNREADABLE.when(!SepaText.isLegible(own.holderEntity().legalName()));
    }

    /**
     * Whether the scheme reaches an account, with this reference.
     *
     * @param source the own account as one that could be paid
     */
    static Optional<Refusal> ofDestination(
            NewCreditTransfer request, Payable source, Payable payable) {
        if (payable.isSomebodyElses() && payable.isAccount(source)) {
            return Optional.of(SAME_ACCOUNT.at(payable.field("identifiers"), ""));
        }
        TransferScheme scheme = request.scheme();
        var number = scheme.destination().number(payable.numbers());
        if (number.isEmpty()) {
            return Optional.of(
                    DESTINATION_NUMBER_NOT_ALLOWED.at(
                            payable.field("identifiers"),
                            scheme.name() + " pays to " + listed(scheme.destination().numbers())));
        }
        if (!scheme.destination().reaches(number.get())) {
            return Optional.of(
                    DESTINATION_MARKET_NOT_ALLOWED.at(
                            payable.field("market"),
                            scheme.name()
                                    + " pays to "
                                    + listed(scheme.destination().markets())
                                    + inCountry(number.get())));
        }
        var wrong = wrongNumber(scheme, number.get());
        if (wrong.isPresent()) {
            return Optional.of(
                    DESTINATION_NUMBER_INVALID.at(payable.field("identifiers"), wrong.get()));
        }
        if (!hasRouting(scheme.destination(), payable.routing(), number.get())) {
            return Optional.of(
                    ROUTING_MISSING.at(
                            payable.field("routing"),
                            "add " + listed(scheme.destination().routing())));
        }
        var problem = referenceProblem(request, number.get());
        if (problem.isPresent()) {
            return Optional.of(REFERENCE_INVALID.refusal(problem.get()));
        }
        if (!SepaText.isLegible(payable.name())) {
            return Optional.of(PAYEE_NAME_UNREADABLE.at(payable.field("holder.legalName"), ""));
        }
        return ofAddresses(scheme, source, payable, number.get());
    }

    private static Optional<String> referenceProblem(
            NewCreditTransfer request, AccountIdentifier payee) {
        String currency = request.amount().currency().code();
        return request.scheme().reference().problem(request.reference(), payee.number(), currency);
    }

    private static Optional<Refusal> ofAddresses(
            TransferScheme scheme, Payable source, Payable payable, AccountIdentifier number) {
        // Inside SEPA and the EEA nobody asks for the payee's address: half of one is left out, and
        // the payment's warnings say so.
        boolean isSepa = scheme.destination().markets().contains(SEPA);
        if (scheme.address()
                && !isSepa
                && !SepaCountries.isInEea(number.country())
                && payable.address().map(address -> !isComplete(address)).orElse(false)) {
            return Optional.of(PAYEE_ADDRESS_INCOMPLETE.refusal());
        }
        boolean leavesTheEea = isSepa && SepaCountries.needsPayerAddress(number.number());
        return leavesTheEea && source.address().filter(SchemeRules::isComplete).isEmpty()
                ? Optional.of(PAYER_ADDRESS_MISSING.refusal())
                : Optional.empty();
    }

    private static boolean isComplete(String addressJson) {
        return PartyAddress.read(addressJson).isComplete();
    }

    private static final String SEPA = "SEPA";

    /** The country that the number itself tells, which the market of an account cannot change. */
    private static String inCountry(AccountIdentifier number) {
        return number.type() == AccountIdentifierType.IBAN
                ? ", and the IBAN is one of "
                        + number.country()
                        + "; pay it by a scheme that reaches "
                        + number.country()
                : ", and the number is one of " + number.country();
    }

    /**
     * Of an account that was made before such numbers were refused, or by the scheme's own form.
     */
    private static Optional<String> wrongNumber(TransferScheme scheme, AccountIdentifier number) {
        return number.faults().stream()
                .map(fault -> fault.message())
                .findFirst()
                .or(
                        () ->
                                scheme.numberForm()
                                        .filter(_ -> number.type() == AccountIdentifierType.NUMBER)
                                        .filter(form -> !form.matcher(number.number()).matches())
                                        .map(_ -> "give " + scheme.numberWords()));
    }

    /**
     * A BIC is asked for beside any number; national bank numbers only beside a national account
     * number.
     */
    private static boolean hasRouting(
            TransferScheme.Side side, List<RoutingIdentifier> routing, AccountIdentifier number) {
        boolean needed =
                !side.routing().isEmpty()
                        && (number.type() == AccountIdentifierType.NUMBER
                                || side.routing().contains(RoutingIdentifierType.BIC));
        return !needed || routing.stream().anyMatch(one -> side.routing().contains(one.type()));
    }

    private static String listed(java.util.Collection<?> words) {
        return words.stream().map(Object::toString).sorted().collect(Collectors.joining(" or "));
    }

    static Optional<Refusal> dateRefusal(LocalDate date, LocalDate today, String where) {
        if (date.isBefore(today)) {
            return Optional.of(
                    CreditTransferRefusal.DATE_IN_PAST.refusal("today is " + today + " " + where));
        }
        return date.isAfter(today.plusDays(DAYS_AHEAD))
                ? Optional.of(
                        CreditTransferRefusal.DATE_TOO_FAR.refusal(
                                "the last day is " + today.plusDays(DAYS_AHEAD)))
                : Optional.empty();
    }

    static Optional<Instrument> worldlink(OwnAccount own) {
        return own.instruments().stream()
                .filter(one -> one.type() == Instrument.Type.CITI_WORLDLINK)
                .findFirst();
    }
}

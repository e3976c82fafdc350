package kontor.credittransfers;

import java.util.Optional;
import kontor.domestic.SwedishAccount;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifierType;
import kontor.iso20022.AccountNumber;
import kontor.iso20022.Agent;
import kontor.iso20022.Code;
import kontor.payments.Party;

/**
 * The numbers of an account and its bank as a pain.001 writes them (the Swedish ones as banks there
 * publish them; the clearing codes are those of ISO 20022
 * ExternalClearingSystemIdentification1Code).
 */
final class BankNumbers {

    private static final String SWEDISH_CLEARING = "SESBA";

    /** The clearing numbers under which giro numbers are written. */
    private static final String BANKGIRO = "9900";

    private static final String PLUSGIRO = "9960";
    private static final int CLEARING_DIGITS = 4;

    private final Party party;
    private final boolean byBankgiro;

    /**
     * @param byBankgiro the bank debits an own account in Sweden by its bankgiro number
     */
    BankNumbers(Party party, boolean byBankgiro) {
        this.party = party;
        this.byBankgiro = byBankgiro;
    }

    /** The own account by its IBAN, where it has one: by that its bank knows it. */
    AccountNumber own(TransferScheme scheme) {
        return accountNumber(ownNumber(scheme));
    }

    private AccountIdentifier ownNumber(TransferScheme scheme) {
        boolean swedish = byBankgiro && scheme.source().markets().contains("SE");
        return first(AccountIdentifierType.SE_BANKGIRO)
                .filter(_ -> swedish)
                .or(() -> first(AccountIdentifierType.IBAN))
                .or(() -> scheme.source().number(party.identifiers()))
                .orElseThrow();
    }

    private Optional<AccountIdentifier> first(AccountIdentifierType type) {
        return party.identifiers().stream().filter(one -> one.type() == type).findFirst();
    }

    /**
     * Its own bank: a sort code, ABA or BSB number is half of an account that has no IBAN.
     *
     * @param bankBic of the bank that the file goes to, for accounts that tell no BIC of their own
     */
    Agent ownAgent(TransferScheme scheme, String bankBic) {
        boolean national = ownNumber(scheme).type() == AccountIdentifierType.NUMBER;
        return new Agent(
                party.bic().or(() -> Optional.of(bankBic)),
                national ? member(scheme.source()) : Optional.empty());
    }

    AccountNumber payee(TransferScheme scheme) {
        return accountNumber(number(scheme));
    }

    /** The payee's number as Kontor keeps it. */
    String payeeNumber(TransferScheme scheme) {
        return number(scheme).number();
    }

    private AccountIdentifier number(TransferScheme scheme) {
        return scheme.destination()
                .number(party.identifiers())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the account has no number that "
                                                + scheme.name()
                                                + " pays to"));
    }

    private static AccountNumber accountNumber(AccountIdentifier identifier) {
        return switch (identifier.type()) {
            case IBAN -> new AccountNumber.Iban(identifier.number());
            case SE_BANKGIRO ->
                    new AccountNumber.Other(
                            identifier.number(), Optional.of(Code.proprietary("BGNR")));
            case DK_FIK ->
                    new AccountNumber.Other(
                            identifier.number(), Optional.of(Code.proprietary("OCR")));
            case AU_BPAY_BILLER_CODE ->
                    new AccountNumber.Other(
                            identifier.number(), Optional.of(Code.proprietary("BPAY")));
            case NUMBER ->
                    new AccountNumber.Other(inFiles(identifier), Optional.of(Code.iso("BBAN")));
            case SE_PLUSGIRO,
                    ADYEN,
                    PAYPAL,
                    SOLDO,
                    WALLET_SWISSQUOTE,
                    WALLET_AIRWALLEX,
                    WALLET_HYPERWALLET,
                    WALLET_PAYHAWK,
                    WALLET_STRIPE ->
                    new AccountNumber.Other(identifier.number(), Optional.of(Code.iso("BBAN")));
        };
    }

    /** Swedish banks read clearing number and account without the fifth digit of the former. */
    private static String inFiles(AccountIdentifier number) {
        return number.market().equals("SE")
                ? SwedishAccount.find(number.number())
                        .map(SwedishAccount::inFiles)
                        .orElse(number.number())
                : number.number();
    }

    /**
     * The payee's bank: by BIC, where the account tells it, and by its number in the country's
     * clearing.
     */
    Agent payeeAgent(TransferScheme scheme) {
        return new Agent(party.bic(), clearing(scheme));
    }

    private Optional<Agent.ClearingMember> clearing(TransferScheme scheme) {
        AccountIdentifier number = number(scheme);
        if (number.type() == AccountIdentifierType.IBAN) {
            return Optional.empty();
        }
        if (number.market().equals("SE")) {
            return Optional.of(
                    new Agent.ClearingMember(
                            Optional.of(SWEDISH_CLEARING),
                            switch (number.type()) {
                                case SE_BANKGIRO -> BANKGIRO;
                                case SE_PLUSGIRO -> PLUSGIRO;
                                default -> number.number().substring(0, CLEARING_DIGITS);
                            }));
        }
        return member(scheme.destination());
    }

    private Optional<Agent.ClearingMember> member(TransferScheme.Side side) {
        return party.routing().stream()
                .filter(one -> one.type() != RoutingIdentifierType.BIC)
                .filter(one -> side.routing().isEmpty() || side.routing().contains(one.type()))
                .map(
                        one ->
                                new Agent.ClearingMember(
                                        Optional.of(one.type().name().replace("_", "")),
                                        one.number()))
                .findFirst();
    }
}

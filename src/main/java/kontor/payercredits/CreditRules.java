package kontor.payercredits;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Refusal;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;

/** What a mandate must be, so that somebody is paid under it. */
public final class CreditRules {

    /** The way to pay to an account in Sweden, of which a credit of Bankgirot is one. */
    public static final String SCHEME = "SE_A2A";

    /** A record of Bankgirot has 12 digits for it, in öre. */
    public static final long LARGEST_MINOR = 999_999_999_999L;

    private CreditRules() {}

    /**
     * Why it does not allow the payment.
     *
     * @param own the account that pays
     * @param payee the account that is to be paid, where the request names one
     */
    public static Optional<Refusal> refusal(Mandate mandate, UUID own, Optional<UUID> payee) {
        if (mandate.scheme() != MandateScheme.AUTOGIRO) {
            return no(CreditRefusal.MANDATE_OTHER_SCHEME, "it is of " + mandate.scheme());
        }
        if (payee.filter(named -> !named.equals(mandate.externalAccountId())).isPresent()) {
            return no(
                    CreditRefusal.MANDATE_OTHER_ACCOUNT,
                    "the mandate is of " + mandate.externalAccountId());
        }
        if (!mandate.destinationAccountId().equals(Optional.of(own))) {
            return no(CreditRefusal.MANDATE_OTHER_DESTINATION, "");
        }
        if (!mandate.status().isLive()) {
            return no(CreditRefusal.MANDATE_NOT_USABLE, "it is " + mandate.status());
        }
        return mandate.blockedBy().flatMap(code -> no(CreditRefusal.MANDATE_BLOCKED, code));
    }

    /** Whether anything at all may be paid under a mandate now. */
    public static boolean mayPay(Mandate mandate) {
        return mandate.destinationAccountId()
                .filter(own -> refusal(mandate, own, Optional.empty()).isEmpty())
                .isPresent();
    }

    private static Optional<Refusal> no(CreditRefusal refusal, String fact) {
        return Optional.of(refusal.refusal(fact));
    }
}

package kontor.payments;

import java.util.Optional;
import kontor.core.Fault;
import kontor.identifiers.BelgianReference;
import kontor.identifiers.IsoCodes;
import kontor.identifiers.RfReference;
import kontor.identifiers.SepaText;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * Reads members that the requests for both kinds of payments have; what is wrong is noted as a
 * fault.
 */
public final class PaymentFields {

    private PaymentFields() {}

    /** AccountRef.type of what has an id; INLINE has none. */
    public enum AccountKind {
        ACCOUNT,
        EXTERNAL_ACCOUNT
    }

    /** InternalAccountRef and ExternalAccountRef of the API. */
    public record AccountRef(AccountKind kind, ResourceRef reference) {}

    public static Optional<AccountRef> accountRef(JsonFields body, String name) {
        return body.object(name)
                .flatMap(
                        object -> {
                            object.require("type");
                            object.require("id");
                            var kind = object.oneOf("type", AccountKind.class);
                            var reference = object.reference("id");
                            return kind.flatMap(
                                    known -> reference.map(ref -> new AccountRef(known, ref)));
                        });
    }

    /**
     * The text that the other side reads; empty only when a fault was noted. That it has a letter
     * which banks can write holds for every scheme; how many they carry, each scheme says.
     */
    public static String reference(JsonFields body) {
        String reference = body.requiredText("reference", 1, 140);
        if (!reference.isEmpty()) {
            SepaText.wordsProblem(reference)
                    .ifPresent(problem -> body.fault(Fault.invalid("reference", problem)));
        }
        return reference;
    }

    /**
     * What is wrong with words that look like a creditor reference, which they are to whoever reads
     * them; empty where they are none.
     *
     * @param currency of the payment, by ISO 4217
     */
    public static Optional<String> creditorReferenceProblem(String words, String currency) {
        if (RfReference.isMeant(words)) {
            return RfReference.problem(RfReference.normalize(words));
        }
        return BelgianReference.isMeant(words, currency)
                ? BelgianReference.problem(BelgianReference.normalize(words))
                : Optional.empty();
    }

    public static Optional<String> categoryPurpose(JsonFields body) {
        var purpose = body.text("categoryPurpose", 1, 35);
        purpose.filter(code -> !IsoCodes.isCategoryPurpose(code))
                .ifPresent(
                        _ ->
                                body.fault(
                                        Fault.invalid(
                                                "categoryPurpose",
                                                "must be a code of ISO 20022"
                                                    + " ExternalCategoryPurpose1Code, like SUPP")));
        return purpose;
    }
}

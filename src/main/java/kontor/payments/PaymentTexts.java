package kontor.payments;

import java.util.List;
import java.util.Optional;
import kontor.banktexts.Member;
import kontor.banktexts.Texts;
import kontor.core.Currency;
import kontor.identifiers.BelgianReference;
import kontor.identifiers.RfReference;
import kontor.iso20022.Address;
import kontor.iso20022.Remittance;
import kontor.warnings.Warning;

/**
 * The texts of one payment as they leave. The file has them from here alone, so what is told of
 * their changes is what the file does.
 *
 * @param ownAddress empty where the entity has none with town and country
 * @param otherAddress empty where none travels
 * @param changes one for each that does not leave as it was given
 */
public record PaymentTexts(
        String own,
        Optional<Address> ownAddress,
        String other,
        Optional<Address> otherAddress,
        Optional<Remittance> remittance,
        List<Warning> changes) {

    /**
     * One side of a payment.
     *
     * @param member its holder in the payment, e.g. {@code sourceHolder}
     * @param whose as people say it, e.g. {@code The payer's}
     * @param mostOfName characters of its name
     * @param addressTravels whether the scheme carries its address
     */
    public record Side(
            PartySnapshot.Holder holder,
            String member,
            String whose,
            int mostOfName,
            boolean addressTravels) {

        private String name(Texts texts) {
            return texts.name(
                    new Member(member + ".legalName", whose + " name"),
                    holder.legalName(),
                    mostOfName);
        }

        private Optional<Address> address(Texts texts) {
            return addressTravels
                    ? holder.address()
                            .sent(texts, new Member(member + ".address", whose + " address"))
                    : Optional.empty();
        }
    }

    /**
     * @param structured the reference as systems read it, where it is one that has a form
     * @param most characters of words
     */
    public record Reference(String given, Optional<Remittance> structured, int most) {

        /**
         * What a collection of SEPA may carry: an RF reference and a Belgian one travel as what
         * they are.
         */
        public static Reference ofCreditor(String given, int most) {
            return new Reference(
                    given,
                    RfReference.find(given)
                            .map(Remittance::ofReference)
                            .or(() -> belgian(given).map(Remittance::ofBelgian)),
                    most);
        }

        private static Optional<String> belgian(String given) {
            return Optional.of(given)
                    .filter(text -> BelgianReference.isMeant(text, Currency.EUR.code()))
                    .map(BelgianReference::normalize)
                    .filter(digits -> BelgianReference.problem(digits).isEmpty());
        }

        private Optional<Remittance> remittance(Texts texts) {
            return structured.or(
                    () -> texts.words(Member.REFERENCE, given, most).map(Remittance::ofText));
        }
    }

    public static PaymentTexts of(Texts texts, Side own, Side other, Reference reference) {
        return new PaymentTexts(
                own.name(texts),
                own.address(texts),
                other.name(texts),
                other.address(texts),
                reference.remittance(texts),
                texts.warnings());
    }
}

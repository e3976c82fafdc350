package kontor.schemereferences;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.domestic.TypedText;
import kontor.identifiers.BelgianReference;
import kontor.identifiers.FikReference;
import kontor.identifiers.FinnishReference;
import kontor.identifiers.KidReference;
import kontor.identifiers.OcrReference;
import kontor.identifiers.QrReference;
import kontor.identifiers.RfReference;
import kontor.iso20022.Remittance;
import kontor.payments.PaymentFields;

/**
 * What a scheme makes of the reference: words, or a structured reference that the payee's system
 * reads.
 */
public enum ReferenceRule {
    /** Words. */
    TEXT,
    /**
     * The creditor references of euro payments travel structured: RF (ISO 11649), Belgian, Finnish
     * to a Finnish account, QR to a Swiss QR-IBAN; anything else as words.
     */
    RF,
    /** Digits only are an OCR reference, whose check digit must be right (Bankgirot, Luhn). */
    OCR,
    /** A KID of Norway, 2 to 25 characters, by modulus 10 or 11. */
    KID,
    /** The 15 digits of FI card 71. */
    FIK71,
    /** The 16 digits of FI card 75. */
    FIK75,
    /** The same, in Switzerland and Liechtenstein (Swiss Payment Standards). */
    QRR,
    /** A BPAY customer reference number: 2 to 20 digits. */
    BPAY;

    private static final int CARD_71 = 15;
    private static final int CARD_75 = 16;
    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    /**
     * @param destination the number that is paid to
     * @param currency of the payment
     */
    public Optional<String> problem(String reference, String destination, String currency) {
        // In words a decimal may be meant.
        return TypedText.spreadsheetProblem(reference)
                .filter(_ -> !isWords() || TypedText.compact(reference).contains("E"))
                .or(() -> placeholderProblem(reference))
                .or(() -> ownProblem(reference, destination, currency));
    }

    private boolean isWords() {
        return this == TEXT || this == RF;
    }

    /** Zeros check in these systems, and belong to no invoice; a KID is the payee's own matter. */
    private Optional<String> placeholderProblem(String reference) {
        boolean isRead = !isWords() && this != KID;
        return isRead ? zeros(TypedText.compact(reference)) : Optional.empty();
    }

    private static Optional<String> zeros(String compact) {
        return compact.matches("0+")
                ? Optional.of("zeros alone stand for a reference in forms, and are none")
                : Optional.empty();
    }

    private Optional<String> ownProblem(String reference, String destination, String currency) {
        return switch (this) {
            case TEXT -> PaymentFields.creditorReferenceProblem(reference, currency);
            case RF, QRR -> creditorProblem(reference, destination, currency);
            case OCR ->
                    OcrReference.isMeant(reference)
                            ? OcrReference.problem(OcrReference.normalize(reference))
                            : PaymentFields.creditorReferenceProblem(reference, currency);
            case KID -> KidReference.problem(KidReference.normalize(reference));
            case FIK71 -> FikReference.problem(FikReference.normalize(reference, CARD_71), CARD_71);
            case FIK75 -> FikReference.problem(FikReference.normalize(reference, CARD_75), CARD_75);
            case BPAY ->
                    ungrouped(reference).matches("[0-9]{2,20}")
                            ? Optional.empty()
                            : Optional.of("a BPAY customer reference number has 2 to 20 digits");
        };
    }

    private static Optional<String> creditorProblem(
            String reference, String destination, String currency) {
        if (isSwiss(destination)) {
            var swiss = swissProblem(QrReference.normalize(reference), destination);
            if (swiss.isPresent() || QrReference.isQrIban(destination)) {
                return swiss;
            }
        }
        if (RfReference.isMeant(reference) || BelgianReference.isMeant(reference, currency)) {
            return PaymentFields.creditorReferenceProblem(reference, currency);
        }
        String belgian = BelgianReference.normalize(reference);
        if (destination.startsWith("BE") && TWELVE_DIGITS.matcher(belgian).matches()) {
            return BelgianReference.problem(belgian);
        }
        return isFinnish(reference, destination)
                ? FinnishReference.problem(FinnishReference.normalize(reference))
                : Optional.empty();
    }

    private static boolean isSwiss(String destination) {
        return destination.startsWith("CH") || destination.startsWith("LI");
    }

    private static boolean isFinnish(String reference, String destination) {
        return destination.startsWith("FI") && FinnishReference.isMeant(reference);
    }

    private static Optional<String> swissProblem(String compact, String destination) {
        if (QrReference.isQrIban(destination)) {
            return QrReference.problem(compact)
                    .or(() -> zeros(compact))
                    .map(
                            problem ->
                                    "the destination is a QR-IBAN, to which only a QR reference"
                                            + " belongs: "
                                            + problem);
        }
        return QrReference.isMeant(compact)
                ? Optional.of(
                        "a QR reference belongs to a QR-IBAN, and the destination is none; pay to"
                                + " the QR-IBAN of the bill, or give another reference")
                : Optional.empty();
    }

    /**
     * What the file says of it; empty where it is words.
     *
     * @param destination the number that is paid to
     * @param currency of the payment
     */
    public Optional<Remittance> remittance(String reference, String destination, String currency) {
        if (this != RF && this != QRR) {
            return structured(reference).map(Remittance::ofReference);
        }
        String swiss = QrReference.normalize(reference);
        if (QrReference.isQrIban(destination) && QrReference.problem(swiss).isEmpty()) {
            return Optional.of(Remittance.ofReference(swiss));
        }
        String belgian = BelgianReference.normalize(reference);
        boolean isBelgian =
                (BelgianReference.isMeant(reference, currency) || destination.startsWith("BE"))
                        && BelgianReference.problem(belgian).isEmpty();
        if (isBelgian) {
            return Optional.of(Remittance.ofBelgian(belgian));
        }
        return RfReference.find(reference)
                .or(
                        () ->
                                isFinnish(reference, destination)
                                        ? Optional.of(FinnishReference.normalize(reference))
                                        : Optional.empty())
                .map(Remittance::ofReference);
    }

    /** What is carried of it, as the payee's system reads it; empty where it is words. */
    public Optional<String> structured(String reference) {
        return switch (this) {
            case TEXT -> Optional.empty();
            case RF -> RfReference.find(reference);
            case OCR ->
                    OcrReference.isMeant(reference)
                            ? Optional.of(OcrReference.normalize(reference))
                            : Optional.empty();
            case KID -> Optional.of(KidReference.normalize(reference));
            case FIK71 -> Optional.of(FikReference.normalize(reference, CARD_71));
            case FIK75 -> Optional.of(FikReference.normalize(reference, CARD_75));
            case QRR ->
                    Optional.of(QrReference.normalize(reference))
                            .filter(qr -> QrReference.problem(qr).isEmpty())
                            .or(() -> RfReference.find(reference));
            case BPAY -> Optional.of(ungrouped(reference));
        };
    }

    private static String ungrouped(String reference) {
        return reference.replace(" ", "");
    }
}

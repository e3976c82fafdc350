package kontor.credittransfers;

import java.util.Optional;
import kontor.identifiers.FikReference;
import kontor.identifiers.KidReference;
import kontor.identifiers.OcrReference;
import kontor.identifiers.QrReference;
import kontor.identifiers.RfReference;

/**
 * What a scheme makes of the reference: words, or a structured reference that the payee's system
 * reads.
 */
enum ReferenceRule {
    /** Words. */
    TEXT,
    /** An RF creditor reference (ISO 11649) travels structured, anything else as words. */
    RF,
    /** Digits only are an OCR reference, whose check digit must be right (Bankgirot, Luhn). */
    OCR,
    /** A KID of Norway, 2 to 25 characters, by modulus 10 or 11. */
    KID,
    /** The 15 digits of FI card 71. */
    FIK71,
    /** The 16 digits of FI card 75. */
    FIK75,
    /**
     * A QR reference to a QR-IBAN, an RF reference or words to any other (Swiss Payment Standards).
     */
    QRR,
    /** A BPAY customer reference number: 2 to 20 digits. */
    BPAY;

    private static final int CARD_71 = 15;
    private static final int CARD_75 = 16;

    /**
     * @param destination the number that is paid to
     */
    Optional<String> problem(String reference, String destination) {
        return switch (this) {
            case TEXT, RF -> Optional.empty();
            case OCR ->
                    OcrReference.isMeant(reference)
                            ? OcrReference.problem(OcrReference.normalize(reference))
                            : Optional.empty();
            case KID -> KidReference.problem(KidReference.normalize(reference));
            case FIK71 -> FikReference.problem(FikReference.normalize(reference, CARD_71), CARD_71);
            case FIK75 -> FikReference.problem(FikReference.normalize(reference, CARD_75), CARD_75);
            case QRR -> swissProblem(reference, destination);
            case BPAY ->
                    ungrouped(reference).matches("[0-9]{2,20}")
                            ? Optional.empty()
                            : Optional.of("a BPAY customer reference number has 2 to 20 digits");
        };
    }

    private static Optional<String> swissProblem(String reference, String destination) {
        String compact = QrReference.normalize(reference);
        if (QrReference.isQrIban(destination)) {
            return QrReference.problem(compact)
                    .map(problem -> "the destination is a QR-IBAN: " + problem);
        }
        return QrReference.problem(compact).isEmpty()
                ? Optional.of("a QR reference belongs to a QR-IBAN, and the destination is none")
                : Optional.empty();
    }

    /** The reference as the payee's system reads it; empty where it is words. */
    Optional<String> structured(String reference) {
        return switch (this) {
            case TEXT -> Optional.empty();
            case RF -> rf(reference);
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
                            .or(() -> rf(reference));
            case BPAY -> Optional.of(ungrouped(reference));
        };
    }

    private static String ungrouped(String reference) {
        return reference.replace(" ", "");
    }

    private static Optional<String> rf(String reference) {
        return Optional.of(RfReference.normalize(reference))
                .filter(compact -> RfReference.problem(compact).isEmpty());
    }
}

package kontor.partypages;

import kontor.mandates.Mandate;

/** How far a mandate got at the bank or at Bankgirot, and what happens next, as people say it. */
final class MandateWords {

    private MandateWords() {}

    static String atBank(Mandate mandate) {
        return mandate.scheme().isSepa() ? atBankOfSepa(mandate) : atBankgirot(mandate);
    }

    /** A SEPA mandate travels with its collections; no bank keeps it before. */
    private static String atBankOfSepa(Mandate mandate) {
        return switch (mandate.status()) {
            case CREATED -> "No bank knows it yet: the first collection tells it.";
            case PENDING_SUBMISSION -> "A collection under it is about to leave for the bank.";
            case SENT -> "The bank has a collection under it and has not answered yet.";
            case ACCEPTED -> "The bank took a collection under it.";
            case ACTIVE ->
                    mandate.lastCollection().isPresent()
                            ? "Collections under it are booked."
                            : "It was in use before it came here.";
            case PENDING_CANCELLATION, PENDING_CANCELLATION_SUBMISSION, CANCELLATION_SENT ->
                    "It ends as soon as its running collection is final; no new one can be made.";
            case FAILED, CANCELLED -> ended(mandate);
            case UNKNOWN -> "Nobody knows whether the bank has it; see the bank files.";
        };
    }

    private static String atBankgirot(Mandate mandate) {
        return switch (mandate.status()) {
            case CREATED -> "It leaves for Bankgirot with the next file.";
            case PENDING_SUBMISSION -> "It is in a file that is about to leave for Bankgirot.";
            case SENT -> "Bankgirot has it. Collections wait until the payer's bank agrees.";
            case ACCEPTED -> "Bankgirot has agreed to it: collections leave.";
            case ACTIVE -> "Bankgirot has agreed to it, and it is in use.";
            case PENDING_CANCELLATION ->
                    "It ends as soon as its running collection is final; no new one can be made.";
            case PENDING_CANCELLATION_SUBMISSION ->
                    "The cancellation is about to leave for Bankgirot.";
            case CANCELLATION_SENT -> "Bankgirot has the cancellation and has not answered yet.";
            case FAILED, CANCELLED -> ended(mandate);
            case UNKNOWN -> "Nobody knows whether Bankgirot has it; see the bank files.";
        };
    }

    private static String ended(Mandate mandate) {
        return mandate.statusReason()
                .map(
                        why ->
                                why.equals("LAPSED")
                                        ? "It lapsed: 36 months without a collection."
                                        : "It is over: " + why + ".")
                .orElse("It is over. Nothing can be collected under it.");
    }
}

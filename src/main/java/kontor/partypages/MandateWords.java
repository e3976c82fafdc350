package kontor.partypages;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.pageparts.ReasonWords;
import kontor.pages.Figures;

/** How far a mandate got at the bank or at Bankgirot, and what happens next, as people say it. */
final class MandateWords {

    /** A code and what it means, as Bankgirot's refusals are kept. */
    private static final Pattern TOLD = Pattern.compile("([A-Z0-9-]{3,30}): (.+)");

    private MandateWords() {}

    /**
     * @param first the day from which Bankgirot takes payments under it, where it said one
     */
    static String atBank(Mandate mandate, Optional<LocalDate> first) {
        return mandate.scheme().isSepa() ? atBankOfSepa(mandate) : atBankgirot(mandate, first);
    }

    /** The same in a list, which has less room; empty where its status says it all. */
    static String where(Mandate mandate) {
        if (mandate.scheme().isSepa()) {
            return mandate.status() == MandateStatus.CREATED ? "not yet collected" : "";
        }
        return switch (mandate.status()) {
            case CREATED, PENDING_SUBMISSION -> "leaves for Bankgirot";
            case SENT -> "at Bankgirot, the payer's bank decides";
            case ACCEPTED, ACTIVE -> "Bankgirot has agreed";
            case PENDING_CANCELLATION -> "a collection still runs";
            case PENDING_CANCELLATION_SUBMISSION -> "the cancellation leaves for Bankgirot";
            case CANCELLATION_SENT -> "Bankgirot has the cancellation";
            case FAILED, CANCELLED -> "";
            case UNKNOWN -> "nobody knows whether Bankgirot has it";
        };
    }

    /**
     * What a code of a bank means, with the code, which may stand before its own words; other words
     * stand for themselves.
     */
    static String reason(String code) {
        if (code.equals("LAPSED")) {
            return "36 months without a collection";
        }
        var told = TOLD.matcher(code);
        return told.matches() ? told.group(2) + " (" + told.group(1) + ")" : ReasonWords.of(code);
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

    private static String atBankgirot(Mandate mandate, Optional<LocalDate> first) {
        return switch (mandate.status()) {
            case CREATED -> "It leaves for Bankgirot with the next file.";
            case PENDING_SUBMISSION -> "It is in a file that is about to leave for Bankgirot.";
            case SENT -> "Bankgirot has it. Collections wait until the payer's bank agrees.";
            case ACCEPTED -> "Bankgirot has agreed to it: collections leave" + from(first);
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

    private static String from(Optional<LocalDate> first) {
        return first.map(Figures::weekday)
                .map(day -> ". It takes none before " + day + "; what is asked for earlier waits.")
                .orElse(".");
    }

    private static String helps(String why) {
        var told = TOLD.matcher(why);
        return ReasonWords.action(told.matches() ? told.group(1) : why)
                .map(action -> " What helps: " + action + ".")
                .orElse("");
    }

    private static String ended(Mandate mandate) {
        return mandate.statusReason()
                .map(
                        why ->
                                why.equals("LAPSED")
                                        ? "It lapsed: 36 months without a collection."
                                        : "Nothing can be collected under it." + helps(why))
                .orElse("It is over. Nothing can be collected under it.");
    }
}

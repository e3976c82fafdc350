package kontor.mandatenews;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.MandateStatus;

/** One advice of Bankgirot on a mandate. */
record Advice(AutogiroRecord record) {

    /** Of its record. */
    static final String CODE = "73";

    /** Information codes of a mandate that ended without Kontor's asking for it. */
    private static final Set<String> ENDED = Set.of("10", "44", "46", "93");

    private static final String CANCELLATION = "03";
    private static final String PAYER_NUMBER_CHANGED = "05";
    private static final String NOT_IN_REGISTER = "04";

    /** Comments of a change that was made: the new number is known, the old one cancelled. */
    private static final Set<String> AGREED = Set.of("32", "33");

    /** What a mandate becomes by it, and why. */
    record Answer(MandateStatus to, BankgirotCode code) {

        Step step() {
            boolean over = to.isOver();
            return new Step(
                    to,
                    Optional.empty(),
                    over ? Optional.of(code.name() + ": " + code.meaning()) : Optional.empty(),
                    to.name());
        }
    }

    String payerNumber() {
        return record.digits("payer_no");
    }

    /** The day on which Bankgirot did it. */
    Optional<LocalDate> day() {
        return record.date("action_date");
    }

    /** The first day on which a collection under it is taken; only the old layout says it. */
    Optional<LocalDate> firstDay() {
        return record.has("valid_from") ? record.date("valid_from") : Optional.empty();
    }

    BankgirotCode information() {
        return BankgirotCode.of(BankgirotCode.List.INFORMATION, record.text("info_code"));
    }

    BankgirotCode comment() {
        return BankgirotCode.of(BankgirotCode.List.MANDATE, record.text("comment_code"));
    }

    /** In short. */
    String said() {
        return record.text("info_code") + "/" + record.text("comment_code");
    }

    /** The account that it names, clearing number first. */
    Optional<String> account() {
        return record.filled("clearing")
                .flatMap(clearing -> record.filled("account").map(number -> clearing + number));
    }

    boolean isOfPayerNumber() {
        return record.text("info_code").equals(PAYER_NUMBER_CHANGED);
    }

    /** It answers Kontor's order to cancel. */
    boolean isOfCancellation() {
        return record.text("info_code").equals(CANCELLATION);
    }

    /** The new payer number is known; only of a change of it. */
    boolean agreesToPayerNumber() {
        return AGREED.contains(record.text("comment_code"));
    }

    /** It answers a question, so that two of them on one day can contradict each other. */
    boolean isAnswer() {
        return !ENDED.contains(record.text("info_code"))
                && (comment().outcome() == Outcome.OK || comment().outcome() == Outcome.FAIL);
    }

    /**
     * Empty for what changes nothing, or needs a person.
     *
     * @param now the status of its mandate
     */
    Optional<Answer> answer(MandateStatus now) {
        if (ENDED.contains(record.text("info_code"))) {
            return Optional.of(new Answer(MandateStatus.CANCELLED, information()));
        }
        if (!information().isKnown() || isOfPayerNumber()) {
            return Optional.empty();
        }
        if (isOfCancellation()) {
            return isGone()
                    ? Optional.of(new Answer(MandateStatus.CANCELLED, comment()))
                    : Optional.empty();
        }
        return switch (comment().outcome()) {
            case OK -> Optional.of(new Answer(MandateStatus.ACCEPTED, comment()));
            case FAIL -> Optional.of(new Answer(MandateStatus.FAILED, comment()));
            case END -> Optional.of(new Answer(MandateStatus.CANCELLED, comment()));
            case PENDING -> Optional.of(new Answer(now, comment()));
            case INFO -> Optional.empty();
        };
    }

    private boolean isGone() {
        return comment().outcome() == Outcome.END || comment().code().equals(NOT_IN_REGISTER);
    }
}

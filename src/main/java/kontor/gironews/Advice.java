package kontor.gironews;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.BankgirotCode;
import kontor.autogiro.BankgirotCode.Outcome;
import kontor.bankgirot.MandateOrders;
import kontor.bankgirot.PayerAccount;
import kontor.db.Tx;
import kontor.mandates.CollectedMandates.Step;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;

/** One advice of Bankgirot on a mandate. */
record Advice(AutogiroRecord record) {

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

    /**
     * Why an advice may not be believed of a mandate: it contradicts what is known, and its day
     * does not prove that it is newer. Files come late, twice and out of order.
     */
    static final class Doubts {

        private static final String NOT_ASKED =
                "Bankgirot has not been asked for it yet, or not before that day";

        private final Tx tx;
        private final Map<UUID, LocalDate> last;
        private final Set<UUID> madeAtBanks;

        /**
         * @param last the newest day that was told of mandates before
         * @param madeAtBanks those that payers made in their internet banks
         */
        Doubts(Tx tx, Map<UUID, LocalDate> last, Set<UUID> madeAtBanks) {
            this.tx = tx;
            this.last = last;
            this.madeAtBanks = madeAtBanks;
        }

        Optional<String> of(Advice advice, Mandate mandate) {
            var other =
                    PayerAccount.difference(
                            mandate,
                            tx.today(MandateOrders.ZONE),
                            advice.account(),
                            advice.record().text("payer_id"));
            if (other.isPresent()) {
                return other.map(words -> "it " + words);
            }
            return advice.answer(mandate.status())
                    .flatMap(answer -> ofAnswer(advice, answer, mandate));
        }

        private Optional<String> ofAnswer(Advice advice, Answer answer, Mandate mandate) {
            var status = mandate.status();
            if (status.isOver()) {
                return answer.to().isOver() || isBeforeEnd(advice, mandate)
                        ? Optional.empty()
                        : Optional.of("Bankgirot takes it for valid");
            }
            if (isBeforeOrder(advice, mandate)) {
                return Optional.of(NOT_ASKED);
            }
            return switch (answer.to()) {
                case FAILED -> refusal(advice, mandate);
                case CANCELLED -> end(advice, mandate);
                case CREATED,
                        PENDING_SUBMISSION,
                        SENT,
                        ACCEPTED,
                        ACTIVE,
                        PENDING_CANCELLATION,
                        PENDING_CANCELLATION_SUBMISSION,
                        CANCELLATION_SENT,
                        UNKNOWN ->
                        Optional.empty();
            };
        }

        /** What Bankgirot agreed to, and ended since: no news. */
        private boolean isBeforeEnd(Advice advice, Mandate mandate) {
            var end = Optional.ofNullable(last.get(mandate.id()));
            return mandate.status() == MandateStatus.CANCELLED
                    && end.flatMap(last -> advice.day().filter(day -> !day.isAfter(last)))
                            .isPresent();
        }

        /**
         * Then it speaks of an earlier mandate with the same payer number. One that a payer made is
         * at Bankgirot from that day on, whenever the file with it was read.
         */
        private boolean isBeforeOrder(Advice advice, Mandate mandate) {
            boolean atBank = madeAtBanks.contains(mandate.id());
            var made =
                    mandate.signatureDate()
                            .filter(_ -> atBank)
                            .orElseGet(
                                    () ->
                                            mandate.created()
                                                    .atZone(MandateOrders.ZONE)
                                                    .toLocalDate());
            return switch (mandate.status()) {
                case CREATED -> !atBank || isBefore(advice, made);
                case PENDING_SUBMISSION, SENT ->
                        advice.isOfCancellation() || isBefore(advice, made);
                case ACCEPTED,
                        ACTIVE,
                        FAILED,
                        PENDING_CANCELLATION,
                        PENDING_CANCELLATION_SUBMISSION,
                        CANCELLATION_SENT,
                        CANCELLED,
                        UNKNOWN ->
                        false;
            };
        }

        private static boolean isBefore(Advice advice, LocalDate made) {
            return advice.day().filter(day -> day.isBefore(made)).isPresent();
        }

        /** Of what Bankgirot agreed to; money that was collected proves that it did. */
        private Optional<String> refusal(Advice advice, Mandate mandate) {
            return switch (mandate.status()) {
                case PENDING_SUBMISSION, SENT, UNKNOWN -> Optional.empty();
                case ACTIVE -> Optional.of("Bankgirot refuses what was collected under before");
                case CREATED,
                        ACCEPTED,
                        FAILED,
                        PENDING_CANCELLATION,
                        PENDING_CANCELLATION_SUBMISSION,
                        CANCELLATION_SENT,
                        CANCELLED -> {
                    var before = Optional.ofNullable(last.get(mandate.id()));
                    boolean newer =
                            before.flatMap(day -> advice.day().filter(one -> one.isAfter(day)))
                                    .isPresent();
                    yield newer
                            ? Optional.empty()
                            : Optional.of(
                                    "Bankgirot refuses it, and agreed "
                                            + before.map(day -> "on " + day).orElse("before"));
                }
            };
        }

        /** Agreed to again behind that day. */
        private Optional<String> end(Advice advice, Mandate mandate) {
            var before = Optional.ofNullable(last.get(mandate.id()));
            boolean older =
                    mandate.status() != MandateStatus.UNKNOWN
                            && before.flatMap(day -> advice.day().filter(one -> one.isBefore(day)))
                                    .isPresent();
            return older
                    ? Optional.of(
                            "Bankgirot ended it on %s, and told of %s before"
                                    .formatted(advice.day().orElseThrow(), before.orElseThrow()))
                    : Optional.empty();
        }
    }
}

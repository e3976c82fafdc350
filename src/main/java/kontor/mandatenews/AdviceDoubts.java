package kontor.mandatenews;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.bankgirot.MandateOrders;
import kontor.bankgirot.PayerAccount;
import kontor.db.Tx;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;

/**
 * Why an advice may not be believed of a mandate: it contradicts what is known, and its day does
 * not prove that it is newer. Files come late, twice and out of order.
 */
final class AdviceDoubts {

    private static final String NOT_ASKED =
            "Bankgirot has not been asked for it yet, or not before that day";

    private final Tx tx;
    private final Map<UUID, LocalDate> last;
    private final Set<UUID> madeAtBanks;

    /**
     * @param last the newest day that was told of mandates before
     * @param madeAtBanks those that payers made in their internet banks
     */
    AdviceDoubts(Tx tx, Map<UUID, LocalDate> last, Set<UUID> madeAtBanks) {
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
        return advice.answer(mandate.status()).flatMap(answer -> ofAnswer(advice, answer, mandate));
    }

    private Optional<String> ofAnswer(Advice advice, Advice.Answer answer, Mandate mandate) {
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
                && end.flatMap(last -> advice.day().filter(day -> !day.isAfter(last))).isPresent();
    }

    /**
     * Then it speaks of an earlier mandate with the same payer number. One that a payer made is at
     * Bankgirot from that day on, whenever the file with it was read.
     */
    private boolean isBeforeOrder(Advice advice, Mandate mandate) {
        boolean atBank = madeAtBanks.contains(mandate.id());
        var made =
                mandate.signatureDate()
                        .filter(_ -> atBank)
                        .orElseGet(
                                () -> mandate.created().atZone(MandateOrders.ZONE).toLocalDate());
        return switch (mandate.status()) {
            case CREATED -> !atBank || isBefore(advice, made);
            case PENDING_SUBMISSION, SENT -> advice.isOfCancellation() || isBefore(advice, made);
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

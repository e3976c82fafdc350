package kontor.partypages;

import java.time.LocalDate;
import java.util.UUID;
import kontor.mandates.Mandate;
import kontor.mandates.MandateStatus;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.wire.Json;

/**
 * A mandate in a list.
 *
 * @param payer the name of whom it binds, as it was when the mandate got its account
 * @param account its number, in groups of four where it is an IBAN
 * @param last due date of the last collection; "never" before the first
 * @param lapses the last day on which it may be used; empty where it does not lapse
 * @param isLive new collections may be made under it
 */
public record MandateRow(
        UUID id,
        String path,
        String reference,
        String payer,
        String account,
        String scheme,
        String signed,
        State state,
        String last,
        String lapses,
        boolean isLive) {

    static MandateRow of(Mandate mandate) {
        return new MandateRow(
                mandate.id(),
                "/mandates/" + mandate.id(),
                mandate.mandateReference(),
                Json.readOwn(mandate.sourceHolder()).path("legalName").asText(""),
                MandatePageRoutes.account(mandate),
                mandate.scheme().name(),
                mandate.signatureDate().map(LocalDate::toString).orElse(""),
                state(mandate),
                mandate.lastCollection().map(LocalDate::toString).orElse("never"),
                mandate.status().isOver()
                        ? ""
                        : mandate.lapses().map(LocalDate::toString).orElse(""),
                mandate.status().isLive());
    }

    static State state(Mandate mandate) {
        if (mandate.blockedBy().isPresent() && !mandate.status().isOver()) {
            return State.of(Shape.ASKS, mandate.status().name())
                    .with("blocked: " + MandateWords.reason(mandate.blockedBy().get()));
        }
        var state = State.of(shape(mandate.status()), mandate.status().name());
        return mandate.statusReason()
                .map(MandateWords::reason)
                .map(state::with)
                .orElseGet(() -> state.with(MandateWords.where(mandate)));
    }

    private static Shape shape(MandateStatus status) {
        return switch (status) {
            case CREATED -> Shape.RING;
            case PENDING_SUBMISSION, SENT, ACCEPTED -> Shape.HALF;
            case ACTIVE -> Shape.FULL;
            case FAILED -> Shape.FAILED;
            case PENDING_CANCELLATION, PENDING_CANCELLATION_SUBMISSION, CANCELLATION_SENT ->
                    Shape.HALF;
            case CANCELLED -> Shape.ENDED;
            case UNKNOWN -> Shape.ASKS;
        };
    }
}

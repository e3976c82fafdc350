package kontor.testbank;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the bank does with an order; without any of these it is executed on its day.
 *
 * @param refusal reason code when it is refused at once
 * @param lateRefusal reason code when it is refused in the morning of its day
 * @param heldUntil the later bank day until which it waits
 * @param comesBack when it is returned after it was booked, and why
 */
record OrderResult(
        Optional<String> refusal,
        Optional<String> lateRefusal,
        Optional<LocalDate> heldUntil,
        Optional<Return> comesBack) {

    /**
     * @param chargesMinor what is taken for it
     */
    record Return(String reason, LocalDate day, long chargesMinor) {}

    private static final OrderResult GOOD =
            new OrderResult(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static OrderResult refused(String reason) {
        return new OrderResult(
                Optional.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static OrderResult refusedLate(String reason) {
        return new OrderResult(
                Optional.empty(), Optional.of(reason), Optional.empty(), Optional.empty());
    }

    private static OrderResult held(LocalDate until, Optional<String> thenRefused) {
        return new OrderResult(Optional.empty(), thenRefused, Optional.of(until), Optional.empty());
    }

    private static OrderResult returned(Return comesBack) {
        return new OrderResult(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(comesBack));
    }

    /**
     * @param refusal reason code of the bank's checks; a scenario counts only when they pass
     */
    static OrderResult of(
            Optional<String> refusal,
            Optional<Scenario.Ending> ending,
            OrderGroup.Execution execution) {
        return refusal.map(OrderResult::refused)
                .or(() -> ending.map(one -> of(one, execution)))
                .orElse(GOOD);
    }

    private static OrderResult of(Scenario.Ending ending, OrderGroup.Execution execution) {
        return switch (ending) {
            case Scenario.Refused(var reason) -> refused(reason);
            case Scenario.RefusedLate(var reason) ->
                    execution.atOnce() ? refused(reason) : refusedLate(reason);
            case Scenario.Held(var thenRefused) ->
                    held(execution.plus(Scenario.HELD_FOR), thenRefused);
            case Scenario.Returned(var reason, var days, var charges) ->
                    returned(new Return(reason, execution.plus(days), charges));
            case Scenario.NoReport _, Scenario.ReportedTwice _, Scenario.BookedSingly _ -> GOOD;
        };
    }
}

package kontor.testbank;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What becomes of an order.
 *
 * @param refusal reason code when it is refused at once
 * @param lateRefusal reason code when it is refused in the morning of its day
 * @param heldUntil the later bank day it waits for
 * @param comesBack when it is returned after it was booked, and why
 */
record OrderResult(
        Optional<String> refusal,
        Optional<String> lateRefusal,
        Optional<LocalDate> heldUntil,
        Optional<Return> comesBack) {

    record Return(String reason, LocalDate day) {}

    private static final OrderResult GOOD =
            new OrderResult(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static OrderResult refused(String reason) {
        return new OrderResult(
                Optional.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param refusal what the bank's checks said of it; magic counts only when they are content
     */
    static OrderResult of(
            Optional<String> refusal,
            Optional<Scenario.Ending> ending,
            OrderGroup.Execution execution) {
        return refusal.map(OrderResult::refused)
                .orElseGet(() -> ending.map(told -> of(told, execution)).orElse(GOOD));
    }

    private static OrderResult of(Scenario.Ending ending, OrderGroup.Execution execution) {
        return switch (ending) {
            case Scenario.Refused(var reason) -> refused(reason);
            case Scenario.RefusedLate(var reason) ->
                    execution.atOnce()
                            ? refused(reason)
                            : new OrderResult(
                                    Optional.empty(),
                                    Optional.of(reason),
                                    Optional.empty(),
                                    Optional.empty());
            case Scenario.Held(var thenRefused) ->
                    new OrderResult(
                            Optional.empty(),
                            thenRefused,
                            Optional.of(
                                    execution.calendar().plus(execution.day(), Scenario.HELD_FOR)),
                            Optional.empty());
            case Scenario.Returned(var reason) -> {
                var day = execution.calendar().plus(execution.day(), Scenario.RETURNED_AFTER);
                yield new OrderResult(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Return(reason, day)));
            }
            case Scenario.NoReport _, Scenario.ReportedTwice _, Scenario.BookedSingly _ -> GOOD;
        };
    }
}

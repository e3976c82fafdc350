package kontor.health;

/**
 * How one thing is.
 *
 * @param subject which one, such as the id of a connection; empty where there is only one
 * @param detail one sentence for the operator: what is wrong and the cure, or how it is; it stands
 *     in the log, so it holds no secret and nothing of a payment
 */
public record HealthReport(String subject, boolean ready, String detail) {

    public static HealthReport ready(String subject, String detail) {
        return new HealthReport(subject, true, detail);
    }

    public static HealthReport notReady(String subject, String detail) {
        return new HealthReport(subject, false, detail);
    }
}

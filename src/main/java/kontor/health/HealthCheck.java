package kontor.health;

import java.util.List;

/**
 * One kind of thing that must be in order for a node to do its work, such as the database or the
 * connections to banks.
 */
public interface HealthCheck {

    /** A word for anybody who asks, such as {@code database}; it names nothing of a tenant. */
    String name();

    /**
     * How each thing of this kind is now; none where there is nothing of it. It may take long, hang
     * or throw, which counts as not ready; it is never called twice at a time.
     */
    List<HealthReport> reports();
}

package kontor.jobs;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kontor.core.OrganizationId;

/**
 * Work that is done again and again, in parts: one that fails keeps no other from being done.
 *
 * @param name by which nodes know it, those of another version too: one of them makes each round
 * @param pause from the beginning of one round to the next
 * @param parts what there may be to do, asked anew in each round; a part says in words what it is
 * @param work does one part
 */
public record Job<P>(String name, Duration pause, Supplier<List<P>> parts, Consumer<P> work) {

    /** Work whose parts are the organizations. */
    public static Job<OrganizationId> ofOrganizations(
            String name,
            Duration pause,
            Supplier<List<OrganizationId>> organizations,
            Consumer<OrganizationId> work) {
        return new Job<>(name, pause, organizations, work);
    }
}

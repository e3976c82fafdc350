package kontor.retention;

import java.util.List;
import kontor.core.OrganizationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does all steps for an organization; what fails is tried again in the next round. */
public final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** Slices of one step in one round: what is left waits, so that no step starves the others. */
    private static final int MOST_SLICES = 10_000;

    private final List<Step> steps;

    public Housekeeping(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    public void round(OrganizationId organization) {
        for (Step step : steps) {
            try {
                int slices = 0;
                while (step.slice().test(organization) && ++slices < MOST_SLICES) {
                    // There is more.
                }
            } catch (RuntimeException failed) {
                LOG.warn(
                        "{} of organization {} failed; the next round tries again",
                        step.name(),
                        organization,
                        failed);
            }
        }
    }
}

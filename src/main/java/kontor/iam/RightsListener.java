package kontor.iam;

import kontor.core.OrganizationId;

/** Hears, after the commit, that somebody's rights changed: whoever remembers them forgets. */
@FunctionalInterface
public interface RightsListener {

    void changed(OrganizationId organization);
}

package kontor.iam;

import kontor.core.OrganizationId;

/** Is called after a commit that changed rights of users: caches of callers must forget them. */
@FunctionalInterface
public interface RightsListener {

    void changed(OrganizationId organization);
}

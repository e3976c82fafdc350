package kontor.iam;

import java.time.ZoneId;
import kontor.core.Ids;
import kontor.core.OrganizationId;

/** An organization to be made; a sandbox has a clock that can be moved, and invented banks. */
public record NewOrganization(OrganizationId id, String name, boolean sandbox, ZoneId zone) {

    public NewOrganization {
        if (name.isBlank() || name.length() > 255) {
            throw new IllegalArgumentException("an organization's name has 1 to 255 characters");
        }
    }

    public NewOrganization(String name, boolean sandbox, ZoneId zone) {
        this(new OrganizationId(Ids.next()), name, sandbox, zone);
    }
}

package kontor.administration;

import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.iam.OrganizationPatch;
import kontor.iam.Organizations;

/** The door to the settings of an organization, watched; four eyes themselves are one of them. */
public final class OrganizationDoor {

    private OrganizationDoor() {}

    /**
     * @param mostRequests how many a second the organization may allow each of its users
     */
    public static Door<OrganizationPatch> of(
            FourEyes fourEyes, Organizations organizations, int mostRequests) {
        Operation<OrganizationPatch> operation =
                Operation.patch(
                        Area.ORGANIZATION,
                        "updateOrganization",
                        Organizations.UPDATE,
                        OrganizationPatch.RULES,
                        patch -> OrganizationPatch.parse(patch, mostRequests));
        return fourEyes.door(operation.ofWhole(), organizations::patch);
    }
}

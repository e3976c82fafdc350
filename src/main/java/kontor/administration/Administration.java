package kontor.administration;

import kontor.changerequests.ChangeRequestRoutes;
import kontor.changerequests.ChangeRequests;
import kontor.changerequests.FourEyes;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.http.Routes;
import kontor.iam.OrganizationPatch;
import kontor.iam.OrganizationRoutes;
import kontor.iam.Organizations;
import kontor.iam.RightsListener;
import kontor.iam.RoleRoutes;
import kontor.iam.Roles;
import kontor.iam.UserChanges;
import kontor.iam.UserRoutes;
import kontor.iam.Users;
import kontor.resources.Resources;

/** What an organization is administered with, and the change requests that come of it. */
public final class Administration {

    private final Rooms rooms;
    private final UserRoutes.Doors users;
    private final RoleRoutes.Doors roles;
    private final Door<OrganizationPatch> organization;
    private final ChangeRequests changeRequests;
    private final Exemptions exemptions;

    /**
     * What is watched.
     *
     * @param mostRequests how many a second the organization may allow each of its users
     */
    public record Rooms(
            Users users,
            UserChanges changes,
            Roles roles,
            Organizations organizations,
            int mostRequests) {}

    public Administration(Journal journal, FourEyes fourEyes, Rooms rooms) {
        this.rooms = rooms;
        users = UserDoors.of(fourEyes, rooms.users, rooms.changes);
        roles = RoleDoors.of(fourEyes, rooms.roles);
        organization = OrganizationDoor.of(fourEyes, rooms.organizations, rooms.mostRequests);
        changeRequests = new ChangeRequests(fourEyes);
        exemptions = new Exemptions(journal, fourEyes, rooms.organizations, rooms.users);
    }

    /**
     * @param rights hears of changed rights, on this node
     */
    public void register(Routes routes, Resources resources, RightsListener rights) {
        new RoleRoutes(resources, roles, rights).register(routes);
        new UserRoutes(resources, users, rights).register(routes);
        new OrganizationRoutes(
                        resources, rooms.organizations, organization, rights, rooms.mostRequests)
                .register(routes);
        new ChangeRequestRoutes(resources, changeRequests).register(routes);
        new ExemptionRoutes(resources, exemptions).register(routes);
    }

    public UserRoutes.Doors users() {
        return users;
    }

    public RoleRoutes.Doors roles() {
        return roles;
    }

    public Door<OrganizationPatch> organization() {
        return organization;
    }

    public Exemptions exemptions() {
        return exemptions;
    }

    public ChangeRequests changeRequests() {
        return changeRequests;
    }
}

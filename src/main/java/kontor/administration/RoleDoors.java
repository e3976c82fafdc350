package kontor.administration;

import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.iam.NewRole;
import kontor.iam.RolePatch;
import kontor.iam.RoleRoutes;
import kontor.iam.Roles;

/** The doors to roles, watched. */
public final class RoleDoors {

    private RoleDoors() {}

    public static RoleRoutes.Doors of(FourEyes fourEyes, Roles roles) {
        return new RoleRoutes.Doors(
                roles,
                fourEyes.door(
                        Operation.of(Area.ROLES, "createRole", Roles.CREATE, NewRole::parse),
                        roles::create),
                fourEyes.door(
                        Operation.patch(
                                Area.ROLES,
                                "updateRole",
                                Roles.UPDATE,
                                RolePatch.RULES,
                                RolePatch::parse),
                        roles.patch),
                fourEyes.door(
                        Operation.delete(Area.ROLES, "deleteRole", Roles.DELETE), roles.delete));
    }
}

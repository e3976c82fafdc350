package kontor.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.core.Caller;
import kontor.iam.InvitationToken;
import kontor.iam.KeyBounds.Rotation;
import kontor.iam.NewUser;
import kontor.iam.UserChanges;
import kontor.iam.UserChanges.Transfer;
import kontor.iam.UserPatch;
import kontor.iam.UserRoutes;
import kontor.iam.Users;

/** The doors to users, watched. */
public final class UserDoors {

    private static final String CREATE = "createUser";

    private UserDoors() {}

    public static UserRoutes.Doors of(FourEyes fourEyes, Users users, UserChanges changes) {
        return new UserRoutes.Doors(
                users,
                fourEyes.door(create(), users::create),
                fourEyes.door(patch(), changes::patch),
                fourEyes.door(
                        Operation.delete(Area.USERS, "deleteUser", Users.DELETE), changes::revoke),
                fourEyes.door(inviteAgain(), changes::inviteAgain),
                fourEyes.door(rotateSecret(), changes::rotateSecret),
                fourEyes.door(transfer(), changes::transfer));
    }

    /**
     * The secret of a program is made when it is approved and shown to nobody; its maker rotates it
     * once, and is shown the next one. The invitation of a person goes to the mailbox, or is shown
     * to whoever runs Kontor.
     */
    private static Operation<NewUser> create() {
        return Operation.of(Area.USERS, CREATE, Users.CREATE, UserDoors::newUser)
                .veiling(UserDoors::withoutRandom);
    }

    private static NewUser newUser(Caller maker, String body) {
        return NewUser.parse(Operation.fields(body), maker.organization()).onlyMailed();
    }

    private static void withoutRandom(ObjectNode user) {
        user.remove("invitationExpires");
        if (user.path("kind").asText().equals("PROGRAMMATIC")) {
            user.remove("username");
        }
    }

    private static Operation<UserPatch> patch() {
        return Operation.patch(
                Area.USERS, "updateUser", Users.UPDATE, UserPatch.RULES, UserPatch::parse);
    }

    private static Operation<InvitationToken> inviteAgain() {
        return Operation.of(
                        Area.USERS,
                        "inviteUser",
                        Users.CREATE,
                        (maker, _) -> InvitationToken.random(maker.organization()).onlyMailed())
                .veiling(UserDoors::withoutRandom);
    }

    /** The secret is for the maker alone, who rotates it once this is approved. */
    private static Operation<Rotation> rotateSecret() {
        Operation<Rotation> rotation =
                Operation.of(
                        Area.USERS, "rotateSecretUser", Users.CREATE, (_, body) -> rotation(body));
        return rotation.allowedOnce(CREATE);
    }

    private static Rotation rotation(String body) {
        return Rotation.parse(
                Optional.of(body).filter(text -> !text.isBlank()).map(Operation::fields));
    }

    private static Operation<Transfer> transfer() {
        return Operation.of(
                Area.USERS, "transferOwnershipUser", Users.UPDATE, UserRoutes::transfer);
    }
}

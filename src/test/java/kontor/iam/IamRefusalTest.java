package kontor.iam;

import static kontor.core.AccountLimit.ALL;
import static kontor.iam.IamRefusal.*;
import static kontor.iam.IamRefusal.PAYMENT_LIMIT_NOT_HELD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.RefusalOrder;
import kontor.changes.NoInput;
import kontor.core.AccountLimit;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.paymentlimits.LimitedAction;
import kontor.paymentlimits.LimitedPayment;
import kontor.paymentlimits.PaymentLimit;
import kontor.paymentlimits.PaymentLimits;
import kontor.secrets.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whoever asks for several things that must not be is told the first, always the same one. */
class IamRefusalTest {

    private static final String[] ADMIN = {"roles:create", "users:create", "accounts:read"};
    private static final UUID UNKNOWN = Ids.next();
    private static final AccountLimit NOT_THERE = AccountLimit.to(Set.of(UNKNOWN), Set.of(UNKNOWN));

    private final IamRoom iam = new IamRoom();
    private final Caller admin = iam.somebodyIn(iam.role(ADMIN));
    private final Caller limited = iam.somebodyIn(iam.role(to(IamRoom.SOME_ACCOUNT), ADMIN));
    private final Caller revoked = revoked();

    /** A role with a word that no admin has; approval chains name it. */
    private final UUID greater = greater();

    private static AccountLimit to(UUID account) {
        return AccountLimit.to(Set.of(account), Set.of());
    }

    private Caller revoked() {
        var caller = iam.somebodyIn(admin.roleId());
        iam.revoke(caller.userId());
        return caller;
    }

    private UUID greater() {
        UUID role = iam.role("accounts:read", "mandates:create");
        iam.approving.put(role, "an approval chain names it");
        return role;
    }

    private Outcome<?> makeRole(Caller by, String name, String permission, AccountLimit limit) {
        var wanted = new NewRole(name, false, Set.of(permission), limit);
        return iam.changeBy(by, iam.roles::create, Ids.next(), wanted);
    }

    /** Somebody who may pay 1.00 EUR at once. */
    private Caller poor() {
        var euro =
                new PaymentLimit(
                        LimitedAction.CREATE,
                        LimitedPayment.CREDIT_TRANSFER,
                        Currency.EUR,
                        Optional.of(new Money(100, Currency.EUR)),
                        Optional.empty());
        UUID role = Ids.next();
        var pays = Set.of("credit_transfers:create");
        var wanted = new NewRole("poor", false, pays, ALL, new PaymentLimits(List.of(euro)));
        IamRoom.done(iam.change(iam.roles::create, role, wanted));
        return iam.somebodyIn(role);
    }

    private Outcome<?> makeKey(Caller by, UUID role) {
        return iam.changeBy(by, iam.users::create, Ids.next(), NewUser.Program.of("Job", role));
    }

    private Outcome<?> invite(Caller by, String email, UUID role) {
        var person = NewUser.Person.of(email, "Astrid", role, iam.organization);
        return iam.changeBy(by, iam.users::create, Ids.next(), person);
    }

    private Outcome<?> inviteAgain(Caller by, UUID user) {
        var token = InvitationToken.random(iam.organization);
        return iam.changeBy(by, iam.userChanges::inviteAgain, user, token);
    }

    private Outcome<?> rotateToThePast(Caller by, UUID user) {
        var rotation =
                new KeyBounds.Rotation(Secret.random(), Duration.ZERO, Optional.of(Instant.EPOCH));
        return iam.changeBy(by, iam.userChanges::rotateSecret, user, rotation);
    }

    private Outcome<?> giveRole(Caller by, UUID user, UUID role) {
        var patch = new UserPatch(Optional.empty(), Optional.of(role), List.of());
        return iam.changeBy(by, iam.userChanges::patch, user, patch);
    }

    private Outcome<?> transfer(Caller by, UUID user, UUID roleInstead) {
        var transfer = new UserChanges.Transfer(roleInstead);
        return iam.changeBy(by, iam.userChanges::transfer, user, transfer);
    }

    private Outcome<?> deleteRole(Caller by, UUID role) {
        return iam.changeBy(by, iam.roles.delete, role, NoInput.NONE);
    }

    private Outcome<?> demandSecondFactor(Caller by) {
        var patch = new OrganizationPatch(List.of(new OrganizationPatch.Step.SecondFactor(true)));
        return iam.changeBy(by, iam.organizations::patch, iam.organization.value(), patch);
    }

    private UUID invited() {
        UUID user = Ids.next();
        String email = user + "@example.com";
        var person = NewUser.Person.of(email, "Astrid", admin.roleId(), iam.organization);
        IamRoom.done(iam.change(iam.users::create, user, person));
        return user;
    }

    /** A name that is taken, in an organization that has all the roles it may have. */
    private Outcome<?> makeOneRoleTooMany(String name) {
        var full = new IamRoom();
        full.makeRoles(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new NewRole("role " + i, false, Set.of()))
                        .toList());
        return full.change(full.roles::create, Ids.next(), new NewRole(name, false, Set.of()));
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        var owner = iam.owner;
        UUID ownerRole = iam.ownerRole;
        iam.approving.put(ownerRole, "an approval chain names it");
        var elsewhere = to(IamRoom.OTHER_ACCOUNT);
        return new RefusalOrder<>(IamRefusal.class)
                .atDoor(
                        "a role made by somebody revoked",
                        () -> makeRole(revoked, "owner", "accounts:read", NOT_THERE),
                        CALLER_REVOKED,
                        ACCOUNT_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        NAME_TAKEN)
                .atDoor(
                        "the owner role deleted by somebody revoked",
                        () -> deleteRole(revoked, ownerRole),
                        CALLER_REVOKED,
                        OWNER_ROLE_IS_FIXED,
                        IN_USE)
                .atDoor(
                        "the owner role deleted",
                        () -> deleteRole(admin, ownerRole),
                        OWNER_ROLE_IS_FIXED,
                        IN_USE)
                .atDoor(
                        "a key for the owner role, which approves",
                        () -> makeKey(admin, ownerRole),
                        OWNER_ONLY,
                        ROLE_NOT_HELD,
                        PERMISSION_NOT_HELD)
                .atDoor(
                        "a second factor demanded by an admin who has none",
                        () -> demandSecondFactor(admin),
                        OWNER_ONLY,
                        SECOND_FACTOR_MISSING)
                .atDoor(
                        "ownership given by an admin to somebody invited",
                        () -> transfer(admin, invited(), UNKNOWN),
                        OWNER_ONLY,
                        NOT_ACTIVE,
                        ROLE_NOT_FOUND)
                .atDoor(
                        "ownership given to somebody invited",
                        () -> transfer(owner, invited(), UNKNOWN),
                        NOT_ACTIVE,
                        ROLE_NOT_FOUND)
                .atDoor(
                        "ownership given to oneself",
                        () -> transfer(owner, owner.userId(), UNKNOWN),
                        OWNER_ALREADY,
                        ROLE_NOT_FOUND)
                .atDoor(
                        "an active user of a greater role invited again",
                        () -> inviteAgain(admin, iam.somebodyIn(greater).userId()),
                        NOT_INVITED,
                        ROLE_NOT_HELD,
                        PERMISSION_NOT_HELD)
                .atDoor(
                        "a secret of a person that ended long ago",
                        () -> rotateToThePast(admin, invited()),
                        NOT_A_PROGRAM,
                        EXPIRES_BEFORE_NOW)
                .atDoor(
                        "a secret of a greater role that ended long ago",
                        () -> rotateToThePast(admin, iam.somebodyIn(greater).userId()),
                        EXPIRES_BEFORE_NOW,
                        ROLE_NOT_HELD,
                        PERMISSION_NOT_HELD)
                .atDoor(
                        "a known address invited to an unknown role",
                        () -> invite(admin, iam.person(), UNKNOWN),
                        ROLE_NOT_FOUND,
                        EMAIL_TAKEN)
                .atDoor(
                        "the only owner put into an unknown role",
                        () -> giveRole(owner, owner.userId(), UNKNOWN),
                        ROLE_NOT_FOUND,
                        LAST_OWNER)
                .atDoor(
                        "a greater role limited to what does not exist",
                        () -> makeRole(limited, "owner", "mandates:create", NOT_THERE),
                        ACCOUNT_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        PERMISSION_NOT_HELD,
                        LIMIT_NOT_HELD,
                        NAME_TAKEN)
                .atDoor(
                        "a known address invited to a greater role, which approves",
                        () -> invite(limited, iam.person(), greater),
                        ROLE_NOT_HELD,
                        PERMISSION_NOT_HELD,
                        LIMIT_NOT_HELD,
                        EMAIL_TAKEN)
                .atDoor(
                        "a greater role of a known name for another account",
                        () -> makeRole(limited, "owner", "mandates:create", elsewhere),
                        PERMISSION_NOT_HELD,
                        LIMIT_NOT_HELD,
                        NAME_TAKEN)
                .atDoor(
                        "a role of a known name for another account",
                        () -> makeRole(limited, "owner", "accounts:read", elsewhere),
                        LIMIT_NOT_HELD,
                        NAME_TAKEN)
                .atDoor(
                        "a role of a known name in an organization that is full",
                        () -> makeOneRoleTooMany("role 7"),
                        NAME_TAKEN,
                        TOO_MANY_ROLES)
                .atDoor(
                        "a role of a known name that pays without a limit",
                        () -> makeRole(poor(), "owner", "credit_transfers:create", ALL),
                        PAYMENT_LIMIT_NOT_HELD,
                        NAME_TAKEN)
                .alone(INVITATION_NOT_VALID)
                .alone(OWN_INVITATION)
                .alone(GREATER_ROLE, PERSON_ONLY, APPROVAL_PASSKEY_MISSING)
                .alone(FOUR_EYES_WAIT)
                .tests();
    }
}

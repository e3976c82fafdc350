package kontor.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import kontor.core.Caller;
import kontor.db.Database;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.iam.Role;
import kontor.iam.Roles;
import kontor.pages.Figures;
import kontor.pages.Framer;
import kontor.pages.Section;
import kontor.pages.Viewer;
import kontor.visits.Visitor;

/** Who looks at a page, and what the rail offers to the role. */
public final class Rail implements Framer {

    private final Database database;
    private final Organizations organizations;
    private final Roles roles;
    private final Clock clock;
    private final Predicate<String> served;

    /**
     * @param database for requests
     * @param clock of the server
     * @param served whether there is a page at a path; the rail leads nowhere else
     */
    public Rail(
            Database database,
            Organizations organizations,
            Roles roles,
            Clock clock,
            Predicate<String> served) {
        this.database = database;
        this.organizations = organizations;
        this.roles = roles;
        this.clock = clock;
        this.served = served;
    }

    @Override
    public Viewer viewer(Visitor visitor) {
        var caller = visitor.caller();
        var organization = organizations.of(caller);
        return new Viewer(
                organization.name(),
                role(caller),
                caller.name().isBlank() ? caller.username() : caller.name(),
                sections(caller, organization.sandbox()),
                Map.of(),
                bankTime(organization),
                visitor.formToken());
    }

    private String role(Caller caller) {
        return database
                .read(caller.organization(), tx -> roles.find(tx, caller, caller.roleId()))
                .stream()
                .map(Role::name)
                .findFirst()
                .orElse("");
    }

    private List<Section> sections(Caller caller, boolean sandbox) {
        return Arrays.stream(Section.values())
                .filter(section -> served.test(section.path()))
                .filter(section -> caller.may(section.use()))
                .filter(section -> sandbox || section != Section.TEST_BANK)
                .toList();
    }

    private Optional<String> bankTime(Organization organization) {
        if (!organization.sandbox()) {
            return Optional.empty();
        }
        var now = Instant.now(clock).plus(organization.clockOffset());
        return Optional.of(
                Figures.moment(now, organization.zone()) + " " + organization.zone().getId());
    }
}

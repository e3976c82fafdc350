package kontor.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import kontor.changerequests.ChangeRequests;
import kontor.core.Caller;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.iam.Role;
import kontor.iam.Roles;
import kontor.overviews.Overviews;
import kontor.pages.Figures;
import kontor.pages.Framer;
import kontor.pages.Section;
import kontor.pages.Viewer;
import kontor.visits.Visitor;

/** Who looks at a page, and what the rail offers to the role. */
public final class Rail implements Framer {

    /** Nobody counts further. */
    private static final int MOST = 100;

    private final Database database;
    private final Organizations organizations;
    private final Roles roles;
    private final Overviews overviews;
    private final ChangeRequests changeRequests;
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
            Overviews overviews,
            ChangeRequests changeRequests,
            Clock clock,
            Predicate<String> served) {
        this.database = database;
        this.organizations = organizations;
        this.roles = roles;
        this.overviews = overviews;
        this.changeRequests = changeRequests;
        this.clock = clock;
        this.served = served;
    }

    @Override
    public Viewer viewer(Visitor visitor) {
        var caller = visitor.caller();
        return database.read(caller.organization(), tx -> viewer(tx, visitor, caller));
    }

    private Viewer viewer(Tx tx, Visitor visitor, Caller caller) {
        var organization = organizations.of(tx, caller);
        return new Viewer(
                organization.name(),
                role(tx, caller),
                caller.name().isBlank() ? caller.username() : caller.name(),
                sections(caller, organization.sandbox()),
                counts(tx, caller),
                organization.settings().fourEyes() == Organization.FourEyes.ON,
                caller.accounts().all(),
                bankTime(organization),
                visitor.formToken());
    }

    private String role(Tx tx, Caller caller) {
        return roles.find(tx, caller, caller.roleId()).stream()
                .map(Role::name)
                .findFirst()
                .orElse("");
    }

    private Map<Section, Integer> counts(Tx tx, Caller caller) {
        var toDo = overviews.toDo(tx, caller);
        var counts = new EnumMap<Section, Integer>(Section.class);
        count(counts, Section.APPROVALS, toDo.approvals());
        count(counts, Section.FILES, toDo.banks());
        count(counts, Section.CASES, toDo.cases());
        count(counts, Section.CHANGES, changeRequests.waitingFor(tx, caller, MOST));
        return counts;
    }

    private static void count(Map<Section, Integer> counts, Section section, int waiting) {
        if (waiting > 0) {
            counts.put(section, waiting);
        }
    }

    private List<Section> sections(Caller caller, boolean sandbox) {
        return Arrays.stream(Section.values())
                .filter(section -> served.test(section.path()))
                .filter(section -> section.isFor(caller))
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

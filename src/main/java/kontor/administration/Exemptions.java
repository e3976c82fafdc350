package kontor.administration;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.iam.Organization;
import kontor.iam.Organizations;
import kontor.iam.User;
import kontor.iam.Users;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to exemptions from four eyes; making and ending one is under four eyes itself. */
public final class Exemptions {

    static final String RESOURCE = "change_request_exemptions";
    static final ResourceKind KIND = new ResourceKind(RESOURCE, "Exemption");

    public static final Use READ = Use.of("change_requests:read");

    /** Whoever sets up the organization. */
    public static final Use UPDATE = Use.of("organizations:update");

    /** A program exempted from these could exempt itself from all others. */
    private static final Set<Area> NEVER = EnumSet.of(Area.EXEMPTIONS, Area.ORGANIZATION);

    private final Journal journal;
    private final Organizations organizations;
    private final Users users;
    private final ExemptionTable table = new ExemptionTable();

    /** Exempts programs. Refuses by {@link ExemptionRefusal}. */
    final Door<NewExemption> create;

    /** Ends exemptions. Refuses by {@link ResourceKind}. */
    final Door<NoInput> delete;

    Exemptions(Journal journal, FourEyes fourEyes, Organizations organizations, Users users) {
        this.journal = journal;
        this.organizations = organizations;
        this.users = users;
        Operation<NewExemption> creates =
                Operation.of(
                        Area.EXEMPTIONS,
                        "createChangeRequestExemption",
                        UPDATE,
                        NewExemption::parse);
        create = fourEyes.door(creates.ofWhole(), this::create);
        Operation<NoInput> deletes =
                Operation.delete(Area.EXEMPTIONS, "deleteChangeRequestExemption", UPDATE);
        delete =
                fourEyes.door(
                        deletes.ofWhole(), new ExistingDoor<>(KIND, table::lock, this::deleted));
    }

    private List<Outcome<Snapshot>> create(Tx tx, List<Request<NewExemption>> requests) {
        organizations.hold(tx);
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var made =
                    new Exemption(
                            one.id(),
                            one.input().userId(),
                            one.input().area(),
                            one.input().reason(),
                            false,
                            1,
                            tx.now(),
                            tx.now());
            var refused =
                    refusal(tx, one)
                            .or(
                                    () ->
                                            ExemptionRefusal.EXEMPT_ALREADY.when(
                                                    !table.insert(tx, made)));
            outcomes.add(
                    Outcome.unless(refused, () -> recorded(tx, one, made, NewEvent.Type.CREATED)));
        }
        return outcomes;
    }

    private Optional<Refusal> refusal(Tx tx, Request<NewExemption> one) {
        var wanted = one.input();
        boolean on = organizations.read(tx).settings().fourEyes() == Organization.FourEyes.ON;
        return ExemptionRefusal.FOUR_EYES_OFF
                .when(!on)
                .or(() -> ExemptionRefusal.AREA_NOT_EXEMPTED.when(NEVER.contains(wanted.area())))
                .or(
                        () ->
                                ExemptionRefusal.PROGRAM_NOT_FOUND.when(
                                        !isProgram(tx, one.caller(), wanted.userId())));
    }

    private boolean isProgram(Tx tx, Caller caller, UUID id) {
        return users.find(tx, caller, id).stream()
                .anyMatch(user -> user.kind() == User.Kind.PROGRAMMATIC && !user.deleted());
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, Exemption>> list) {
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            var ended = one.now().ended(tx.now());
            table.end(tx, ended);
            outcomes.add(Outcome.done(recorded(tx, one.request(), ended, NewEvent.Type.DELETED)));
        }
        return outcomes;
    }

    private Snapshot recorded(Tx tx, Request<?> request, Exemption one, NewEvent.Type type) {
        return journal.record(tx, one.snapshot(tx.organization()), Happened.of(type, request.by()));
    }

    /** Whether a program needs no second person in an area. */
    public boolean isExempt(Tx tx, UUID program, Area area) {
        return !NEVER.contains(area) && table.isExempt(tx, program, area);
    }

    Outcome<Exemption> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.find(tx, id));
    }

    /** Newest first, those in force; they belong to no account. */
    Page<Exemption> list(Tx tx, Caller caller, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, before, page.limit() + 1), page.limit(), one -> one.id().toString());
    }
}

package kontor.emergency;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.connections.Connections;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.iam.Organizations;
import kontor.pauses.PauseOrder;

/**
 * The emergency stop by {@code ./kontor pause} and {@code ./kontor resume}, for when the API cannot
 * be reached. Works beside servers, which obey at once, and without them.
 */
public final class EmergencyDesk {

    public static final String USAGE =
            """
            pause            nothing leaves for a bank any more, everything else works
            resume           what waits leaves again
              --organization ID   for this one
              --connection ID     for this way to a bank alone
              --all               for all organizations
              --reason TEXT       stands in the audit log\
            """;

    private final Database database;
    private final Connections connections;
    private final Organizations organizations;
    private final LeavingFiles leaving;

    public EmergencyDesk(Database database, Connections connections, Organizations organizations) {
        this.database = database;
        this.connections = connections;
        this.organizations = organizations;
        this.leaving = new LeavingFiles(database);
    }

    /** A command that cannot be carried out; the message says why. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence + "; there are\n" + USAGE);
        }
    }

    /** What the words ask for; exactly one of the three is said. */
    private record Wanted(
            Optional<UUID> organization, Optional<UUID> connection, boolean all, PauseOrder order) {

        private static Wanted of(List<String> words, String by) throws Wrong {
            var rest = new ArrayList<>(words);
            boolean pauses = rest.removeFirst().equals("pause");
            var organization = id("--organization", rest);
            var connection = id("--connection", rest);
            boolean all = rest.remove("--all");
            var reason = value("--reason", rest);
            if (!rest.isEmpty()) {
                throw new Wrong(String.join(" ", rest) + " is not understood");
            }
            if (reason.filter(text -> text.length() > PauseOrder.LONGEST_REASON).isPresent()) {
                throw new Wrong(
                        "--reason has more than " + PauseOrder.LONGEST_REASON + " characters");
            }
            long said = organization.stream().count() + connection.stream().count() + (all ? 1 : 0);
            if (said != 1) {
                throw new Wrong("say one of --organization, --connection and --all");
            }
            return new Wanted(organization, connection, all, new PauseOrder(pauses, by, reason));
        }

        private static Optional<String> value(String option, List<String> rest) throws Wrong {
            int at = rest.indexOf(option);
            if (at < 0) {
                return Optional.empty();
            }
            rest.remove(at);
            if (at == rest.size() || rest.get(at).isBlank() || rest.get(at).startsWith("--")) {
                throw new Wrong(option + " needs a value behind it");
            }
            return Optional.of(rest.remove(at));
        }

        private static Optional<UUID> id(String option, List<String> rest) throws Wrong {
            var text = value(option, rest);
            var id = text.flatMap(Ids::parse);
            if (text.isPresent() && id.isEmpty()) {
                throw new Wrong(option + " must be an id, and is " + text.get());
            }
            return id;
        }
    }

    /**
     * @param words from {@code pause} or {@code resume} on
     * @param by the operating system's user, as events name it
     * @return the organizations that it concerned
     * @throws Wrong with nothing changed
     */
    public List<OrganizationId> run(List<String> words, String by, PrintStream out) throws Wrong {
        var wanted = Wanted.of(words, by);
        if (wanted.connection.isPresent()) {
            return ofConnection(wanted.connection.get(), wanted.order, out);
        }
        var all = organizations.all();
        var chosen = wanted.organization.map(id -> List.of(new OrganizationId(id))).orElse(all);
        for (var organization : chosen) {
            if (!all.contains(organization)) {
                throw new Wrong("there is no organization " + organization);
            }
        }
        for (var organization : chosen) {
            database.write(
                    organization,
                    tx -> {
                        organizations.order(tx, wanted.order);
                        return true;
                    });
            tell("organization " + organization, organization, Optional.empty(), wanted.order, out);
        }
        return chosen;
    }

    private List<OrganizationId> ofConnection(UUID id, PauseOrder order, PrintStream out)
            throws Wrong {
        for (var organization : organizations.all()) {
            if (database.write(organization, tx -> connections.order(tx, id, order))) {
                tell("connection " + id, organization, Optional.of(id), order, out);
                return List.of(organization);
            }
        }
        throw new Wrong("there is no connection " + id + " in use");
    }

    private void tell(
            String whose,
            OrganizationId organization,
            Optional<UUID> connection,
            PauseOrder order,
            PrintStream out) {
        if (!order.pauses()) {
            out.println(whose + " is not paused any more.");
            return;
        }
        int left = leaving.await(organization, connection);
        out.println(
                left == 0
                        ? whose + " is paused: nothing leaves."
                        : whose
                                + " is paused, but "
                                + left
                                + " file(s) begun before may still be leaving: nobody could settle"
                                + " them. A running Kontor does; then say it again.");
    }
}

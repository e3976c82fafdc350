package kontor.administration;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changerequests.ChangeRequests;
import kontor.changes.Snapshot;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.iam.Organizations;

/**
 * Change requests by {@code ./kontor change-requests}, for whoever runs Kontor when no second
 * person is left: break-glass. What is approved here stays marked, with the user of the operating
 * system and the reason.
 */
public final class ChangeRequestDesk {

    public static final String USAGE =
            """
            change-requests list                          what waits for a second person
            change-requests approve ID --because TEXT     approve it without one; that stays marked\
            """;

    private static final int LONGEST_REASON = 1_000;

    private final Database database;
    private final Organizations organizations;
    private final ChangeRequests requests;

    public ChangeRequestDesk(
            Database database, Organizations organizations, ChangeRequests requests) {
        this.database = database;
        this.organizations = organizations;
        this.requests = requests;
    }

    /** A command that cannot be carried out; the message says why. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence + "; there are\n" + USAGE);
        }
    }

    /**
     * @param words from behind {@code change-requests} on
     * @param operator the user of the operating system
     * @return the organization where something was approved
     * @throws Wrong with nothing changed, but that a request was found to be stale or expired
     */
    public Optional<OrganizationId> run(List<String> words, String operator, PrintStream out)
            throws Wrong {
        if (words.equals(List.of("list"))) {
            organizations.all().forEach(one -> list(one, out));
            return Optional.empty();
        }
        var rest = new ArrayList<>(words);
        if (rest.size() != 4
                || !rest.get(0).equals("approve")
                || !rest.get(2).equals("--because")) {
            throw new Wrong(String.join(" ", words) + " is not understood");
        }
        var id = Ids.parse(rest.get(1)).orElseThrow(() -> new Wrong(rest.get(1) + " is no id"));
        String because = rest.get(3).strip();
        if (because.isEmpty() || because.length() > LONGEST_REASON) {
            throw new Wrong("--because needs 1 to " + LONGEST_REASON + " characters");
        }
        return Optional.of(approve(id, operator, because, out));
    }

    private void list(OrganizationId organization, PrintStream out) {
        for (var one : database.read(organization, requests::pending)) {
            out.printf(
                    "%s  %s %s by user %s, until %s, in organization %s%n",
                    one.id(),
                    one.what().operation(),
                    one.what().target(),
                    one.makerId(),
                    one.expires(),
                    organization);
        }
    }

    private OrganizationId approve(UUID id, String operator, String because, PrintStream out)
            throws Wrong {
        var where =
                organizations.all().stream()
                        .filter(one -> database.read(one, tx -> requests.known(tx, id)).isPresent())
                        .findFirst()
                        .orElseThrow(() -> new Wrong("there is no change request " + id));
        var done = database.write(where, tx -> requests.breakGlass(tx, id, operator, because));
        if (done instanceof Outcome.Refused<Snapshot>(var refusal)) {
            throw new Wrong("change request " + id + ": " + refusal.message());
        }
        out.println(
                "change request "
                        + id
                        + " is approved and done, without a second person; that stays marked");
        return where;
    }
}

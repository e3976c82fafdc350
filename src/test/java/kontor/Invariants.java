package kontor;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kontor.core.OrganizationId;
import org.postgresql.PGStatement;

/** Asks the rules that hold at any moment of organizations that tests have made. */
public final class Invariants implements AutoCloseable {

    private static final String NEW_ORGANIZATIONS =
            """
            SELECT o.id FROM organizations o JOIN feeds f ON f.organization_id = o.id
            WHERE o.id > ? ORDER BY f.position DESC, o.id
            """;

    /** Classes with a table of cases make an organization for each, and these are much alike. */
    private static final int MOST_ORGANIZATIONS = 15;

    private static final int MOST_LINES = 20;

    private static final Set<UUID> SPARED = ConcurrentHashMap.newKeySet();

    private final Connection session;
    private final PreparedStatement offenders;
    private UUID last = new UUID(0, 0);

    /** The test brings the organization into a state into which Kontor never does. */
    public static void spare(OrganizationId organization) {
        SPARED.add(organization.value());
    }

    public static Invariants of(String jdbcUrl) {
        try {
            return new Invariants(jdbcUrl);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Invariants(String jdbcUrl) throws SQLException {
        session = DriverManager.getConnection(jdbcUrl);
        for (String word : Rule.paragraphs("words.sql").toList()) {
            execute(word);
        }
        execute("CREATE TEMP VIEW filed AS SELECT * FROM in_files");
        // The statement is long and asked of many organizations, which are small.
        execute("SET plan_cache_mode = force_generic_plan");
        // Some are large, and the plan does not know it.
        execute("SET enable_nestloop = off");
        execute("SET default_transaction_read_only = on");
        offenders = session.prepareStatement(allRules());
        offenders.unwrap(PGStatement.class).setPrepareThreshold(1);
    }

    /** One statement, so that all rules see one moment: other threads may still be at work. */
    private static String allRules() {
        return Rule.ALWAYS.stream()
                        .map(
                                rule ->
                                        "(SELECT '%s: ' || line FROM (%s) AS offenders (line))"
                                                .formatted(
                                                        rule.sentence().replace("'", "''"),
                                                        rule.offenders()))
                        .collect(Collectors.joining("\nUNION ALL\n"))
                + "\nLIMIT "
                + MOST_LINES;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rules that are broken in those organizations made since the last question that did most. */
    public List<String> broken() throws SQLException {
        var broken = new ArrayList<String>();
        var asked = newOrganizations().stream().filter(one -> !SPARED.contains(one));
        for (UUID organization : asked.limit(MOST_ORGANIZATIONS).toList()) {
            broken(organization).forEach(line -> broken.add(organization + ": " + line));
        }
        return broken;
    }

    /** Rules that are broken in one organization, each with what breaks it. */
    List<String> broken(UUID organization) throws SQLException {
        execute("SET kontor.organization = '" + organization + "'");
        return lines(offenders);
    }

    private List<UUID> newOrganizations() throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var statement = session.prepareStatement(NEW_ORGANIZATIONS)) {
            statement.setObject(1, last);
            lines(statement).forEach(id -> ids.add(UUID.fromString(id)));
        }
        ids.stream().max(comparing(UUID::toString)).ifPresent(newest -> last = newest);
        return ids;
    }

    private static List<String> lines(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}

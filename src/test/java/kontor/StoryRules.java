package kontor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.StoryRecord.Told;

/**
 * What must hold when the house is quiet again; the rules stand in {@code resources/rules}, with
 * what they are asked of.
 */
final class StoryRules implements AutoCloseable {

    private final Connection session;

    StoryRules(String jdbcUrl, String organizationId, List<Told> told) throws SQLException {
        session = DriverManager.getConnection(jdbcUrl);
        execute("SET kontor.organization = '" + UUID.fromString(organizationId) + "'");
        for (String word : Stream.of("words.sql", "story.sql").flatMap(Rule::paragraphs).toList()) {
            execute(word);
        }
        insert(told);
        execute("ANALYZE");
        execute("SET enable_nestloop = off");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void insert(List<Told> told) throws SQLException {
        session.setAutoCommit(false);
        try (var row = session.prepareStatement("INSERT INTO told VALUES (?, ?, ?::uuid, ?, ?)")) {
            for (Told one : told) {
                row.setString(1, one.name());
                row.setString(2, one.kind());
                row.setString(3, one.id().orElse(null));
                row.setInt(4, one.version());
                row.setString(5, one.digest());
                row.addBatch();
            }
            row.executeBatch();
        }
        session.commit();
        session.setAutoCommit(true);
    }

    /** Rules that are broken, each with the first of what breaks it. */
    List<String> broken() throws SQLException {
        var broken = new ArrayList<String>();
        for (Rule rule : Stream.of(Rule.WHEN_QUIET, Rule.ALWAYS).flatMap(List::stream).toList()) {
            var offenders = lines("SELECT * FROM (" + rule.offenders() + ") AS offenders LIMIT 10");
            if (!offenders.isEmpty()) {
                broken.add(
                        "NOT TRUE: "
                                + rule.sentence()
                                + "\n    "
                                + String.join("\n    ", offenders));
            }
        }
        return broken;
    }

    boolean none(String sql) {
        try {
            return lines(sql).isEmpty();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The first column of what the statement finds. */
    private List<String> lines(String sql) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
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

package kontor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kontor.OneOfEach;
import kontor.TestKontor;
import kontor.db.Database;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What the one look over all organizations can see, and what it cannot. */
class WatchTableTest {

    private static final Set<String> SLITS =
            Set.of("feeds", "inbox_files", "batches", "testbank.agenda", "testbank.outgoing_files");

    private final Database database = TestKontor.shared().database();
    private final WatchTable watch = new WatchTable(database);

    private static List<String> tables(Handle sql) {
        return sql.createQuery(
                        """
                        SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'tenant'
                        ORDER BY 1
                        """)
                .mapTo(String.class)
                .list();
    }

    private static long rows(Handle sql, String table) {
        return sql.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one();
    }

    private static List<String> seen(Handle sql) {
        return tables(sql).stream().filter(table -> rows(sql, table) > 0).toList();
    }

    @Test
    void look_seesThroughTheSlitsAlone() {
        OneOfEach.idsIn(TestKontor.shared().sandbox());
        assertThat(watch.ask(WatchTableTest::seen)).contains("feeds").isSubsetOf(SLITS);
        assertThat(database.system(WatchTableTest::seen)).as("afterwards").isEmpty();
    }

    @Test
    void look_seesOfTheirRowsOnlyWhatWaits() {
        OneOfEach.idsIn(TestKontor.shared().sandbox());
        long others =
                watch.ask(
                        sql ->
                                sql.createQuery(
                                                """
                                                SELECT (SELECT count(*) FROM inbox_files WHERE state <> 'RECEIVED')
                                                    + (SELECT count(*) FROM batches WHERE NOT open)
                                                    + (SELECT count(*) FROM testbank.outgoing_files WHERE fetched)
                                                """)
                                        .mapTo(Long.class)
                                        .one());
        assertThat(others).isZero();
    }

    @Test
    void look_canChangeNothing() {
        String readOnly =
                watch.ask(
                        sql ->
                                sql.createQuery("SHOW transaction_read_only")
                                        .mapTo(String.class)
                                        .one());
        assertThat(readOnly).isEqualTo("on");
    }
}

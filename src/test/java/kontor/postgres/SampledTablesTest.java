package kontor.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** What the planner is told of tables that grow fast. */
class SampledTablesTest {

    /** PostgreSQL reads the sample that the most demanding column of a table asks for. */
    private static final String HALF_SAMPLED =
            """
            SELECT attrelid::regclass || '.' || attname FROM pg_attribute a
            WHERE attnum > 0 AND NOT attisdropped AND attstattarget IS NULL
                AND EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = a.attrelid
                    AND b.attstattarget IS NOT NULL AND b.attnum > 0 AND NOT b.attisdropped)
                AND attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'r'
                    AND relnamespace = 'public'::regnamespace)
            """;

    private static final String SAMPLED =
            """
            SELECT DISTINCT attrelid::regclass::text FROM pg_attribute WHERE attstattarget = 25
            """;

    @Test
    void aTableWithASmallSample_hasItInEveryColumn() {
        assertThat(asked(HALF_SAMPLED)).isEmpty();
        assertThat(asked(SAMPLED)).contains("events", "search_words", "mandates");
    }

    private static List<String> asked(String sql) {
        return TestKontor.shared()
                .database()
                .system(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}

package kontor.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.junit.jupiter.api.Test;

/** Names of mandates, by which a portfolio of any size is looked through. */
class MandateNamesTest {

    private final OrganizationId organization = TestKontor.shared().sandbox().organization();
    private final Database database = TestKontor.shared().database();

    /** Behind the wall an index over a function is of no use, and all mandates would be read. */
    @Test
    void holderOfAName_isLookedUpByTheWholeName() {
        List<String> plan =
                database.read(
                        organization,
                        tx -> {
                            tx.sql().execute("SET LOCAL enable_seqscan = off");
                            return tx.query("EXPLAIN " + MandateTable.HOLDERS)
                                    .bind("creditors", new String[] {"DE98ZZZ09999999999"})
                                    .bind("references", new String[] {"M-1"})
                                    .mapTo(String.class)
                                    .list();
                        });
        assertThat(plan)
                .as(String.join("\n", plan))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("Index Cond", "creditor_key", "reference_key"));
    }
}

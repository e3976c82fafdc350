package kontor.db;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import kontor.Await;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

class EndedSessionTest {

    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = TestKontor.shared().organization();

    /** Nobody noticed that the server ended the session until it was to be given back. */
    @Test
    void sessionEndedUnnoticed_doesNotHideWhatWentWrong() {
        assertThatThrownBy(
                        () ->
                                database.write(
                                        organization,
                                        tx -> {
                                            int session =
                                                    tx.sql()
                                                            .createQuery("SELECT pg_backend_pid()")
                                                            .mapTo(Integer.class)
                                                            .one();
                                            tx.sql()
                                                    .execute(
                                                            "SET LOCAL"
                                                                + " idle_in_transaction_session_timeout"
                                                                + " = '20ms'");
                                            Await.until(
                                                    () ->
                                                            database.system(
                                                                            handle ->
                                                                                    handle.createQuery(
                                                                                                    "SELECT"
                                                                                                        + " count(*)"
                                                                                                        + " FROM"
                                                                                                        + " pg_stat_activity"
                                                                                                        + " WHERE"
                                                                                                        + " pid ="
                                                                                                        + " :pid")
                                                                                            .bind(
                                                                                                    "pid",
                                                                                                    session)
                                                                                            .mapTo(
                                                                                                    Integer
                                                                                                            .class)
                                                                                            .one())
                                                                    == 0);
                                            throw new DatabaseAway(
                                                    new SQLException(
                                                            "the work's own session was cut",
                                                            "08006"));
                                        }))
                .isInstanceOf(DatabaseAway.class);
    }
}

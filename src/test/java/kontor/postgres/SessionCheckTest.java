package kontor.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kontor.TestKontor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that are lent for one transaction each are noticed, in whatever order they are lent. */
class SessionCheckTest {

    private final String url = TestKontor.shared().jdbcUrl();
    private final List<Connection> opened = new ArrayList<>();

    @AfterEach
    void close() throws SQLException {
        for (Connection session : opened) {
            session.close();
        }
    }

    private Connection open() throws SQLException {
        var session = DriverManager.getConnection(url);
        opened.add(session);
        return session;
    }

    @Test
    void sessionsOfOnesOwn_areFit() {
        assertThatCode(() -> SessionCheck.refusePooler(this::open)).doesNotThrowAnyException();
    }

    /** Sessions that are there already; whether the last one given back is lent first. */
    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "3, true", "3, false", "5, false"})
    void lentSessions_areRefused(int idle, boolean lastFirst) throws SQLException {
        var free = new ArrayDeque<Connection>();
        for (int i = 0; i < idle; i++) {
            free.add(open());
        }
        assertThatThrownBy(() -> SessionCheck.refusePooler(() -> lent(free, lastFirst)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("pool_mode=session");
    }

    private Connection lent(Deque<Connection> free, boolean lastFirst) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new Lent(free, lastFirst));
    }

    /** A client's connection to a pooler: it has a session only while a transaction is open. */
    private final class Lent implements InvocationHandler {
        private final Deque<Connection> free;
        private final boolean lastFirst;
        private boolean autoCommit = true;
        private Connection held;

        Lent(Deque<Connection> free, boolean lastFirst) {
            this.free = free;
            this.lastFirst = lastFirst;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "setAutoCommit" -> {
                    autoCommit = (boolean) arguments[0];
                    return null;
                }
                case "close" -> {
                    return null;
                }
                case "commit" -> {
                    held.commit();
                    giveBack();
                    return null;
                }
                default -> {
                    return onSession(method, arguments);
                }
            }
        }

        private Object onSession(Method method, Object[] arguments) throws Throwable {
            if (held == null) {
                held = free.isEmpty() ? open() : free.pollFirst();
                held.setAutoCommit(autoCommit);
            }
            try {
                return method.invoke(held, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            } finally {
                if (autoCommit) {
                    giveBack();
                }
            }
        }

        private void giveBack() {
            if (lastFirst) {
                free.addFirst(held);
            } else {
                free.addLast(held);
            }
            held = null;
        }
    }
}

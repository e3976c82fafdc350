package kontor.db;

import java.lang.reflect.Type;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Passes arrays to the driver with their own type, which sends them in binary. Jdbi would copy them
 * into {@code Object[]}, which the driver can only send as text, with all quotes escaped.
 */
final class TypedArrays implements ArgumentFactory.Preparable {

    private interface Maker {
        Array make(Connection connection, Object values) throws SQLException;
    }

    private static final Map<Type, Maker> MAKERS =
            Map.of(
                    String[].class,
                    ofDriver("text"),
                    Long[].class,
                    ofDriver("int8"),
                    Integer[].class,
                    ofDriver("int4"),
                    Boolean[].class,
                    ofDriver("bool"),
                    byte[][].class,
                    ofDriver("bytea"),
                    UUID[].class,
                    (connection, values) -> BinaryArrays.uuids(connection, (UUID[]) values),
                    LocalDate[].class,
                    (connection, values) -> BinaryArrays.dates(connection, (LocalDate[]) values),
                    Instant[].class,
                    (connection, values) -> BinaryArrays.instants(connection, (Instant[]) values));

    private static Maker ofDriver(String elementType) {
        return (connection, values) -> connection.createArrayOf(elementType, (Object[]) values);
    }

    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return Optional.ofNullable(MAKERS.get(type))
                .map(
                        maker ->
                                value ->
                                        (position, statement, _) -> {
                                            Array array =
                                                    maker.make(statement.getConnection(), value);
                                            statement.setArray(position, array);
                                        });
    }
}

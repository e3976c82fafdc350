package kontor.db;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Hands arrays to the driver with the type they have. Jdbi would copy them into {@code Object[]},
 * which the driver can only spell out as text, escaping every quote of every snapshot; as typed
 * arrays they travel in binary.
 */
final class TypedArrays implements ArgumentFactory.Preparable {

    private static final Map<Type, String> ELEMENT_TYPES = Map.of(
            String[].class, "text", Long[].class, "int8", Integer[].class, "int4", Boolean[].class, "bool",
            byte[][].class, "bytea");

    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return Optional.ofNullable(ELEMENT_TYPES.get(type)).map(elementType -> value -> (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf(elementType, (Object[]) value)));
    }
}

package kontor.db;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Writes arrays in PostgreSQL's binary form, for types that the driver would send as text. The form
 * is that of {@code array_recv}: number of dimensions, flag for nulls, type of the elements, length
 * and lower bound, then each element with its length in bytes.
 */
final class BinaryArrays {

    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;
    private static final int HEADER = 5 * Integer.BYTES;

    private BinaryArrays() {}

    static Array uuids(Connection connection, @Nullable UUID[] values) throws SQLException {
        return array(
                connection,
                Oid.UUID_ARRAY,
                Oid.UUID,
                16,
                values,
                (into, value) ->
                        into.putLong(value.getMostSignificantBits())
                                .putLong(value.getLeastSignificantBits()));
    }

    static Array dates(Connection connection, @Nullable LocalDate[] values) throws SQLException {
        return array(
                connection,
                Oid.DATE_ARRAY,
                Oid.DATE,
                Integer.BYTES,
                values,
                (into, value) -> into.putInt(Math.toIntExact(value.toEpochDay() - EPOCH_DAY)));
    }

    /** Elements are in microseconds since 2000, as in the database. */
    static Array instants(Connection connection, @Nullable Instant[] values) throws SQLException {
        return array(
                connection,
                Oid.TIMESTAMPTZ_ARRAY,
                Oid.TIMESTAMPTZ,
                Long.BYTES,
                values,
                (into, value) ->
                        into.putLong(
                                (value.getEpochSecond() - EPOCH_SECOND) * 1_000_000
                                        + value.getNano() / 1_000));
    }

    private static <T> Array array(
            Connection connection,
            int arrayType,
            int elementType,
            int elementBytes,
            @Nullable T[] values,
            BiConsumer<ByteBuffer, T> write)
            throws SQLException {
        int present = 0;
        for (T value : values) {
            present += value == null ? 0 : 1;
        }
        var bytes =
                ByteBuffer.allocate(
                        HEADER + values.length * Integer.BYTES + present * elementBytes);
        bytes.putInt(1)
                .putInt(present == values.length ? 0 : 1)
                .putInt(elementType)
                .putInt(values.length)
                .putInt(1);
        for (T value : values) {
            if (value == null) {
                bytes.putInt(-1);
            } else {
                write.accept(bytes.putInt(elementBytes), value);
            }
        }
        return new PgArray(connection.unwrap(BaseConnection.class), arrayType, bytes.array());
    }
}

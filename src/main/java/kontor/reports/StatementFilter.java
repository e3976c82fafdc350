package kontor.reports;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/**
 * Which statements of a report are shown.
 *
 * @param endOfDay only those that end a day, or only others; empty for all
 * @param from the first day of a closing balance; {@code to} likewise the last one
 */
record StatementFilter(
        UUID connection,
        UUID report,
        Optional<UUID> statement,
        Optional<UUID> account,
        Optional<Boolean> endOfDay,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {

    static final String[] NAMES = {"account_id", "type", "from", "to"};

    /** The words of the API for the period of a statement: the end of a day, or none. */
    private enum Type {
        EODY,
        NONE
    }

    static StatementFilter parse(UUID connection, UUID report, QueryFields fields) {
        return new StatementFilter(
                connection,
                report,
                Optional.empty(),
                fields.id("account_id"),
                fields.oneOf("type", Type.class).map(one -> one == Type.EODY),
                fields.date("from"),
                fields.date("to"));
    }

    static StatementFilter one(UUID connection, UUID report, UUID statement) {
        return new StatementFilter(
                connection,
                report,
                Optional.of(statement),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

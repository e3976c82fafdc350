package kontor.reports;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kontor.wire.QueryFields;

/**
 * Which reports a list shows.
 *
 * @param kinds the inbox's words for what files are; empty for all
 * @param from the first day in UTC on which it came
 * @param to the last one
 */
record ReportFilter(
        Optional<List<String>> kinds, Optional<LocalDate> from, Optional<LocalDate> to) {

    static final String[] NAMES = {"type", "statementType", "from", "to"};

    /** The words of the API for what reports are; not all are sent to Kontor. */
    private enum Type {
        STATEMENT,
        INVESTMENT,
        ACCOUNTING,
        FX_RATES,
        PAYMENT_STATUS,
        BENCHMARK_RATES
    }

    private enum StatementType {
        BOOKED,
        PENDING
    }

    static ReportFilter parse(QueryFields fields) {
        var type = fields.oneOf("type", Type.class);
        var statements = fields.oneOf("statementType", StatementType.class);
        return new ReportFilter(kinds(type, statements), fields.date("from"), fields.date("to"));
    }

    private static Optional<List<String>> kinds(
            Optional<Type> type, Optional<StatementType> statements) {
        if (statements.isPresent()) {
            boolean other = type.filter(one -> one != Type.STATEMENT).isPresent();
            return Optional.of(other ? List.of() : kinds(statements.get()));
        }
        return type.map(
                one ->
                        switch (one) {
                            case STATEMENT ->
                                    List.of("STATEMENT", "NOTIFICATION", "INTRADAY_REPORT");
                            case PAYMENT_STATUS -> List.of("STATUS_REPORT");
                            case INVESTMENT, ACCOUNTING, FX_RATES, BENCHMARK_RATES -> List.of();
                        });
    }

    private static List<String> kinds(StatementType type) {
        return switch (type) {
            case BOOKED -> List.of("STATEMENT", "NOTIFICATION");
            case PENDING -> List.of("INTRADAY_REPORT");
        };
    }
}

package kontor.reporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import kontor.wire.Json;

/**
 * Something that statements leave open between them.
 *
 * @param date the day of the first statement after the gap
 */
public sealed interface StatementGap {

    LocalDate date();

    /** What is missing, as a sentence without its end. */
    String words();

    ObjectNode view();

    /** It is worth a note and no alarm: money is accounted for. */
    default boolean isNote() {
        return false;
    }

    /**
     * Statements whose numbers never came.
     *
     * @param first the first of them, as the last
     * @param connected the balances before and behind them are the same: nothing that was booked is
     *     missing, unless it came to nothing in all
     */
    record Numbers(LocalDate date, long first, long last, boolean connected)
            implements StatementGap {

        @Override
        public boolean isNote() {
            return connected;
        }

        @Override
        public String words() {
            String never =
                    first == last
                            ? "statement no. " + first + ", before that of " + date + ", never came"
                            : "statements no. %s to %s, before that of %s, never came"
                                    .formatted(first, last, date);
            return connected ? never + "; the balances connect without it" : never;
        }

        @Override
        public ObjectNode view() {
            return Json.object()
                    .put("kind", "NUMBER")
                    .put("date", date.toString())
                    .put("firstMissing", first)
                    .put("lastMissing", last)
                    .put("balancesConnect", connected)
                    .put("description", words());
        }
    }

    /**
     * A statement that does not open with the balance with which the one before it closed.
     *
     * @param closing decimal, as the opening balance
     */
    record Balances(LocalDate date, String closing, String opening) implements StatementGap {

        @Override
        public String words() {
            return "the statement of %s opens with %s, but the one before it closed with %s"
                    .formatted(date, opening, closing);
        }

        @Override
        public ObjectNode view() {
            return Json.object()
                    .put("kind", "BALANCE")
                    .put("date", date.toString())
                    .put("closedWith", closing)
                    .put("opensWith", opening)
                    .put("description", words());
        }
    }

    static StatementGap read(JsonNode stored) {
        var date = LocalDate.parse(stored.path("date").asText());
        return stored.path("kind").asText().equals("NUMBER")
                ? new Numbers(
                        date,
                        stored.path("firstMissing").asLong(),
                        stored.path("lastMissing").asLong(),
                        stored.path("balancesConnect").asBoolean())
                : new Balances(
                        date,
                        stored.path("closedWith").asText(),
                        stored.path("opensWith").asText());
    }
}

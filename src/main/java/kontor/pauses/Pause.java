package kontor.pauses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import kontor.wire.Json;

/**
 * Nothing leaves for a bank any more.
 *
 * @param since server time
 * @param by the id of a user, or the operating system's user of the command line
 * @param reason in a person's words; never needed, since an emergency stop must not fail for it
 */
public record Pause(Instant since, String by, Optional<String> reason) {

    /** From the columns {@code paused_since}, {@code paused_by} and {@code pause_reason}. */
    public static Optional<Pause> of(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp("paused_since");
        return since == null
                ? Optional.empty()
                : Optional.of(
                        new Pause(
                                since.toInstant(),
                                row.getString("paused_by"),
                                Optional.ofNullable(row.getString("pause_reason"))));
    }

    /** As the API shows it: the member {@code paused} of what is paused, or waits for it. */
    public ObjectNode view() {
        var view = Json.object().put("since", Json.timestamp(since)).put("by", by);
        reason.ifPresent(words -> view.put("reason", words));
        return view;
    }

    /** For operators: in health and on the command line. */
    public String inWords() {
        return "paused since " + since + " by " + by + reason.map(why -> ": " + why).orElse("");
    }
}

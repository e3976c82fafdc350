package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import kontor.wire.Json;

/**
 * One side of a payment as it was when the payment was made. It is kept and shown as the JSON of
 * the API, letter for letter as it was written then; {@link #party} is the one reader of it.
 *
 * @param account JSON of AccountSnapshot or ExternalAccountSnapshot
 * @param holder JSON of AccountHolder
 */
public record PartySnapshot(String account, String holder) {

    public static PartySnapshot of(ObjectNode account, ObjectNode holder) {
        return new PartySnapshot(Json.write(account), Json.write(holder));
    }

    /**
     * @param side the column of the account; that of the holder has {@code _holder} behind it
     */
    public static PartySnapshot read(ResultSet row, String side) throws SQLException {
        return new PartySnapshot(row.getString(side), row.getString(side + "_holder"));
    }

    /**
     * @param side the member of the account; that of the holder has {@code Holder} behind it
     */
    public void show(ObjectNode view, String side) {
        view.putRawValue(side, new RawValue(account));
        view.putRawValue(side + "Holder", new RawValue(holder));
    }

    /** Who holds the account. */
    public record Holder(String legalName, PartyAddress address) {}

    /** Only who it is: lists ask it of each of their payments. */
    public Holder who() {
        var said = Json.readOwn(holder);
        return new Holder(said.path("legalName").asText(), PartyAddress.read(said.path("address")));
    }

    /** What is said in it. */
    public Party party() {
        return Party.read(account, holder);
    }
}

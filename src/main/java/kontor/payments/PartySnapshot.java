package kontor.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import kontor.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * One side of a payment as it was when the payment was made. It is kept and shown as the JSON of
 * the API, letter for letter as it was written then; {@link #party} is the one reader of it.
 */
public final class PartySnapshot {

    private final String account;
    private final String holder;

    /** Read once: all payments of a list have one own account, and each is asked several times. */
    private @Nullable Holder who;

    private @Nullable Party party;

    /**
     * @param account JSON of AccountSnapshot or ExternalAccountSnapshot
     * @param holder JSON of AccountHolder
     */
    public PartySnapshot(String account, String holder) {
        this.account = account;
        this.holder = holder;
    }

    public static PartySnapshot of(ObjectNode account, ObjectNode holder) {
        return new PartySnapshot(Json.write(account), Json.write(holder));
    }

    /**
     * @param side the column of the account; that of the holder has {@code _holder} behind it
     */
    public static PartySnapshot read(ResultSet row, String side) throws SQLException {
        return new PartySnapshot(row.getString(side), row.getString(side + "_holder"));
    }

    public String account() {
        return account;
    }

    public String holder() {
        return holder;
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
        var known = who;
        if (known == null) {
            var said = Json.readOwn(holder);
            known =
                    new Holder(
                            said.path("legalName").asText(),
                            PartyAddress.read(said.path("address")));
            who = known;
        }
        return known;
    }

    /** What is said in it. */
    public Party party() {
        var known = party;
        if (known == null) {
            known = Party.read(account, holder);
            party = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PartySnapshot one
                && account.equals(one.account)
                && holder.equals(one.holder);
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, holder);
    }
}

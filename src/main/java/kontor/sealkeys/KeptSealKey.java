package kontor.sealkeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import kontor.wire.Json;

/**
 * With what files to Bankgirot are sealed over one connection.
 *
 * @param verification by which both sides know the key; no secret
 * @param key encrypted, as Base64: {@link SealKeys} opens it, of its own connection only
 */
public record KeptSealKey(String verification, String key) {

    /** From the columns {@code seal_verification} and {@code seal_key}. */
    public static Optional<KeptSealKey> of(ResultSet row) throws SQLException {
        String verification = row.getString("seal_verification");
        return verification == null
                ? Optional.empty()
                : Optional.of(new KeptSealKey(verification, row.getString("seal_key")));
    }

    /** As the API shows it: the member {@code bankgirotSeal} of a connection. */
    public ObjectNode view() {
        return Json.object().put("keyVerificationValue", verification);
    }
}

package kontor.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * An entity to be added by set-up code.
 *
 * @param nationalIdentifier as NationalIdentifier of the API
 * @param address            as Address of the API
 */
public record NewEntity(Optional<UUID> parentId, String legalName, Optional<ObjectNode> nationalIdentifier,
        Optional<ObjectNode> address, CreditorNumbers creditor) {

    public NewEntity {
        if (legalName.isBlank() || legalName.length() > 255) {
            throw new IllegalArgumentException("a legal name has 1 to 255 characters");
        }
    }

    /** An entity of which no more is known than its name. */
    public static NewEntity named(String legalName) {
        return new NewEntity(Optional.empty(), legalName, Optional.empty(), Optional.empty(), CreditorNumbers.NONE);
    }

    public NewEntity withCreditor(CreditorNumbers numbers) {
        return new NewEntity(parentId, legalName, nationalIdentifier, address, numbers);
    }
}

package kontor.entities;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.JsonFields;

/**
 * An entity to be created.
 *
 * @param nationalIdentifier JSON of NationalIdentifier of the API
 * @param address JSON of Address of the API
 */
public record NewEntity(
        Optional<UUID> parentId,
        String legalName,
        Optional<String> nationalIdentifier,
        Optional<String> address,
        CreditorNumbers creditor) {

    public NewEntity {
        if (legalName.isBlank()
                || legalName.codePointCount(0, legalName.length()) > EntityFields.LEGAL_NAME) {
            throw new IllegalArgumentException("a legal name has 1 to 255 characters");
        }
    }

    /** An entity with a name and nothing else. */
    public static NewEntity named(String legalName) {
        return new NewEntity(
                Optional.empty(),
                legalName,
                Optional.empty(),
                Optional.empty(),
                CreditorNumbers.NONE);
    }

    /**
     * @param json Address of the API; payments that leave the EEA need it
     */
    public NewEntity withAddress(String json) {
        return new NewEntity(parentId, legalName, nationalIdentifier, Optional.of(json), creditor);
    }

    public NewEntity withCreditor(CreditorNumbers numbers) {
        return new NewEntity(parentId, legalName, nationalIdentifier, address, numbers);
    }

    /**
     * CreateEntityRequest of the API.
     *
     * @throws kontor.core.InvalidRequest with all faults
     */
    public static NewEntity parse(JsonFields body) {
        var legalName = EntityFields.legalName(body, "legalName");
        var nationalIdentifier = EntityFields.nationalIdentifier(body, "nationalIdentifier");
        var address = EntityFields.address(body, "address");
        var parent = EntityFields.entityId(body, "parentId");
        var sepa = CreditorFields.sepaCreditorIdentifier(body, "sepaCreditorIdentifier");
        var autogiro = CreditorFields.autogiroCustomerNumber(body, "autogiroCustomerNumber");
        body.refuseFaults();
        return new NewEntity(
                parent,
                legalName.orElseThrow(),
                nationalIdentifier,
                address,
                new CreditorNumbers(sepa, autogiro));
    }

    Entity made(UUID id, Instant now) {
        return new Entity(
                id, parentId, legalName, nationalIdentifier, address, creditor, false, 1, now, now);
    }
}

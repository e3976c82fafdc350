package kontor.entities;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** Reads members of an entity, for requests and patches; what is wrong is recorded as a fault. */
final class EntityFields {

    static final int LEGAL_NAME = 255;

    private EntityFields() {}

    static Optional<String> legalName(JsonFields fields, String name) {
        return LegalFields.requiredName(fields, name, LEGAL_NAME);
    }

    static Optional<String> nationalIdentifier(JsonFields fields, String name) {
        return LegalFields.nationalIdentifier(fields, name);
    }

    static Optional<String> address(JsonFields fields, String name) {
        return LegalFields.address(fields, name);
    }

    /** The id of an entity; whether it exists is checked by the door. */
    static Optional<UUID> entityId(JsonFields fields, String name) {
        var text = fields.text(name, 0, 255);
        var id = text.flatMap(Ids::parse);
        if (text.isPresent() && id.isEmpty()) {
            fields.fault(Fault.invalid(name, "must be the id of an entity"));
        }
        return id;
    }
}

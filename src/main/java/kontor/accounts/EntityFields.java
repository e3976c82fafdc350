package kontor.accounts;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.identifiers.CreditorIdentifier;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/** Members that creating and patching an entity read alike; what is wrong is noted as a fault. */
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

    /** Whether there is such an entity is a question for the door. */
    static Optional<UUID> entityId(JsonFields fields, String name) {
        var text = fields.text(name, 0, 255);
        var id = text.flatMap(Ids::parse);
        if (text.isPresent() && id.isEmpty()) {
            fields.fault(Fault.invalid(name, "must be the id of an entity"));
        }
        return id;
    }

    /** EPC262-08, with check digits that are right: the organization collects under it. */
    static Optional<String> sepaCreditorIdentifier(JsonFields fields, String name) {
        return fields.text(name, 1, 64)
                .map(CreditorIdentifier::normalize)
                .filter(number -> noted(fields, name, CreditorIdentifier.problem(number)));
    }

    static Optional<String> autogiroCustomerNumber(JsonFields fields, String name) {
        return fields.text(name, 1, 64)
                .filter(
                        number ->
                                noted(
                                        fields,
                                        name,
                                        CreditorNumbers.isCustomerNumber(number)
                                                ? Optional.empty()
                                                : Optional.of(
                                                        "a customer number at Bankgirot has 6"
                                                                + " digits")));
    }

    private static boolean noted(JsonFields fields, String name, Optional<String> problem) {
        problem.ifPresent(text -> fields.fault(Fault.invalid(name, text)));
        return problem.isEmpty();
    }
}

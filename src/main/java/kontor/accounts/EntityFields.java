package kontor.accounts;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.identifiers.CreditorIdentifier;
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

    /** A SEPA creditor identifier (EPC262-08) with the right check digits. */
    static Optional<String> sepaCreditorIdentifier(JsonFields fields, String name) {
        return fields.text(name, 1, 64)
                .map(CreditorIdentifier::normalize)
                .filter(number -> noted(fields, name, CreditorIdentifier.problem(number)));
    }

    static Optional<String> autogiroCustomerNumber(JsonFields fields, String name) {
        return fields.text(name, 1, 64)
                .filter(number -> noted(fields, name, customerNumberProblem(number)));
    }

    private static Optional<String> customerNumberProblem(String number) {
        return CreditorNumbers.isCustomerNumber(number)
                ? Optional.empty()
                : Optional.of("a customer number at Bankgirot has 6 digits");
    }

    private static boolean noted(JsonFields fields, String name, Optional<String> problem) {
        problem.ifPresent(text -> fields.fault(Fault.invalid(name, text)));
        return problem.isEmpty();
    }
}

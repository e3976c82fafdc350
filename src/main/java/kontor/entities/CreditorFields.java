package kontor.entities;

import java.util.Optional;
import kontor.core.Fault;
import kontor.identifiers.CreditorIdentifier;
import kontor.wire.JsonFields;

/**
 * Reads the members of {@link CreditorNumbers}, of entities and of accounts; what is wrong is
 * recorded as a fault.
 */
public final class CreditorFields {

    private CreditorFields() {}

    /** A SEPA creditor identifier (EPC262-08) with the right check digits. */
    public static Optional<String> sepaCreditorIdentifier(JsonFields fields, String name) {
        return fields.text(name, 1, 64)
                .map(CreditorIdentifier::normalize)
                .filter(number -> noted(fields, name, CreditorIdentifier.problem(number)));
    }

    /** A customer number at Bankgirot, 6 digits. */
    public static Optional<String> autogiroCustomerNumber(JsonFields fields, String name) {
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

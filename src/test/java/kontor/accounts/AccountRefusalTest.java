package kontor.accounts;

import static kontor.accounts.AccountRefusal.*;

import java.util.stream.Stream;
import kontor.RefusalOrder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An own account that cannot be for several reasons is refused for the first. */
class AccountRefusalTest {

    private static final String UNKNOWN = Ids.next().toString();

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        sandbox.anAccount().made();
        return new RefusalOrder<>(AccountRefusal.class)
                .row(
                        "the same number at an unknown bank, of an unknown entity",
                        () -> sandbox.anAccount().at(UNKNOWN).heldBy(UNKNOWN).send(),
                        CONNECTION_NOT_FOUND,
                        ENTITY_NOT_FOUND,
                        ACCOUNT_EXISTS)
                .row(
                        "the same number of an unknown entity",
                        () -> sandbox.anAccount().heldBy(UNKNOWN).send(),
                        ENTITY_NOT_FOUND,
                        ACCOUNT_EXISTS)
                .tests();
    }
}

package kontor.connections;

import static kontor.connections.BankRefusal.*;

import java.util.stream.Stream;
import kontor.RefusalOrder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each belongs to a use case of its own, so that none can come with another. */
class BankRefusalTest {

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        return new RefusalOrder<>(BankRefusal.class)
                .alone(FOLDER_TAKEN, IN_USE, INSTRUCTION_NOT_UNKNOWN, FILE_NOT_QUARANTINED)
                .tests();
    }
}

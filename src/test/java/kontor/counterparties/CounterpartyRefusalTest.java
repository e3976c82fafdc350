package kontor.counterparties;

import static kontor.counterparties.CounterpartyRefusal.*;

import java.util.stream.Stream;
import kontor.ExternalAccountBuilder;
import kontor.Jsons;
import kontor.RefusalOrder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A number that an account has already is told before that the account is full. */
class CounterpartyRefusalTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final String account = sandbox.anExternalAccount().id();

    private Reply add(String number) {
        return sandbox.developer()
                .patch(
                        ExternalAccountBuilder.PATH + "/" + account,
                        Jsons.json(
                                """
                                [{'op': 'add', 'path': '/identifiers/-',
                                  'value': {'type': 'PAYPAL', 'number': '%s'}}]
                                """
                                        .formatted(number)));
    }

    private void fill() {
        for (int i = 1; i < 10; i++) {
            add(i + "@example.com").ok();
        }
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        fill();
        return new RefusalOrder<>(CounterpartyRefusal.class)
                .row(
                        "a known number too many",
                        () -> add("1@example.com"),
                        IDENTIFIER_REPEATED,
                        TOO_MANY_IDENTIFIERS)
                // A counterparty that is not there, or not any more, has no accounts.
                .alone(COUNTERPARTY_NOT_FOUND, COUNTERPARTY_DELETED, TOO_MANY_ACCOUNTS)
                // Entities are named by counterparties, numbers by accounts.
                .alone(ENTITY_NOT_FOUND, IN_USE)
                // What the numbers would be is judged when each of them is right.
                .alone(IDENTIFIERS_CONTRADICT, IDENTIFIER_LAST)
                .tests();
    }
}

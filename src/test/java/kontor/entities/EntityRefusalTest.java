package kontor.entities;

import static kontor.entities.EntityRefusal.*;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.EntityBuilder;
import kontor.Jsons;
import kontor.RefusalOrder;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Ids;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A parent that cannot be for several reasons is refused for the first. */
class EntityRefusalTest {

    private static final String UNKNOWN = Ids.next().toString();

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final String top = sandbox.anEntity().id();
    private final String lowest = lowest();

    /** The last of as many levels as there may be. */
    private String lowest() {
        String parent = top;
        for (int level = 2; level <= EntityTree.DEEPEST; level++) {
            parent = sandbox.anEntity().under(parent).id();
        }
        return parent;
    }

    /** The top gets these parents, one after the other. */
    private Reply move(String... parents) {
        String steps =
                Stream.of(parents)
                        .map("{'op': 'replace', 'path': '/parentId', 'value': '%s'}"::formatted)
                        .collect(Collectors.joining(", ", "[", "]"));
        return sandbox.owner()
                .patch(EntityBuilder.PATH + "/" + top, Jsons.json(steps), "If-Match", "version:1");
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        return new RefusalOrder<>(EntityRefusal.class)
                .row(
                        "below nobody, then below its lowest subsidiary",
                        () -> move(UNKNOWN, lowest),
                        ENTITY_NOT_FOUND,
                        PARENT_CIRCULAR,
                        HIERARCHY_TOO_DEEP)
                .row(
                        "below its lowest subsidiary, one level too deep",
                        () -> move(lowest),
                        PARENT_CIRCULAR,
                        HIERARCHY_TOO_DEEP)
                // What is deleted gets no parent.
                .alone(IN_USE)
                .tests();
    }
}

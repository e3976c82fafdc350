package kontor.metadata;

import static kontor.metadata.MetadataKeyRefusal.*;

import java.util.stream.Stream;
import kontor.MetadataKeyBuilder;
import kontor.RefusalOrder;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** In an organization that has all the keys it may have, as many of them required as can be. */
class MetadataKeyRefusalTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    private MetadataKeyBuilder required(String key) {
        return sandbox.aMetadataKey().named(key).requiredOf("mandates");
    }

    private void fill() {
        for (int i = 0; i < MetadataKeys.MOST_REQUIRED; i++) {
            required("required" + i).made();
        }
        for (int i = MetadataKeys.MOST_REQUIRED; i < MetadataKeys.MOST; i++) {
            sandbox.aMetadataKey().named("key" + i).knownTo("mandates").made();
        }
    }

    @TestFactory
    Stream<DynamicTest> severalFaults_answerTheFirst() {
        fill();
        return new RefusalOrder<>(MetadataKeyRefusal.class)
                .row(
                        "a known key, required, one too many",
                        () -> required("required0").send(),
                        METADATA_KEY_TAKEN,
                        TOO_MANY_METADATA_KEYS,
                        TOO_MANY_REQUIRED_KEYS)
                .row(
                        "a required key too many",
                        () -> required("another").send(),
                        TOO_MANY_METADATA_KEYS,
                        TOO_MANY_REQUIRED_KEYS)
                .tests();
    }
}

package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each class of tests that used the shared Kontor: what holds in an organization at any
 * moment holds in all that it made. JUnit finds it by itself; a test that breaks the rules on
 * purpose says so by {@link Invariants#spare}.
 */
public final class InvariantsExtension implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext tests) throws Exception {
        var kontor = TestKontor.started();
        if (kontor.isEmpty() || kontor.get().isDistributed()) {
            return;
        }
        var invariants =
                tests.getRoot()
                        .getStore(ExtensionContext.Namespace.create(InvariantsExtension.class))
                        .computeIfAbsent(
                                Invariants.class,
                                _ -> Invariants.of(kontor.get().jdbcUrl()),
                                Invariants.class);
        var broken = invariants.broken();
        assertThat(broken).as("what holds at any moment, see resources/rules").isEmpty();
    }
}

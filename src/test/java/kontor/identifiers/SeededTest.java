package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kontor.core.Seeded;
import org.junit.jupiter.api.Test;

class SeededTest {

    @Test
    void forAll_namesTheSeedOfAFailure() {
        assertThatThrownBy(
                        () ->
                                Seeded.forAll(
                                        10,
                                        seeded -> {
                                            throw new IllegalStateException("broken");
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("fails with -Dseed=-?[0-9]+: broken");
    }
}

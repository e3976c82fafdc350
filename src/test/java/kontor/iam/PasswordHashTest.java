package kontor.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kontor.core.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final Secret PASSWORD = new Secret("korrekt häst batteri");

    @Test
    void matches_onlyThePasswordItWasMadeOf() {
        var hash = PasswordHash.of(PASSWORD);
        assertThat(hash.matches(PASSWORD)).isTrue();
        assertThat(hash.matches(new Secret("korrekt hast batteri"))).isFalse();
        assertThat(hash.matches(new Secret(""))).isFalse();
        assertThat(hash.matches(new Secret("x".repeat(100_000)))).isFalse();
    }

    @Test
    void of_saltsAndTellsItsCost() {
        var one = PasswordHash.of(PASSWORD);
        assertThat(one.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(PasswordHash.of(PASSWORD).encoded());
    }

    /** From the test suite of the reference implementation (phc-winner-argon2, src/test.c). */
    @Test
    void matches_aHashOfTheReferenceImplementation() {
        var hash = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(hash.matches(new Secret("password"))).isTrue();
        assertThat(hash.matches(new Secret("Password"))).isFalse();
    }

    @Test
    void of_refusesShortAndEndlessPasswords() {
        assertThatThrownBy(() -> PasswordHash.of(new Secret("elevenchars"))).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> PasswordHash.of(new Secret("x".repeat(257)))).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "$argon2i$v=19$m=1,t=1,p=1$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tc2FsdA", "$argon2id$v=19$m=65536$c29tc2FsdA$!!!!"})
    void stored_mustBeAnEncodedArgon2id(String stored) {
        assertThatThrownBy(() -> new PasswordHash(stored)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAndHashes_printAsStars() {
        var hash = PasswordHash.of(PASSWORD);
        assertThat(PASSWORD + " " + hash + " " + new NewHuman("a@b.example", "A", new java.util.UUID(0, 1), hash))
                .contains("***").doesNotContain("häst").doesNotContain("argon2id");
    }
}

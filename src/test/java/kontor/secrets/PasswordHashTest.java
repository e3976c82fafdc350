package kontor.secrets;

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
        assertThat(one.encoded())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(PasswordHash.of(PASSWORD).encoded());
    }

    /** Made with argon2-cffi, which wraps the reference implementation. */
    @Test
    void matches_aHashOfTheReferenceImplementation() {
        var hash =
                new PasswordHash(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                                + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(hash.matches(new Secret("password"))).isTrue();
        assertThat(hash.matches(new Secret("Password"))).isFalse();
        assertThat(
                        new PasswordHash(
                                        "$argon2id$v=19$m=4096,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg"
                                                + "$WN0ZIkTTWNRC7bAyRYxDZkGn1u5reryUBO6KNe8ouM0")
                                .matches(PASSWORD))
                .isTrue();
    }

    @Test
    void of_refusesShortAndEndlessPasswords() {
        assertThatThrownBy(() -> PasswordHash.of(new Secret("elevenchars")))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> PasswordHash.of(new Secret("x".repeat(257))))
                .isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password1234!",
                "PASSWORD!!!!!",
                "qwertyuiop123",
                "QwErTyUiOp[]\\",
                "123456789012",
                "098765432109",
                "aaaaaaaaaaaaa",
                "abababababab",
                "abcdefghijkl",
                "letmein letmein",
                "iloveyou2024",
                "correct horse battery staple",
                "p@ssw0rdp@ssw0rd",
                "kontor kontor",
                "            "
            })
    void of_refusesWhatManyPeopleUse(String common) {
        assertThatThrownBy(() -> PasswordHash.of(new Secret(common)))
                .isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vier grüne Stühle", "mXq7-vTn2-pLw9", "the password of my aunt"})
    void of_takesOthers(String password) {
        assertThat(PasswordHash.of(new Secret(password)).matches(new Secret(password))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=1,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ",
                "$argon2id$v=19$m=65536$c29tZXNhbHQ$!!!!"
            })
    void stored_mustBeAnEncodedArgon2id(String stored) {
        assertThatThrownBy(() -> new PasswordHash(stored))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAndHashes_printAsStars() {
        var hash = PasswordHash.of(PASSWORD);
        assertThat(PASSWORD + " " + hash)
                .contains("*** ***")
                .doesNotContain("häst")
                .doesNotContain("argon2id");
    }
}

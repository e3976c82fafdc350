package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BicTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COBADEFF",
                "COBADEFFXXX",
                "coba de ff xxx",
                "ESSESESS",
                "BUKBGB22",
                "A1B2XK00",
                "AAAARSBG",
                "AAAARSBGXXX"
            })
    void problem_acceptsValid(String typed) {
        assertThat(Bic.problem(Bic.normalize(typed))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "COBADEF, has 8 or 11 characters",
        "COBADEFFX, has 8 or 11 characters",
        "COBADEFFXX, has 8 or 11 characters",
        "'', has 8 or 11 characters",
        "COBAD1FF, country code of two letters",
        "COBADEF_, country code of two letters",
        "COBAZZFF, ZZ is none",
        "AAAABBCC123, placeholder",
        "AAAADEFF, placeholder",
        "XXXXDEXXXXX, placeholder",
    })
    void problem_namesWhatIsWrong(String number, String message) {
        assertThat(Bic.problem(number)).get().asString().contains(message);
    }
}

package kontor.encodings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Test
    void whatIsWritten_isReadAsItWas() {
        for (int length = 0; length < 70; length++) {
            var bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 37 + length);
            }
            assertThat(Base64Url.decode(Base64Url.encode(bytes))).contains(bytes);
        }
    }

    /** AQ is one byte, AQI two; the other texts are spellings of them, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {"AQ==", "AQ=", "AR", "AQJ", "A", "AQ\n", " AQ", "A Q", "+w", "/w", "AQ!"})
    void otherSpellings_areRefused(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQ", "AQI", "_w", "-w", ""})
    void theOneSpelling_isTaken(String text) {
        assertThat(Base64Url.decode(text)).isPresent();
    }
}

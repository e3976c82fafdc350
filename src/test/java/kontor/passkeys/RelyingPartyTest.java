package kontor.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTest {

    @ParameterizedTest
    @CsvSource({
        "https://pay.example.com, pay.example.com, https://pay.example.com",
        "https://pay.example.com:443, pay.example.com, https://pay.example.com",
        "https://Pay.Example.com:8443/, pay.example.com, https://pay.example.com:8443",
        "http://localhost:8080, localhost, http://localhost:8080",
        "http://127.0.0.1:8080, localhost, http://localhost:8080",
        "http://[::1]:8080, localhost, http://localhost:8080",
        "http://localhost, localhost, http://localhost"
    })
    void address_hasANameAndAnOrigin(String base, String id, String origin) {
        assertThat(RelyingParty.of(URI.create(base))).contains(new RelyingParty(id, origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.1.2.3",
                "https://[2001:db8::1]:8443",
                "http://pay.example.com",
                "http://10.1.2.3:8080"
            })
    void addressWithoutNameOrTls_hasNone(String base) {
        assertThat(RelyingParty.of(URI.create(base))).isEmpty();
    }
}

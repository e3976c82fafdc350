package kontor.visits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitsTest {

    private static final OwnSite SITE = new OwnSite(URI.create("https://pay.example.com"));

    @ParameterizedTest
    @CsvSource({
        "same-origin, https://pay.example.com, pay.example.com",
        "same-origin,, pay.example.com",
        ", https://pay.example.com, 10.0.0.7:8080",
        ", http://localhost:8080, localhost:8080",
        ", HTTPS://Pay.Example.com, PAY.example.com",
    })
    void changeOfAPageOfOurs_isTaken(
            @Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
        assertThatCode(() -> SITE.require(fetchSite, origin, host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, https://pay.example.com, pay.example.com",
        "same-site, https://pay.example.com, pay.example.com",
        "none, https://pay.example.com, pay.example.com",
        ",, pay.example.com",
        ", null, pay.example.com",
        ", https://evil.example.com, pay.example.com",
        ", https://pay.example.com.evil.com, pay.example.com",
        ", http://localhost:8081, localhost:8080",
        ", http://pay.example.com,",
    })
    void changeOfAnotherSite_isRefused(
            @Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
        assertThatThrownBy(() -> SITE.require(fetchSite, origin, host))
                .isInstanceOf(ForeignForm.class)
                .hasMessageContaining("page of Kontor");
    }

    @Test
    void ofTwoCookiesWithOneName_neitherIsTaken() {
        var cookies = Cookies.of("a=1; kontor=x; b==2; kontor=y; nothing; =z");
        assertThat(cookies.value("a")).contains("1");
        assertThat(cookies.value("b")).contains("=2");
        assertThat(cookies.value("kontor")).isEmpty();
        assertThat(cookies.value("nothing")).isEmpty();
        assertThat(Cookies.of(null).value("a")).isEmpty();
    }

    @Test
    void fields_areWhatWasTyped() {
        var fields =
                FormFields.of("name=+%C3%85sa+&box=1&box=2&odd=%zz&bare&=x&e=".getBytes(UTF_8));
        assertThat(fields.text("name")).isEqualTo("Åsa");
        assertThat(fields.exact("name")).isEqualTo(" Åsa ");
        assertThat(fields.all("box")).containsExactly("1", "2");
        assertThat(fields.text("odd")).isEqualTo("%zz");
        assertThat(fields.has("bare")).isTrue();
        assertThat(fields.given("e")).isEmpty();
        assertThat(fields.names()).containsExactlyInAnyOrder("name", "box", "odd", "bare", "e");
    }
}

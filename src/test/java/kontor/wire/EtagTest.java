package kontor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kontor.core.InvalidRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EtagTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version:3",
                "\"version:3\"",
                "W/\"version:3\"",
                "W/version:3",
                "\"version:3-gzip\"",
                "\"version:3;gzip\"",
                "W/\"version:3-br\"",
                " version:3 ",
                "w/\"version:3\"",
                "\"version:3--gzip\"",
                "\"version:3+br\"",
                "\"version:3-zstd\"",
                "\"version:3-x-gzip\"",
                "\"version:1\", \"version:3\", W/\"version:2\"",
                "version:3,version:2",
                "\"other\", \"version:3\"",
                "version:3,"
            })
    void etagThatAProxyMade_namesTheSameVersion(String text) {
        assertThat(Etag.expected("If-Match", text)).contains(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "\"version:3",
                "version:3-",
                "version:3-4",
                "w/\"x\"",
                "version:",
                "abc",
                "version:3;x",
                "version:3-draft",
                "version:3 gzip",
                "version:-3",
                "version:3.0",
                "Version:3"
            })
    void whatNamesNoVersion_isRefused(String text) {
        assertThatThrownBy(() -> Etag.expected("If-Match", text))
                .isInstanceOf(InvalidRequest.class);
    }
}

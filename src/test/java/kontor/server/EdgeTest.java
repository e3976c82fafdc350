package kontor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import kontor.addresses.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose address counts, and which pages may call. */
class EdgeTest {

    private static final Edge EDGE =
            new Edge(
                    List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")),
                    List.of("http://localhost:*", "https://app.example.com"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    192.0.2.1 | 198.51.100.7                 | 192.0.2.1
                    10.0.0.7  | 198.51.100.7                 | 198.51.100.7
                    10.0.0.7  | 203.0.113.9, 198.51.100.7    | 198.51.100.7
                    10.0.0.7  | 198.51.100.7, 10.1.1.1       | 198.51.100.7
                    10.0.0.7  | 198.51.100.7; 10.1.1.1       | 198.51.100.7
                    10.0.0.7  | 10.2.2.2, 10.1.1.1           | 10.2.2.2
                    10.0.0.7  | 198.51.100.7, unknown        | 10.0.0.7
                    10.0.0.7  |                              | 10.0.0.7
                    ::1       | 2001:db8::5                  | 2001:db8:0:0:0:0:0:5
                    """)
    void client_isWhoStandsInFrontOfTheProxies(String peer, String forwarded, String client) {
        List<String> values =
                forwarded == null
                        ? List.of()
                        : Arrays.stream(forwarded.split(";")).map(String::strip).toList();
        assertThat(EDGE.client(peer, values)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, true",
        "http://localhost, true",
        "http://localhost:3000.example.com, false",
        "http://localhost.example.com:3000, false",
        "https://app.example.com, true",
        "https://app.example.com:444, false",
        "http://app.example.com, false",
        "null, false"
    })
    void origin_mayCallWhereItIsNamed(String origin, boolean allowed) {
        assertThat(EDGE.allows(origin)).isEqualTo(allowed);
    }
}

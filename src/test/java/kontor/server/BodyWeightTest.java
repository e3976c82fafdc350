package kontor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import kontor.http.HttpError;
import kontor.http.MemoryBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are small as bytes and large as what is made of them. */
class BodyWeightTest {

    private static final int MEGABYTE = 1 << 20;

    /** The heap that a server has unless somebody gives it more. */
    private static final long HEAP = 256L * MEGABYTE;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String of(String member, int bytes) {
        return member.repeat(bytes / member.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "[],", "\"a\",", "1.5,", "{\"a\":1},", "[[[]]],", "{\"a\":{}},"})
    void manyMembers_areRefusedForGoodBeforeATreeIsMade(String member) {
        byte[] body = bytes("{\"statements\": [" + of(member, 8 * MEGABYTE) + "{}]}");
        assertThat(BodyWeight.of(body)).isGreaterThan(HEAP / 4);
        try (var hold = new MemoryBudget(HEAP).hold("one")) {
            assertThatThrownBy(() -> hold.atWork(BodyWeight.of(body)))
                    .isInstanceOf(HttpError.class)
                    .hasMessageContaining("several parts");
        }
    }

    @Test
    void fileOfABank_isTakenWithTheHeapOfAnyServer() {
        String entry = "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><NtryRef>a, b: {c}</NtryRef></Ntry>\n";
        byte[] file = bytes("\ufeff <Document>" + of(entry, 10 * MEGABYTE - 100));
        try (var hold = new MemoryBudget(HEAP).hold("one")) {
            hold.atWork(BodyWeight.of(file));
            assertThat(hold.answered(1)).isTrue();
        }
    }

    @Test
    void usualBody_weighsLittle() {
        byte[] body =
                bytes(
                        "{\"reference\": \"Invoice 4711\", \"date\": \"2026-12-01\","
                                + " \"amount\": {\"currency\": \"EUR\", \"value\": 4990}}");
        assertThat(BodyWeight.of(body)).isLessThan(20L * body.length);
        assertThat(BodyWeight.of(new byte[0])).isZero();
    }
}

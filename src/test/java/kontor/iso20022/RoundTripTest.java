package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** decode(encode(x)) = x, and what is encoded the schema allows. The seed is the argument. */
class RoundTripTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void collections_comeBackAsWritten(long seed) {
        var told = new Values(seed).directDebits();
        assertThat(Recorder.ofCollections(Written.collections(told)).told).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void transfers_comeBackAsWritten(long seed) {
        var told = new Values(seed).creditTransfers();
        assertThat(Recorder.ofTransfers(Written.transfers(told)).told).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void statuses_comeBackAsWritten(long seed) {
        var told = new Values(seed).statusReport();
        assertThat(Recorder.ofStatuses(Written.statuses(told)).told).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void statements_comeBackAsWritten(long seed) {
        for (StatementFile.Kind kind : StatementFile.Kind.values()) {
            var told = new Values(seed).statements(kind);
            assertThat(Recorder.ofStatements(Written.statements(told)).told).isEqualTo(told);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyMessageWritten_isValid(long seed) {
        var values = new Values(seed);
        Files.validate(Written.collections(values.directDebits()), "pain.008.001.08");
        Files.validate(Written.transfers(values.creditTransfers()), "pain.001.001.09");
        Files.validate(Written.statuses(values.statusReport()), "pain.002.001.10");
        for (StatementFile.Kind kind : StatementFile.Kind.values()) {
            var file = Written.statements(values.statements(kind));
            Files.validate(file, kind.messageName + ".001.08");
        }
    }
}

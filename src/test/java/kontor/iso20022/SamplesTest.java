package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kontor.xml.MalformedMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of real banks and libraries, many of them against their own schema. */
class SamplesTest {

    /** End of the file name, and the reason why the file is refused. */
    private static final Map<String, String> REFUSED =
            Map.of(
                    // An empty message: nothing in it could be kept.
                    "test-camt-parse-invalid.xml", "GrpHdr is missing",
                    // EUR 100.0000000000005: a bank that computes in floating point is not to be
                    // believed.
                    "test-camt-parse-5200108-invalid-saldo.xml", "more decimals than EUR has",
                    // The Swiss LSV scheme has no mandates, sequence types or SEPA local
                    // instruments.
                    "pain008-musterfile.xml", "NbOfTxs is missing",
                    // Group totals are optional for ISO, but Kontor writes them and its test bank
                    // adds up.
                    "pain.001_sek_bankgiro_and_account.xml", "NbOfTxs is missing");

    static List<Path> samples() throws IOException {
        var root = Files.shared("data/samples");
        try (Stream<Path> files = java.nio.file.Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .filter(
                            file ->
                                    messageOf(file)
                                            .matches(
                                                    "(camt.05[234]|pain.00[28]|pain.001.001.(09|1)|pain.001_).*"))
                    .sorted()
                    .toList();
        }
    }

    /** The folder names the message, or where folders mix messages, the file does. */
    private static String messageOf(Path file) {
        String folder = file.getParent().getFileName().toString();
        return folder.matches("synthetic|derived_v08") ? file.getFileName().toString() : folder;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void read_takesEverySampleOrSaysWhyNot(Path file) throws IOException {
        var bytes = java.nio.file.Files.readAllBytes(file);
        var refused = REFUSED.keySet().stream().filter(file.toString()::endsWith).findFirst();
        if (refused.isPresent()) {
            assertThatThrownBy(() -> read(file, bytes))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining(REFUSED.get(refused.get()));
            return;
        }
        var told = read(file, bytes).told;
        assertThat(told).isNotEmpty();
    }

    private static Recorder read(Path file, byte[] bytes) {
        String message = messageOf(file);
        if (message.startsWith("camt")) {
            return Recorder.ofStatements(bytes);
        }
        return switch (message.substring(0, 8)) {
            case "pain.001" -> Recorder.ofTransfers(bytes);
            case "pain.002" -> Recorder.ofStatuses(bytes);
            default -> Recorder.ofCollections(bytes);
        };
    }
}

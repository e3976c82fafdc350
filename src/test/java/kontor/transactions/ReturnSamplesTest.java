package kontor.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.banks.NoInterest;
import kontor.iso20022.Batch;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.EntryHead;
import kontor.iso20022.TransactionDetails;
import kontor.xml.ReadLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Returns as real banks and libraries tell them: what came back, what was taken, and why. */
class ReturnSamplesTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("kontor.shared", "../shared")).resolve("data/samples");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "camt.052.001.02/hbci4java__sepa__test-camt-ruecklastschrift.xml, 50.00, 3.00, MS03",
        "synthetic/camt.053_batch_return_reversal.xml, 20.00, 3.50, AM04",
        "camt.053.001.02/iso20022.js__abn_amro__example_camt.xml, '', '', MS03",
        "camt.053.001.02/iso20022.js__goldman_sachs__camt_053_uk_v2_1.xml, '', '', ''"
    })
    void return_isSplitAndExplained(String file, String original, String charges, String reason)
            throws IOException {
        var sample = SAMPLES.resolve(file);
        assumeTrue(Files.exists(sample), "needs " + sample + "; set -Dkontor.shared");
        var entries = new Entries();
        try (var in = Files.newInputStream(sample)) {
            Camt053Reader.read(in, ReadLimits.ofFileBytes(1 << 20), entries);
        }
        var returns =
                entries.all.stream()
                        .map(EntryReading::new)
                        .filter(EntryReading::returned)
                        .map(EntryReading::facts)
                        .toList();
        assertThat(returns).isNotEmpty();
        assertThat(returns)
                .anySatisfy(
                        facts -> {
                            var split = facts.path("returnDetails");
                            assertThat(split.at("/originalAmount/stringValue").asText())
                                    .isEqualTo(original);
                            assertThat(split.at("/charges/stringValue").asText())
                                    .isEqualTo(charges);
                            assertThat(facts.at("/returnReason/code").asText()).isEqualTo(reason);
                        });
    }

    private static final class Entries extends NoInterest {

        private final List<StatementEntry> all = new ArrayList<>();
        private final List<Batch> batches = new ArrayList<>();
        private final List<TransactionDetails> details = new ArrayList<>();
        private Optional<EntryHead> head = Optional.empty();

        @Override
        public void entryStarted(EntryHead entry) {
            head = Optional.of(entry);
            batches.clear();
            details.clear();
        }

        @Override
        public void batch(Batch batch) {
            batches.add(batch);
        }

        @Override
        public void details(TransactionDetails one) {
            details.add(one);
        }

        @Override
        public void entryEnded(Optional<String> additionalInformation) {
            all.add(
                    new StatementEntry(
                            all.size() + 1L,
                            head.orElseThrow(),
                            batches,
                            details,
                            additionalInformation));
        }
    }
}

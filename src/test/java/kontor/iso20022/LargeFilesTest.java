package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of 100,000 transactions pass through a few megabytes of heap, however long they are. */
class LargeFilesTest {

    private static final int COUNT = 100_000;
    private static final long EXTRA_HEAP_BYTES = 32L << 20;
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    @TempDir Path folder;

    @Test
    void aLongCollectionFile_isNeverHeldInMemory() throws IOException {
        var heap = new Heap();
        var template = Recorder.ofCollections(Files.golden("pain.008_core_rcur_amendments.xml"));
        var collection = template.all(Collection.class).getFirst();
        var sum = collection.amount().decimal().multiply(BigDecimal.valueOf(COUNT));
        try (var out = out("pain.008.xml");
                var writer = new Pain008Writer(out, header(sum))) {
            writer.group(group(template.only(CollectionGroup.class), sum));
            for (int i = 0; i < COUNT; i++) {
                writer.collection(collection);
                heap.check(i);
            }
        }
        var counter =
                new Recorder() {
                    private int count;

                    @Override
                    public void collection(Collection read) {
                        assertThat(read).isEqualTo(collection);
                        heap.check(count++);
                    }
                };
        try (var in = in("pain.008.xml")) {
            Pain008Reader.read(in, LIMITS, counter);
        }
        assertThat(counter.count).isEqualTo(COUNT);
    }

    private static MessageHeader header(BigDecimal sum) {
        var createdAt = LocalDateTime.of(2026, 4, 9, 8, 0);
        return new MessageHeader("LARGE-1", createdAt, COUNT, sum, "Example GmbH");
    }

    private static CollectionGroup group(CollectionGroup template, BigDecimal sum) {
        return new CollectionGroup(
                "LARGE-1-1", COUNT, sum, true, template.terms(), template.creditor());
    }

    @Test
    void aLongTransferFile_isNeverHeldInMemory() throws IOException {
        var heap = new Heap();
        var template = Recorder.ofTransfers(Files.golden("pain.001_cross_border_usd.xml"));
        var transfer = template.all(Transfer.class).getFirst();
        var group = template.only(TransferGroup.class);
        var sum = transfer.amount().decimal().multiply(BigDecimal.valueOf(COUNT));
        try (var out = out("pain.001.xml");
                var writer = new Pain001Writer(out, header(sum))) {
            writer.group(
                    new TransferGroup(
                            "LARGE-1-1", COUNT, sum, true, group.terms(), group.debtor()));
            for (int i = 0; i < COUNT; i++) {
                writer.transfer(transfer);
                heap.check(i);
            }
        }
        var counter =
                new Recorder() {
                    private int count;

                    @Override
                    public void transfer(Transfer read) {
                        assertThat(read).isEqualTo(transfer);
                        heap.check(count++);
                    }
                };
        try (var in = in("pain.001.xml")) {
            Pain001Reader.read(in, LIMITS, counter);
        }
        assertThat(counter.count).isEqualTo(COUNT);
    }

    @Test
    void anEntryOfManyDetails_isNeverHeldInMemory() throws IOException {
        var heap = new Heap();
        var template = Recorder.ofStatements(Files.golden("camt.053_batch_return_reversal.xml"));
        var details = template.all(TransactionDetails.class).get(5);
        try (var out = out("camt.053.xml");
                var writer = new Camt053Writer(out, template.only(StatementFile.class))) {
            writer.statementStarted(template.only(StatementHead.class));
            template.all(Balance.class).forEach(writer::balance);
            writer.entryStarted(template.all(EntryHead.class).getFirst());
            for (int i = 0; i < COUNT; i++) {
                writer.details(details);
                heap.check(i);
            }
            writer.entryEnded(Optional.of("a long one"));
            writer.statementEnded();
        }
        var counter =
                new Recorder() {
                    private int count;

                    @Override
                    public void details(TransactionDetails read) {
                        assertThat(read).isEqualTo(details);
                        heap.check(count++);
                    }
                };
        try (var in = in("camt.053.xml")) {
            Camt053Reader.read(in, LIMITS, counter);
        }
        assertThat(counter.count).isEqualTo(COUNT);
    }

    /** The parser of the JDK gives up at 100,000 entities (JDK-8343006). */
    @Test
    void manyEscapes_areNoEntities() throws IOException {
        String text = "a & b ".repeat(20).strip();
        var collection =
                Recorder.ofCollections(Files.golden("pain.008_core_rcur_amendments.xml"))
                        .all(Collection.class)
                        .getFirst();
        var reasons =
                new StatusReport.Transaction(
                        Optional.of("I"),
                        Optional.of(collection.endToEndId()),
                        Optional.of("RJCT"),
                        List.of(new StatusReason(Optional.empty(), List.of(text))),
                        Optional.empty());
        try (var out = out("pain.002.xml");
                var writer = new Pain002Writer(out, report())) {
            writer.paymentInformation(
                    new StatusReport.PaymentInformation("P", Optional.empty(), List.of()));
            for (int i = 0; i < 10_000; i++) {
                writer.transaction(reasons);
            }
        }
        var recorder = new Recorder();
        try (var in = in("pain.002.xml")) {
            Pain002Reader.read(in, LIMITS, recorder);
        }
        assertThat(recorder.all(StatusReport.Transaction.class))
                .hasSize(10_000)
                .allMatch(reasons::equals);
    }

    private static StatusReport report() {
        return Recorder.ofStatuses(Files.golden("pain.002_PART_mixed.xml"))
                .only(StatusReport.class);
    }

    private OutputStream out(String name) throws IOException {
        return new BufferedOutputStream(java.nio.file.Files.newOutputStream(folder.resolve(name)));
    }

    private InputStream in(String name) throws IOException {
        return java.nio.file.Files.newInputStream(folder.resolve(name));
    }

    /** What is reachable beyond the start, looked at every 20,000th time. */
    private static final class Heap {

        private final long before = usedBytes();

        void check(int count) {
            if (count % 20_000 == 19_999) {
                assertThat(usedBytes() - before).isLessThan(EXTRA_HEAP_BYTES);
            }
        }

        private static long usedBytes() {
            System.gc();
            var runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}

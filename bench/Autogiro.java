import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroWriter;
import kontor.autogiro.Section;
import kontor.seals.SealKey;
import kontor.seals.SealingStream;

/**
 * Writes a file of collections and a payment specification, each under a seal, and reads both; see {@code
 * autogiro.py}. Arguments: a folder, how many collections, how many rounds.
 */
public final class Autogiro {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 28);
    private static final String BANKGIRO = "5050604";
    private static final SealKey KEY =
            SealKey.parse("1234567890ABCDEF1234567890ABCDEF").orElseThrow();

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            Path orders = folder.resolve("orders.txt");
            Path specification = folder.resolve("specification.txt");
            System.out.printf(
                    "%d %d %d %d %d%n",
                    took(() -> order(orders, count)),
                    took(() -> read(orders, count + 1)),
                    took(() -> specify(specification, count)),
                    took(() -> read(specification, count + 3)),
                    usedMb());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static long took(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static long usedMb() {
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static OutputStream sealing(Path to) throws IOException {
        return new SealingStream(Files.newOutputStream(to), KEY, DAY);
    }

    private static void order(Path to, int count) throws Exception {
        try (var writer = new AutogiroWriter(sealing(to), Section.ORDERS)) {
            writer.record("01")
                    .set("written_date", DAY)
                    .set("customer_no", "123456")
                    .set("payee_bg", BANKGIRO)
                    .write();
            for (int i = 0; i < count; i++) {
                payment(writer, i).write();
            }
        }
    }

    private static AutogiroWriter.Draft payment(AutogiroWriter writer, int i) {
        return writer.record("82")
                .set("pay_date", DAY)
                .set("period", 0)
                .set("payer_no", Integer.toString(i + 1))
                .set("amount", 100L + i)
                .set("payee_bg", BANKGIRO)
                .set("reference", "%016X".formatted(i));
    }

    private static void specify(Path to, int count) throws Exception {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += 100L + i;
        }
        try (var writer = new AutogiroWriter(sealing(to), Section.PAYMENTS)) {
            writer.record("01")
                    .set("timestamp", "20261229060102000123")
                    .set("customer_no", "123456")
                    .set("payee_bg", BANKGIRO)
                    .write();
            writer.record("15")
                    .set("account", "1")
                    .set("pay_date", DAY)
                    .set("serial", 42)
                    .set("total", total)
                    .set("count", count)
                    .write();
            for (int i = 0; i < count; i++) {
                payment(writer, i).set("status", 0).write();
            }
            writer.end(DAY);
        }
    }

    private static void read(Path from, int expected) throws Exception {
        int[] seen = new int[1];
        try (var in = new BufferedInputStream(Files.newInputStream(from))) {
            AutogiroReader.read(in, Optional.of(KEY), _ -> seen[0]++);
        }
        if (seen[0] != expected) {
            throw new IllegalStateException("read " + seen[0] + " records instead of " + expected);
        }
    }
}

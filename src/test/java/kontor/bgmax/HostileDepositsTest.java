package kontor.bgmax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.MalformedAutogiro;
import kontor.banks.NoInterest;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.EntryHead;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Test;

/** Whatever is done to a BgMax file, it ends in a notification that is read, or with its line. */
class HostileDepositsTest {

    private static final int MUTATIONS = Integer.getInteger("bgmax.mutations", 10_000);

    private static byte[] golden() {
        try (var in = HostileDepositsTest.class.getResourceAsStream("/golden/autogiro/bgmax.txt")) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void mutatedFiles_areRefusedWithTheirLine_orTellWhatIsRead() {
        var random = new Random(20_261_130);
        int told = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] file = mutated(random);
            try {
                told += entries(file);
            } catch (MalformedAutogiro refused) {
                assertThat(refused.line()).isPositive();
            } catch (RuntimeException unexpected) {
                throw new AssertionError(new String(file, StandardCharsets.ISO_8859_1), unexpected);
            }
        }
        assertThat(told).isPositive();
    }

    /** One to three characters are others, or a line stands elsewhere or more often. */
    private static byte[] mutated(Random random) {
        byte[] file = golden();
        if (random.nextInt(4) == 0) {
            return moved(file, random);
        }
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            file[random.nextInt(file.length)] = (byte) (' ' + random.nextInt(95));
        }
        return file;
    }

    private static byte[] moved(byte[] file, Random random) {
        var lines =
                new ArrayList<>(
                        List.of(new String(file, StandardCharsets.ISO_8859_1).split("\r\n")));
        int from = random.nextInt(lines.size());
        lines.add(random.nextInt(lines.size()), lines.get(from));
        if (random.nextBoolean()) {
            lines.remove(random.nextInt(lines.size()));
        }
        return String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many entries the notification has that says the same. */
    private static int entries(byte[] file) {
        if (!AutogiroReader.looksLike(new ByteArrayInputStream(file))) {
            return 0;
        }
        var deposits = Deposits.read(new ByteArrayInputStream(file));
        if (deposits.all().isEmpty()) {
            return 0;
        }
        var message = new ByteArrayOutputStream();
        deposits.asNotification("BGMAX", message);
        var counted = new Counted();
        Camt053Reader.read(
                new ByteArrayInputStream(message.toByteArray()),
                ReadLimits.ofFileBytes(1 << 20),
                counted);
        return counted.entries;
    }

    private static final class Counted extends NoInterest {

        private int entries;

        @Override
        public void entryStarted(EntryHead entry) {
            entries++;
        }
    }
}

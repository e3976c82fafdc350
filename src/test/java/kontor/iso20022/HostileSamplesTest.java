package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import kontor.filenature.FileNature;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Test;

/** Whatever is done to a file of a bank, it ends in values or in a refusal with a place. */
class HostileSamplesTest {

    private static final int MUTATIONS = Integer.getInteger("reading.mutations", 20_000);
    private static final int MOST_BYTES = 64 << 10;

    private static List<byte[]> samples() {
        var all = new ArrayList<byte[]>();
        for (String name :
                List.of("camt.053_batch_return_reversal.xml", "pain.002_PART_mixed.xml")) {
            all.add(Files.golden(name));
        }
        Path root = Path.of(System.getProperty("kontor.shared", "../shared"), "data/samples");
        if (!java.nio.file.Files.isDirectory(root)) {
            return all;
        }
        try (var files = java.nio.file.Files.walk(root)) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).sorted().toList()) {
                byte[] bytes = java.nio.file.Files.readAllBytes(file);
                if (bytes.length <= MOST_BYTES) {
                    all.add(bytes);
                }
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        return all;
    }

    @Test
    void mutatedSamples_endInAVerdict() {
        var random = new Random(20_261_128);
        var samples = samples();
        for (int i = 0; i < MUTATIONS; i++) {
            var sound = samples.get(i % samples.size());
            var file = mutated(sound, random);
            verdict(file);
        }
    }

    /** One to four changes of any size: bytes, pieces gone, doubled, or from elsewhere. */
    private static byte[] mutated(byte[] sound, Random random) {
        var file = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && file.length > 1; changes--) {
            int at = random.nextInt(file.length);
            int length = Math.min(1 + random.nextInt(200), file.length - at);
            switch (random.nextInt(6)) {
                case 0 -> file[at] = (byte) random.nextInt(256);
                case 1 -> file = joined(Arrays.copyOf(file, at), tail(file, at + length));
                case 2 -> file = joined(Arrays.copyOf(file, at + length), tail(file, at));
                case 3 -> file = Arrays.copyOf(file, at);
                case 4 -> file = replaced(file, random);
                default -> {
                    int from = random.nextInt(sound.length);
                    int to = Math.min(from + length, sound.length);
                    byte[] piece = Arrays.copyOfRange(sound, from, to);
                    file = joined(joined(Arrays.copyOf(file, at), piece), tail(file, at));
                }
            }
        }
        return file;
    }

    private static byte[] tail(byte[] file, int from) {
        return Arrays.copyOfRange(file, from, file.length);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** A value that stands in no file of a bank, in the place of another. */
    private static byte[] replaced(byte[] file, Random random) {
        String[] values = {
            ">99999999999999999999<", ">1e999999999<", ">-0<", ">.<", ">0000-00-00<",
            ">+999999999-12-31<", ">9999-99-99T99:99:99<", "><", "> <", ">\uD83D\uDCA9<",
            ">&#0;<", ">&lol;<", "><![CDATA[<]]><", "><x xmlns=''/><", ">2026-11-27T24:00:00<"
        };
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf('>', random.nextInt(text.length()));
        int end = text.indexOf('<', Math.max(start, 0));
        if (start < 0 || end < start) {
            return file;
        }
        String value = values[random.nextInt(values.length)];
        return joined(
                joined(Arrays.copyOf(file, start), value.getBytes(StandardCharsets.UTF_8)),
                tail(file, end + 1));
    }

    @Test
    void aFileThatEndsAnywhere_endsInAVerdict() {
        for (String name :
                List.of("camt.053_batch_return_reversal.xml", "pain.002_PART_mixed.xml")) {
            var whole = Files.golden(name);
            for (int length = 0; length < whole.length; length += 7) {
                verdict(Arrays.copyOf(whole, length));
            }
        }
    }

    /** What the inbox does with a file before rooms and tables are asked. */
    private static void verdict(byte[] file) {
        try {
            FileNature.of(file);
            if (IncomingMessage.objection(new ByteArrayInputStream(file)).isEmpty()) {
                boolean report = IncomingMessage.STATUS_REPORT.isIn(new ByteArrayInputStream(file));
                Recorder _ = report ? Recorder.ofStatuses(file) : Recorder.ofStatements(file);
            }
        } catch (MalformedMessage refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.getMessage()).hasSizeLessThan(1_000);
        } catch (RuntimeException unexpected) {
            throw new AssertionError(new String(file, StandardCharsets.ISO_8859_1), unexpected);
        }
    }

    @Test
    void aTextOfTwoHundredMegabytes_isRefusedInLittleMemory() {
        String start =
                "<Document><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id><Acct>"
                        + "<Id><IBAN>X</IBAN></Id></Acct><Ntry><NtryRef>";
        for (String before : List.of(start, "<Document a=\"", "<Document><!--", "\n")) {
            assertThatThrownBy(() -> read(before, 200 << 20))
                    .as(before)
                    .isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void elementsWithoutEnd_areRefused() {
        for (int depth : List.of(65, 10_000)) {
            assertThatThrownBy(
                            () ->
                                    Recorder.ofStatements(
                                            "<a>".repeat(depth).getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedMessage.class);
        }
        var many = new StringBuilder("<Document ");
        for (int i = 0; i < 1_000; i++) {
            many.append("a").append(i).append("='x' ");
        }
        assertThatThrownBy(
                        () ->
                                Recorder.ofStatements(
                                        many.append("/>")
                                                .toString()
                                                .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessage.class);
    }

    private static void read(String before, long size) {
        InputStream in =
                new SequenceInputStream(
                        new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)),
                        new Endless(size));
        IncomingMessage.recognize(in, ReadLimits.ofFileBytes(1L << 30));
        Camt053Reader.read(
                new SequenceInputStream(
                        new ByteArrayInputStream(before.getBytes(StandardCharsets.UTF_8)),
                        new Endless(size)),
                ReadLimits.ofFileBytes(1L << 30),
                new Recorder());
    }

    /** So many letters. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(buffer, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }

    @Test
    void theSameFile_isRefusedInTheSameWords() {
        for (byte[] file : samples()) {
            Optional<String> nature = FileNature.of(file);
            String objection = IncomingMessage.objection(new ByteArrayInputStream(file));
            assertThat(FileNature.of(file)).isEqualTo(nature);
            assertThat(IncomingMessage.objection(new ByteArrayInputStream(file)))
                    .isEqualTo(objection);
        }
    }
}

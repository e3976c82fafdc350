package kontor.autogiro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a file, it ends in records or in a refusal with a line. */
class HostileLinesTest {

    private static final int MUTATIONS = Integer.getInteger("autogiro.mutations", 5_000);

    /** Every sample of the dossier: how many records, or the exact fault. */
    private static Map<String, String> told() throws IOException {
        var told = new LinkedHashMap<String, String>();
        try (var csv =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(
                                        HostileLinesTest.class.getResourceAsStream(
                                                "/golden/autogiro/samples.csv"),
                                        StandardCharsets.UTF_8))) {
            csv.forEach(row -> told.put(row.getField("sample"), row.getField("verdict")));
        }
        return told;
    }

    private static String verdict(byte[] file) {
        try {
            return AutogiroFiles.read(file).size() + " records";
        } catch (MalformedAutogiro refused) {
            return refused.getMessage();
        }
    }

    @Test
    void samples_areReadOrRefusedWithTheExactFault() throws IOException {
        var files = AutogiroFiles.samples();
        assumeFalse(files.isEmpty());
        var verdicts = new LinkedHashMap<String, String>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            String name =
                    file.getFileName().toString().replaceAll("autogiro_exempelfil|_sv|.txt", "");
            verdicts.put(name, verdict(bytes));
            verdicts.put(name + ", cleaned", verdict(cleaned(bytes)));
        }
        assertThat(verdicts).isEqualTo(told());
    }

    /** Without titles, remarks, rulers and empty lines, which are for people. */
    private static byte[] cleaned(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.matches("[0-9].*"))
                .map(line -> line.replaceAll("[ \\t]+$", ""))
                .collect(Collectors.joining("\r\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void mutatedFiles_endInAVerdict() throws IOException {
        var sound = sound();
        var random = new Random(20_261_129);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] other = sound.get(random.nextInt(sound.size()));
            byte[] file = mutated(sound.get(i % sound.size()), other, random);
            try {
                var records = AutogiroFiles.read(file);
                records.forEach(HostileLinesTest::ask);
                read += records.isEmpty() ? 0 : 1;
            } catch (MalformedAutogiro refused) {
                assertThat(refused.line()).isPositive();
                assertThat(refused.getMessage()).hasSizeLessThan(400);
            } catch (RuntimeException unexpected) {
                throw new AssertionError(new String(file, StandardCharsets.ISO_8859_1), unexpected);
            }
        }
        if (Boolean.getBoolean("autogiro.figures")) {
            System.out.printf("%d mutations, %d still read%n", MUTATIONS, read);
        }
    }

    /** Every kind of file in both layouts, of several sections, cut, sealed, and the samples. */
    private static List<byte[]> sound() throws IOException {
        var sound = new ArrayList<byte[]>();
        for (String name : AutogiroFiles.GOLDEN) {
            String file = AutogiroFiles.text(name);
            String other = file.replace("0005050604", "0055555551");
            for (String one :
                    List.of(
                            file,
                            file + other + file,
                            (file + other).replaceAll(" +\r\n", "\n"),
                            "%-80s\r\n%s99261217%064d\r\n".formatted("00261217HMAC", file, 0))) {
                sound.add(one.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        AutogiroFiles.PUBLISHED.forEach(name -> sound.add(AutogiroFiles.golden(name)));
        for (Path file : AutogiroFiles.samples()) {
            byte[] bytes = Files.readAllBytes(file);
            sound.add(bytes);
            sound.add(cleaned(bytes));
        }
        return sound;
    }

    /** What was read answers every question, whatever stands in it. */
    private static void ask(AutogiroRecord record) {
        assertThat(record.content()).hasSize(RecordForm.LINE);
        for (Field field : record.form().fields()) {
            String name = field.name();
            assertThat(record.text(name)).hasSizeLessThan(RecordForm.LINE);
            assertThat(record.digits(name)).doesNotStartWith("0");
            record.filled(name).ifPresent(text -> assertThat(text).isNotEmpty());
            record.date(name).ifPresent(day -> assertThat(day.getYear()).isPositive());
            if (field.length() <= 18) {
                record.number(name).ifPresent(one -> assertThat(Math.abs(one)).isNotNegative());
            }
        }
        assertThat(AutogiroReader.again(record.section(), record.line(), record.content()).words())
                .isEqualTo(record.words());
    }

    /**
     * One to four changes: characters, pieces gone, doubled or elsewhere, lines swapped, the rest
     * of another file behind it.
     */
    private static byte[] mutated(byte[] sound, byte[] other, Random random) {
        byte[] file = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && file.length > 1; changes--) {
            int at = random.nextInt(file.length);
            int length = Math.min(1 + random.nextInt(170), file.length - at);
            file =
                    switch (random.nextInt(7)) {
                        case 0 -> replaced(file, at, (byte) random.nextInt(256));
                        case 1 -> replaced(file, at, (byte) ('0' + random.nextInt(10)));
                        case 2 -> joined(file, at, at + length);
                        case 3 -> joined(file, at + length, at);
                        case 4 -> Arrays.copyOf(file, at);
                        case 5 -> spliced(file, at, other, random.nextInt(other.length));
                        default -> swapped(file, random);
                    };
        }
        return file;
    }

    private static byte[] replaced(byte[] file, int at, byte by) {
        file[at] = by;
        return file;
    }

    /** The beginning up to one place, and what is behind the other: a gap or a repetition. */
    private static byte[] joined(byte[] file, int to, int from) {
        byte[] both = Arrays.copyOf(file, to + file.length - from);
        System.arraycopy(file, from, both, to, file.length - from);
        return both;
    }

    private static byte[] spliced(byte[] file, int to, byte[] other, int from) {
        byte[] both = Arrays.copyOf(file, to + other.length - from);
        System.arraycopy(other, from, both, to, other.length - from);
        return both;
    }

    private static byte[] swapped(byte[] file, Random random) {
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        int one = random.nextInt(lines.length);
        int other = random.nextInt(lines.length);
        String kept = lines[one];
        lines[one] = lines[other];
        lines[other] = kept;
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A file without line ends is no reason to fill the memory. */
    @Test
    void aLineOfTwoHundredMegabytes_isRefusedInLittleMemory() {
        var endless =
                new InputStream() {
                    private long left = 200L << 20;

                    @Override
                    public int read() {
                        return left-- > 0 ? '0' : -1;
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) {
                        int count = (int) Math.min(length, Math.max(left, 0));
                        Arrays.fill(buffer, from, from + count, (byte) '0');
                        left -= count;
                        return count == 0 ? -1 : count;
                    }
                };
        assertThatThrownBy(() -> AutogiroReader.read(endless, _ -> {}))
                .hasMessage("line 1: has 209715200 characters instead of 80");
    }

    /** What stands behind an end of file is looked at once, not once for each of millions. */
    @ParameterizedTest
    @ValueSource(strings = {"\u001a", "\u001a\u001aA", "\u001a\u0000", "\u001a\r"})
    void endsOfFileInTheMiddle_areRefusedAfterOneLook(String filling) {
        String opening = AutogiroFiles.text("orders").split("\r\n")[0] + "\r\n";
        byte[] file =
                (opening + filling.repeat((4 << 20) / filling.length()) + "A")
                        .getBytes(StandardCharsets.ISO_8859_1);
        var counted = new CountedBytes(file);
        assertThatThrownBy(() -> AutogiroReader.read(counted, _ -> {}))
                .isInstanceOf(MalformedAutogiro.class)
                .hasMessageStartingWith("line 2: column 1 holds the byte 0x1A");
        assertThat(counted.given).isLessThan(file.length + (1L << 16));
    }

    /** Counts the bytes that it gives out, those that it gives out again too. */
    private static final class CountedBytes extends BufferedInputStream {

        private long given;

        CountedBytes(byte[] file) {
            super(new ByteArrayInputStream(file));
        }

        @Override
        public synchronized int read() throws IOException {
            given++;
            return super.read();
        }

        @Override
        public synchronized int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            given += Math.max(count, 0);
            return count;
        }
    }

    @Test
    void everyCodeOfGoldenFiles_isKnown() {
        var lists =
                List.of(
                        Map.entry("info_code", BankgirotCode.List.INFORMATION),
                        Map.entry("refund_code", BankgirotCode.List.REFUND));
        for (String name : AutogiroFiles.GOLDEN) {
            for (var record : AutogiroFiles.read(AutogiroFiles.golden(name))) {
                for (var list : lists) {
                    if (record.has(list.getKey())) {
                        var code = BankgirotCode.of(list.getValue(), record.text(list.getKey()));
                        assertThat(code.isKnown()).as(code.name()).isTrue();
                    }
                }
            }
        }
        var unknown = BankgirotCode.of(BankgirotCode.List.REJECT, "77");
        assertThat(unknown.isKnown()).isFalse();
        assertThat(unknown.name()).isEqualTo("AUTOGIRO-REJECT-77");
        assertThat(unknown.meaning()).isEqualTo("code 77 of Bankgirot");
    }
}

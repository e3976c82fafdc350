package kontor.autogiro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record is read, and written byte for byte as it was. */
class GoldenRecordsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 17);
    private static final int MANY = 100_000;

    private static Stream<String> files() {
        return Stream.concat(AutogiroFiles.GOLDEN.stream(), AutogiroFiles.PUBLISHED.stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_isWrittenAsItWasRead(String name) {
        byte[] file = AutogiroFiles.golden(name);
        var out = new ByteArrayOutputStream();
        var records = AutogiroFiles.read(file);
        try (var writer = new AutogiroWriter(out, records.getFirst().section())) {
            for (var record : records) {
                if (record.code().equals(record.section().ends())) {
                    writer.end(
                            record.has("written_date")
                                    ? record.date("written_date").orElseThrow()
                                    : DAY);
                } else {
                    copy(writer, record);
                }
            }
        }
        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(file, StandardCharsets.ISO_8859_1));
    }

    private static void copy(AutogiroWriter writer, AutogiroRecord record) {
        var draft = writer.record(record.code());
        for (Field field : record.form().fields()) {
            var day = record.date(field.name());
            boolean set =
                    switch (field.kind()) {
                        case FIXED, BLANK, RESERVE, ZEROS -> false;
                        case NUMBER, DATE, PAYDAY, TIMESTAMP, CURRENCY, SIGNED, TEXT, RAW ->
                                !field.in(record.content()).isBlank();
                    };
            if (set && field.kind() == Field.Kind.DATE && day.isPresent()) {
                draft.set(field.name(), day.get());
            } else if (set) {
                draft.set(field.name(), record.text(field.name()));
            }
        }
        draft.write();
    }

    @Test
    void goldenFiles_haveEveryRecordOfTheTable() {
        var seen = new HashSet<String>();
        for (String name : AutogiroFiles.GOLDEN) {
            AutogiroFiles.read(AutogiroFiles.golden(name))
                    .forEach(record -> seen.add(record.form().id()));
        }
        assertThat(RecordForm.all()).allSatisfy(form -> assertThat(seen).contains(form.id()));
    }

    @Test
    void values_areThoseOfTheFields() {
        var debit =
                AutogiroFiles.read(AutogiroFiles.golden("payment_specification")).stream()
                        .filter(record -> record.code().equals("82"))
                        .skip(2)
                        .findFirst()
                        .orElseThrow();
        assertThat(debit.date("pay_date")).contains(LocalDate.of(2026, 12, 28));
        assertThat(debit.digits("payer_no")).isEqualTo("1003");
        assertThat(debit.number("amount")).contains(10_000L);
        assertThat(debit.digits("payee_bg")).isEqualTo("5050604");
        assertThat(debit.text("reference")).isEqualTo("INV-2026-00419");
        assertThat(debit.text("status")).isEqualTo("9");
        var advice = AutogiroFiles.read(AutogiroFiles.golden("mandate_advice_old")).get(1);
        assertThat(advice.date("valid_from")).contains(LocalDate.of(2026, 12, 28));
    }

    /** Some write the sums of changes negative, which another last digit shows. */
    @Test
    void negativeSums_areRead() {
        String plain = AutogiroFiles.text("changes");
        for (String negative : List.of("00000004290\u00e5", "000000042900")) {
            String file = plain.replace("0000" + "000000042900", "0000" + negative);
            assertThat(file.contains(negative)).isTrue();
            var end = AutogiroFiles.read(file).getLast();
            assertThat(Math.abs(end.number("sum_debits").orElseThrow())).isEqualTo(42_900);
        }
        String odd = AutogiroFiles.text("changes").replace("000000042900", "00000012003N");
        assertThatThrownBy(() -> AutogiroFiles.read(odd))
                .hasMessage(
                        "line 13: the end record says sum_debits 120035, the records before it"
                                + " make 42900");
    }

    @Test
    void recognized_byTheFirstLine() {
        for (String name : AutogiroFiles.GOLDEN) {
            var section =
                    AutogiroReader.recognize(new ByteArrayInputStream(AutogiroFiles.golden(name)));
            var records = AutogiroFiles.read(AutogiroFiles.golden(name));
            assertThat(section).as(name).contains(records.getFirst().section());
        }
        for (String other : List.of("", "<Document/>", ":20:STARTUMSE", "01AUTOGIRO")) {
            var bytes = new ByteArrayInputStream(other.getBytes(StandardCharsets.UTF_8));
            assertThat(AutogiroReader.recognize(bytes)).as(other).isEmpty();
        }
    }

    /** Cut-off blanks and other line ends are what channels do to files. */
    @Test
    void trimmedLines_areFilledUp() {
        for (String name : AutogiroFiles.GOLDEN) {
            String file = AutogiroFiles.text(name);
            var sound = AutogiroFiles.read(file);
            for (String channel :
                    List.of(
                            file.replaceAll(" +\r\n", "\r\n"),
                            file.replace("\r\n", "\n"),
                            file.stripTrailing(),
                            file + "\r\n\r\n")) {
                assertThat(AutogiroFiles.read(channel))
                        .as(name)
                        .extracting(AutogiroRecord::content)
                        .isEqualTo(sound.stream().map(AutogiroRecord::content).toList());
            }
        }
    }

    @Test
    void manyCollections_areWrittenInLittleMemory() {
        long before = System.nanoTime();
        var count = new CountedBytes();
        try (var writer = new AutogiroWriter(count, Section.ORDERS)) {
            opening(writer);
            for (int i = 1; i <= MANY; i++) {
                writer.record("82")
                        .set("pay_date", DAY)
                        .set("period", 0)
                        .set("payer_no", i)
                        .set("amount", 24_900L + i)
                        .set("payee_bg", "5050604")
                        .set("reference", "INV-" + i)
                        .write();
            }
        }
        assertThat(count.bytes).isEqualTo(82L * (MANY + 1));
        if (Boolean.getBoolean("autogiro.figures")) {
            System.out.printf(
                    "%d collections written in %d ms%n",
                    MANY, (System.nanoTime() - before) / 1_000_000);
        }
    }

    private static void opening(AutogiroWriter writer) {
        writer.record("01")
                .set("written_date", DAY)
                .set("customer_no", "123456")
                .set("payee_bg", "5050604")
                .write();
    }

    private static final class CountedBytes extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int from, int length) {
            bytes += length;
        }
    }

    @Test
    void writer_refusesWhatNoReaderWouldTake() {
        try (var writer = new AutogiroWriter(OutputStream.nullOutputStream(), Section.ORDERS)) {
            opening(writer);
            assertThatThrownBy(() -> writer.record("04").set("payer_no", "12345678901234567"))
                    .hasMessageContaining("does not fit into payer_no of 16 columns");
            assertThatThrownBy(() -> writer.record("82").set("reference", "\u20ac"))
                    .hasMessageContaining("does not fit into reference");
            assertThatThrownBy(() -> writer.record("04").set("payee_bg", "5050604").write())
                    .hasMessage("IN.04: payer_no (columns 13-28) is blank");
            assertThatThrownBy(
                            () ->
                                    writer.record("03")
                                            .set("payee_bg", "5555551")
                                            .set("payer_no", 1)
                                            .write())
                    .hasMessageContaining("is not 5050604 of the opening record");
        }
    }
}

package kontor.autogiro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What channels, editors and years do to files that say the same. */
class VariantsTest {

    private static final String CTRL_Z = "\u001a";

    private static final String LETTERS = "\u00e5\u00e4\u00f6\u00c5\u00c4\u00d6\u00e9";

    /** They leave every record as it was. */
    private static final Map<String, UnaryOperator<String>> HARMLESS =
            Map.ofEntries(
                    Map.entry("LF", file -> file.replace("\r\n", "\n")),
                    Map.entry("CR", file -> file.replace("\r\n", "\r")),
                    Map.entry("no last line end", String::stripTrailing),
                    Map.entry("CR, no last line end", file -> cr(file).stripTrailing()),
                    Map.entry("empty lines at the end", file -> file + "\r\n\n\r\n"),
                    Map.entry("CR, empty lines at the end", file -> cr(file) + "\r\r"),
                    Map.entry("blanks at the end", file -> file + " ".repeat(80) + "\r\n  \r\n "),
                    Map.entry("LF, blanks at the end", file -> lf(file) + "\n" + " ".repeat(90)),
                    Map.entry("blanks cut off", VariantsTest::cut),
                    Map.entry("blanks cut off, CR", file -> cr(cut(file))),
                    Map.entry("blanks cut off, LF", file -> cut(file).replace("\r\n", "\n")),
                    Map.entry("Ctrl-Z", file -> file + CTRL_Z),
                    Map.entry("Ctrl-Z behind the last line", file -> file.strip() + CTRL_Z),
                    Map.entry("Ctrl-Z in a line of its own", file -> file + CTRL_Z + "\r\n"),
                    Map.entry("filled up with Ctrl-Z", file -> file + CTRL_Z.repeat(128)),
                    Map.entry("filled up with zeros", file -> file + CTRL_Z + "\0".repeat(90)),
                    Map.entry("CR, Ctrl-Z", file -> cr(file) + CTRL_Z));

    private static String cr(String file) {
        return file.replace("\r\n", "\r");
    }

    private static String lf(String file) {
        return file.replace("\r\n", "\n");
    }

    private static String cut(String file) {
        return file.replaceAll(" +\r\n", "\r\n");
    }

    private static List<String> contents(String file) {
        return AutogiroFiles.read(file).stream().map(AutogiroRecord::content).toList();
    }

    private static Stream<Arguments> harmless() {
        return AutogiroFiles.GOLDEN.stream()
                .flatMap(file -> HARMLESS.keySet().stream().map(name -> Arguments.of(file, name)));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void harmlessVariant_isReadAsTheFile(String name, String variant) {
        String file = AutogiroFiles.text(name);
        assertThat(contents(HARMLESS.get(variant).apply(file))).isEqualTo(contents(file));
    }

    private static Stream<String> files() {
        return AutogiroFiles.GOLDEN.stream();
    }

    /** One customer number has several bankgiros, and a bank several customers. */
    @ParameterizedTest
    @MethodSource("files")
    void sectionsOfSeveralCustomers_areRead(String name) {
        String file = AutogiroFiles.text(name);
        String other =
                file.replace("123456000505", "654321000505").replace("0005050604", "0055555551");
        assertThat(contents(file + other + file))
                .isEqualTo(
                        Stream.of(file, other, file)
                                .flatMap(one -> contents(one).stream())
                                .toList());
    }

    /** A report of a day on which nothing happened; orders need no end. */
    @ParameterizedTest
    @MethodSource("files")
    void emptySection_isRead(String name) {
        var records = AutogiroFiles.read(AutogiroFiles.text(name));
        var section = records.getFirst().section();
        if (!section.hasCodes()) {
            return;
        }
        String empty =
                records.getFirst().content() + "\r\n" + (section.hasEnd() ? end(records, "") : "");
        assertThat(AutogiroFiles.read(empty)).hasSize(section.hasEnd() ? 2 : 1);
        String file = AutogiroFiles.text(name);
        assertThat(AutogiroFiles.read(empty + file + empty))
                .hasSize(records.size() + (section.hasEnd() ? 4 : 2));
    }

    /** With zeros for counts and sums whose names end so. */
    private static String end(List<AutogiroRecord> records, String names) {
        var end = records.getLast();
        var line = new StringBuilder(end.content());
        for (Field field : end.form().fields()) {
            if (field.name().matches("(n|sum)_.*" + names)) {
                line.replace(field.from() - 1, field.to(), "0".repeat(field.length()));
            }
        }
        return line + "\r\n";
    }

    /** What stands in a reserve, or zeros where blanks should stand, slips no field. */
    @ParameterizedTest
    @MethodSource("files")
    void reservesAndFillers_mayHoldSomething(String name) {
        String filled =
                AutogiroFiles.read(AutogiroFiles.text(name)).stream()
                        .map(VariantsTest::filled)
                        .collect(Collectors.joining("\r\n"));
        assertThat(AutogiroFiles.read(filled).stream().map(AutogiroRecord::words).toList())
                .isEqualTo(
                        AutogiroFiles.read(AutogiroFiles.text(name)).stream()
                                .map(AutogiroRecord::words)
                                .toList());
    }

    private static String filled(AutogiroRecord record) {
        var line = new StringBuilder(record.content());
        for (Field field : record.form().fields()) {
            switch (field.kind()) {
                case RESERVE ->
                        line.replace(field.from() - 1, field.to(), "Z".repeat(field.length()));
                case BLANK ->
                        line.replace(field.from() - 1, field.to(), "0".repeat(field.length()));
                case FIXED, ZEROS, NUMBER, DATE, PAYDAY, TIMESTAMP, CURRENCY, SIGNED, TEXT, RAW -> {
                    /* stays */
                }
            }
        }
        return line.toString();
    }

    /** Names and words of a mandate are left out where a bank does not have them. */
    @Test
    void optionalRecords_mayBeMissing() {
        String file = AutogiroFiles.text("internet_bank_mandates");
        String bare = file.replaceAll("(?m)^5[3-6].*\r\n", "").replace("0000006 ", "0000002 ");
        assertThat(AutogiroFiles.read(bare))
                .extracting(AutogiroRecord::code)
                .containsExactly("51", "52", "52", "59");
        String bgmax =
                AutogiroFiles.text("bgmax")
                        .replaceAll("(?m)^2[235-9].*\r\n", "")
                        .replace("0000000300000001", "0000000000000001");
        assertThat(AutogiroFiles.read(bgmax))
                .extracting(AutogiroRecord::code)
                .containsExactly("01", "05", "20", "21", "15", "70");
        String paid = AutogiroFiles.text("payment_specification");
        String debits =
                paid.replaceAll("(?m)^(09|16|17|32|77).*\r\n", "")
                        + end(AutogiroFiles.read(paid), "(credits|withdrawals|refunds)");
        assertThat(AutogiroFiles.read(debits)).hasSize(8);
    }

    /** Readers of BgMax pass over what they do not know; all others say so. */
    @Test
    void recordsThatNobodyKnows_arePassedOverInBgMaxOnly() {
        String unknown = "%-80s\r\n".formatted("40SOMETHING NEW");
        for (String name : AutogiroFiles.GOLDEN) {
            String file = AutogiroFiles.text(name);
            var section = AutogiroFiles.read(file).getFirst().section();
            String more = file.replaceFirst("\r\n", "\r\n" + unknown);
            if (section == Section.BGMAX) {
                assertThat(contents(more)).isEqualTo(contents(file));
            } else if (section.hasCodes()) {
                assertThatThrownBy(() -> AutogiroFiles.read(more))
                        .hasMessage("line 2: there is no record '40' in such a file");
            }
        }
    }

    /** Between two sound sections, and behind them. */
    @Test
    void sectionsOfOtherProducts_areRefusedWithTheirLine() {
        String payments = AutogiroFiles.text("payment_specification");
        String supplier = "%-80s\r\n".formatted("110005050604261228LEVERANT\u00d6RSBETALNINGAR");
        assertThatThrownBy(() -> AutogiroFiles.read(payments + supplier + payments))
                .hasMessage("line 14: a section must begin with its opening record");
        assertThatThrownBy(() -> AutogiroFiles.read(payments + AutogiroFiles.text("rejected")))
                .hasMessage("line 14: the file has sections of two kinds: PAYMENTS, REJECTED");
        assertThatThrownBy(
                        () ->
                                AutogiroFiles.read(
                                        payments + AutogiroFiles.text("payment_specification_old")))
                .hasMessage("line 14: the file has sections of two kinds: PAYMENTS, OLD_PAYMENTS");
        assertThatThrownBy(() -> AutogiroFiles.read(supplier))
                .hasMessage("line 1: is no opening record of a file of Bankgirot");
    }

    /** Lists of codes grow, and some advices have no comment. */
    @Test
    void codesThatNobodyKnows_orThatAreMissing_areRead() {
        String paid = AutogiroFiles.text("payment_specification");
        assertThat(AutogiroFiles.read(paid.replace(" 9\r\n", " X\r\n")))
                .anyMatch(one -> one.has("status") && one.text("status").equals("X"));
        for (String name : List.of("mandate_advice", "mandate_advice_old")) {
            String file = AutogiroFiles.text(name);
            for (String code : List.of("10", "93", "88")) {
                for (String comment : List.of("  ", "00", "77")) {
                    String one = file.replaceFirst("(46|93)02", code + comment);
                    assertThat(AutogiroFiles.read(one))
                            .filteredOn(record -> record.has("comment_code"))
                            .last()
                            .matches(record -> record.text("info_code").equals(code))
                            .matches(record -> record.text("comment_code").equals(comment.strip()));
                }
            }
        }
    }

    /** Years have four digits, but for the first day of a mandate in the old layout. */
    @Test
    void shortYears_areRefusedWithTheirColumns() {
        String file = AutogiroFiles.text("mandate_advice");
        assertThatThrownBy(
                        () -> AutogiroFiles.read(file.replace("0432" + "20261217", "0432261217  ")))
                .hasMessage(
                        "line 2: Mandate advice: record, action_date (columns 66-73) '261217  ' is"
                                + " no date");
        String orders = AutogiroFiles.text("orders");
        assertThatThrownBy(() -> AutogiroFiles.read(orders.replaceFirst("20261216", "261216  ")))
                .hasMessageStartingWith("line 1: Opening record")
                .hasMessageContaining("written_date (columns 3-10) '261216  ' is no date");
        var old = AutogiroFiles.read(AutogiroFiles.text("mandate_advice_old")).get(1);
        assertThat(old.date("valid_from").orElseThrow().getYear()).isEqualTo(2026);
    }

    /** In texts, each letter keeps its column; as UTF-8 it does not. */
    @Test
    void swedishLetters_areOneByteEach() {
        String orders = AutogiroFiles.text("orders");
        String file = orders.replace("\u00c5TERBET 417    ", LETTERS + "        ");
        var credit =
                AutogiroFiles.read(file).stream()
                        .filter(one -> one.code().equals("32"))
                        .findFirst();
        assertThat(credit.orElseThrow().text("reference")).isEqualTo(LETTERS);
        for (char letter : LETTERS.toCharArray()) {
            String utf8 = "\u00c3" + (char) (letter - 0x40);
            // With as many characters, with as many bytes, and with its blanks cut off.
            String whole = orders.replace("\u00c5TERBET", utf8 + "TERBET");
            for (String one :
                    List.of(whole, whole.replace("TERBET 417 ", "TERBET 417"), cut(whole))) {
                assertThatThrownBy(() -> AutogiroFiles.read(one))
                        .hasMessageStartingWith("line 11: ")
                        .hasMessageEndingWith("the file is UTF-8, it must be ISO 8859-1");
            }
        }
    }

    @Test
    void controlCharacters_elsewhereThanAtTheEnd_areRefused() {
        String file = AutogiroFiles.text("mandate_advice");
        assertThatThrownBy(() -> AutogiroFiles.read(file.replaceFirst("\r\n", CTRL_Z + "\r\n")))
                .hasMessageStartingWith("line 1: column 81 holds the byte 0x1A");
        assertThatThrownBy(() -> AutogiroFiles.read(file.replaceFirst("\r\n", "\r\r\n")))
                .hasMessageStartingWith("line 1: column 81 holds the byte 0x0D");
        assertThatThrownBy(
                        () ->
                                AutogiroFiles.read(
                                        cr(file).replaceFirst("AG-MEDAVI ", "AG-MEDAVI\n")))
                .hasMessageStartingWith("line 1: ");
    }
}

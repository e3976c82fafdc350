package kontor.autogiro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file is told with its line and the reason. */
class FaultsTest {

    private static Arguments row(String file, UnaryOperator<String> change, String message) {
        return Arguments.of(file, change, message);
    }

    private static String line(String file, int number, UnaryOperator<String> change) {
        String[] lines = file.split("\r\n");
        lines[number - 1] = change.apply(lines[number - 1]);
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String without(String file, int number) {
        String[] lines = file.split("\r\n");
        var kept = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            if (i != number - 1) {
                kept.append(lines[i]).append("\r\n");
            }
        }
        return kept.toString();
    }

    private static Stream<Arguments> faults() {
        return Stream.of(
                        Stream.of(
                                row("orders", file -> "", "line 1: the file is empty"),
                                row("orders", file -> "\r\n\r\n", "line 1: the file is empty"),
                                row(
                                        "orders",
                                        file -> "A title\r\n" + file,
                                        "line 1: is no opening record of a file of Bankgirot"),
                                row("orders", file -> "\r\n" + file, "line 1: is empty"),
                                row(
                                        "mandate_advice",
                                        file -> file.replace("AG-MEDAVI", "AG-NEWS  "),
                                        "line 1: is no opening record of a file of Bankgirot;"
                                                + " columns 45-64 'AG-NEWS' are none of BET. SPEC"
                                                + " & STOPP TK, AG-MEDAVI, AVVISADE BET UPPDR,"
                                                + " MAKULERING/\u00c4NDRING"),
                                row(
                                        "changes_old",
                                        file -> file.replace("MAK/\u00c4NDRING", "MAK/[NDRING"),
                                        "line 1: is no opening record of a file of Bankgirot;"
                                                + " columns 23-62 'MAK/[NDRINGSLISTA' are none of"
                                                + " FELLISTA REG.KONTRL, MAK/\u00c4NDRINGSLISTA,"
                                                + " BEVAKNINGSREG"),
                                row(
                                        "payment_specification_old",
                                        file -> file.replaceFirst("9900        ", "9900NY LISTA"),
                                        "line 1: is no opening record of a file of Bankgirot;"
                                                + " columns 23-62 'NY LISTA' are none of"
                                                + " FELLISTA REG.KONTRL, MAK/\u00c4NDRINGSLISTA,"
                                                + " BEVAKNINGSREG"),
                                row(
                                        "orders",
                                        file -> line(file, 2, text -> text + " "),
                                        "line 2: has 81 characters instead of 80"),
                                row(
                                        "orders",
                                        file -> line(file, 2, text -> text.substring(0, 79)),
                                        "line 2: has 79 characters instead of 80"),
                                row(
                                        "orders",
                                        file -> line(file, 2, text -> text.substring(1)),
                                        "line 2: has 79 characters instead of 80"),
                                row(
                                        "payment_specification",
                                        file -> line(file, 3, text -> text.substring(0, 79)),
                                        "line 3: has 79 characters instead of 80"),
                                row(
                                        "payment_specification",
                                        file -> line(file, 3, text -> text.substring(1)),
                                        "line 3: there is no record '22' in such a file"),
                                row(
                                        "orders",
                                        file -> line(file, 3, text -> text.replaceFirst(" ", "\t")),
                                        "line 3: column 29 holds the byte 0x09, which is no"
                                                + " character of ISO 8859-1 that may stand there"),
                                row(
                                        "orders",
                                        file ->
                                                line(
                                                        file,
                                                        3,
                                                        text -> text.replaceFirst(" ", "\u0096")),
                                        "line 3: column 29 holds the byte 0x96, which is no"
                                                + " character of ISO 8859-1 that may stand there"),
                                row(
                                        "internet_bank_mandates",
                                        FaultsTest::asUtf8,
                                        "line 3: column 8 holds the byte 0x96, which is no"
                                            + " character of ISO 8859-1 that may stand there; the"
                                            + " file is UTF-8, it must be ISO 8859-1"),
                                // The length does not tell it where blanks are cut off.
                                row(
                                        "internet_bank_mandates",
                                        file ->
                                                asUtf8(
                                                                file.replace("\u00d6", "\u00f6")
                                                                        .replace(
                                                                                "\u00c5", "\u00e5"))
                                                        .replaceAll(" +\r\n", "\r\n"),
                                        "line 3: column 7 begins a letter of two bytes; the file is"
                                                + " UTF-8, it must be ISO 8859-1"),
                                row(
                                        "bgmax",
                                        FaultsTest::asUtf8,
                                        "line 6: column 10 holds the byte 0x96, which is no"
                                            + " character of ISO 8859-1 that may stand there; the"
                                            + " file is UTF-8, it must be ISO 8859-1"),
                                row(
                                        "orders",
                                        file ->
                                                line(
                                                        file,
                                                        11,
                                                        text ->
                                                                text.replace(
                                                                        "\u00c5", "\u00c3\u00a5")),
                                        "line 11: has 81 characters instead of 80; the file is"
                                                + " UTF-8, it must be ISO 8859-1"),
                                row(
                                        "orders",
                                        file -> "\u00ef\u00bb\u00bf" + file,
                                        "line 1: column 1 holds the byte 0xEF, which is no"
                                            + " character of ISO 8859-1 that may stand there; the"
                                            + " file is UTF-8, it must be ISO 8859-1")),
                        order(),
                        values(),
                        totals())
                .flatMap(rows -> rows);
    }

    private static String asUtf8(String file) {
        return new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Stream<Arguments> order() {
        return Stream.of(
                row(
                        "orders",
                        file -> without(file, 7),
                        "line 7: payments cannot stand in a section of mandates; begin a new"
                                + " section with a record 01"),
                row(
                        "orders",
                        file -> line(file, 3, text -> "99" + text.substring(2)),
                        "line 3: there is no record '99' in such a file"),
                row(
                        "orders",
                        file -> without(file, 1),
                        "line 1: is no opening record of a file of Bankgirot"),
                row(
                        "payment_specification",
                        file -> without(file, 2),
                        "line 2: a record 82 is out of order: it follows a record 15"),
                row(
                        "payment_specification",
                        file -> without(file, 8),
                        "line 8: a record 32 is out of order: it follows a record 16"),
                row(
                        "payment_specification",
                        file -> without(file, 11),
                        "line 11: a record 77 is out of order: it follows a record 17"),
                row(
                        "payment_specification",
                        file -> without(file, 13),
                        "line 12: the file ends without its end record 09; a part of it is"
                                + " missing"),
                row(
                        "payment_specification",
                        file -> file + AutogiroFiles.text("mandate_advice"),
                        "line 14: the file has sections of two kinds: PAYMENTS, ADVICES"),
                row(
                        "mandate_advice",
                        file -> without(file, 5) + file,
                        "line 5: a section is opened before the one before it has ended"),
                row(
                        "mandate_advice",
                        file -> file + line(file, 1, text -> text).split("\r\n")[1],
                        "line 6: a section must begin with its opening record"),
                row(
                        "rejected_old",
                        file -> file + "99261217" + "0".repeat(64) + "\r\n",
                        "line 6: ends a seal that nothing began; record 00, the first line, is"
                                + " missing"),
                row(
                        "mandate_register_old",
                        file -> file + "99261217" + "0".repeat(64) + "\r\n",
                        "line 2: ends a seal that nothing began; record 00, the first line, is"
                                + " missing"),
                row(
                        "internet_bank_mandates",
                        file -> without(file, 2),
                        "line 2: a record 53 is out of order: it follows a record 52"),
                row(
                        "internet_bank_mandates",
                        file -> line(file, 3, text -> (text + "\r\n").repeat(38).strip()),
                        "line 43: a record 56 is one too many: at most 40 follow a record 52"),
                row(
                        "bgmax",
                        file -> without(file, 2),
                        "line 2: a record 20 is out of order: it follows a record 05"),
                row(
                        "bgmax",
                        file -> without(file, 3),
                        "line 3: a record 22 is out of order: it follows a record 20 or 21"),
                row(
                        "bgmax",
                        file -> without(file, 4),
                        "line 13: the end record says n_extra_refs 3, the records before it make"
                                + " 2"),
                row(
                        "bgmax",
                        file -> without(file, 13),
                        "line 13: a record 70 is out of order: the deposit, a record 15, is"
                                + " missing"));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                row(
                        "orders",
                        file ->
                                file.replace(
                                        "0400050506040000000055555551",
                                        "0400099123460000000055555551"),
                        "line 3: the bankgiro 9912346 is not 5050604 of the opening record"),
                row(
                        "orders",
                        file ->
                                file.replace("000505060400000000", "000505060500000000")
                                        .replace("82202612280", "82202612280"),
                        "line 2: the bankgiro 5050605 is not 5050604 of the opening record"),
                row(
                        "orders",
                        file -> file.replace("82202612280 ", "82202613450 "),
                        "line 8: Debit (incoming payment), pay_date (columns 3-10) '20261345' is"
                                + " neither a date nor GENAST"),
                row(
                        "orders",
                        file -> file.replace("82GENAST  0", "82GENAST  1"),
                        "line 10: GENAST is for payments that are made once, with period 0"),
                row(
                        "orders",
                        file -> file.replace("82202701315", "82202701319"),
                        "line 9: period 9 is none of 0 to 8"),
                row(
                        "orders",
                        file -> file.replace("82202701315", "82202701310"),
                        "line 9: a payment that is made once, with period 0, has no renewals"),
                row(
                        "payment_specification",
                        file -> line(file, 3, text -> text.replace("000000024900", "00000002490X")),
                        "line 3: Payment specification: debit result, amount (columns 32-43)"
                                + " '00000002490X' is no number"),
                row(
                        "payment_specification",
                        file -> line(file, 3, text -> text.substring(0, 79) + " "),
                        "line 3: Payment specification: debit result, status (column 80) is"
                                + " blank"),
                row(
                        "payment_specification",
                        file ->
                                line(
                                        file,
                                        3,
                                        text -> text.substring(0, 14) + "X" + text.substring(15)),
                        "line 3: Payment specification: debit result, filler (column 15) 'X' must"
                                + " be blank; the line has slipped"),
                row(
                        "bgmax",
                        file -> line(file, 2, text -> text.replace("SEK", "SEX")),
                        "line 2: BgMax: section opening, currency (columns 23-25) 'SEX' is neither"
                                + " SEK nor EUR"),
                row(
                        "bgmax",
                        file -> line(file, 13, text -> text.replace("SEK", "EUR")),
                        "line 13: the deposit is in EUR, its section in SEK"),
                row(
                        "bgmax",
                        file -> line(file, 13, text -> text.replace("20261127", "00001127")),
                        "line 13: BgMax: deposit, closes a section, pay_date (columns 38-45)"
                                + " '00001127' is no date"),
                row(
                        "bgmax",
                        file -> file.replace("050005050604", "050000000000"),
                        "line 2: the bankgiro of the section is missing"),
                row(
                        "mandate_advice",
                        file -> line(file, 2, text -> text.replace("20261217", "90261217")),
                        "line 2: Mandate advice: record, action_date (columns 66-73) '90261217'"
                                + " is no date"),
                row(
                        "mandate_advice",
                        file -> line(file, 2, text -> text.replace("20261217", "20261317")),
                        "line 2: Mandate advice: record, action_date (columns 66-73) '20261317'"
                                + " is no date"));
    }

    private static Stream<Arguments> totals() {
        return Stream.of(
                row(
                        "payment_specification",
                        file -> without(file, 3),
                        "line 2: record 15 says 2 payments of 34900 ore, its records make 1 of"
                                + " 10000 ore"),
                row(
                        "payment_specification",
                        file -> line(file, 3, text -> text.replace("24900", "24901")),
                        "line 2: record 15 says 2 payments of 34900 ore, its records make 2 of"
                                + " 34901 ore"),
                row(
                        "payment_specification",
                        file ->
                                line(
                                        file,
                                        13,
                                        text -> text.replace("0000000000020", "0000000000030")),
                        "line 13: the end record says n_debits 3, the records before it make 2"),
                row(
                        "payment_specification_old",
                        file -> without(file, 2),
                        "line 4: the end record says n_debits 1, the records before it make 0"),
                row(
                        "mandate_advice",
                        file -> without(file, 2),
                        "line 4: the end record says n_records 3, the records before it make 2"),
                row(
                        "rejected",
                        file -> line(file, 2, text -> text.replace("5000I", "5001I")),
                        "line 5: the end record says sum_debits 12000, the records before it make"
                                + " 12001"),
                row(
                        "changes",
                        file -> without(file, 3),
                        "line 12: the end record says n_debits 5, the records before it make 4"),
                row(
                        "waiting_payments",
                        file -> without(file, 3),
                        "line 4: the end record says n_debits 2, the records before it make 1"),
                row(
                        "internet_bank_mandates",
                        file -> without(file, 7),
                        "line 7: the end record says n_records 6, the records before it make 5"),
                row(
                        "bgmax",
                        file -> file.replace("000000000000010000", "999999999999999999"),
                        "line 13: record 15 says 2 payments of 7500 ore, its records make 2 of"
                                + " 999999999999997499 ore"),
                row(
                        "bgmax",
                        file ->
                                line(
                                        file.replace("000000000000010000", "999999999999999999"),
                                        3,
                                        text -> (text + "\r\n").repeat(9) + text),
                        "line 4: the payments of a deposit add up to more than its record 15 can"
                                + " say"),
                row(
                        "bgmax",
                        file -> line(file, 13, text -> text.replace("7500SEK", "7501SEK")),
                        "line 13: record 15 says 2 payments of 7501 ore, its records make 2 of"
                                + " 7500 ore"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isToldWithItsLine(String name, UnaryOperator<String> change, String message) {
        String file = change.apply(AutogiroFiles.text(name));
        assertThatThrownBy(() -> AutogiroFiles.read(file))
                .isInstanceOf(MalformedAutogiro.class)
                .hasMessage(message);
    }

    /** So that the fault is told, and not that it is plain text. */
    @ParameterizedTest
    @ValueSource(strings = {"mandate_register", "mandate_register_old"})
    void registerWithAFaultyFirstLine_looksLikeOne(String name) {
        String file = AutogiroFiles.text(name);
        for (String faulty :
                List.of(
                        file.replaceFirst("\\R", " \n"),
                        file.replaceFirst(".\\R", "\n"),
                        "\u00ef\u00bb\u00bf" + file)) {
            assertThat(looksLike(faulty)).as(faulty.lines().findFirst().orElse("")).isTrue();
        }
        assertThat(looksLike("0012345678;0012345678;17\n")).isFalse();
        assertThat(looksLike("0".repeat(400))).isFalse();
    }

    private static boolean looksLike(String file) {
        return AutogiroReader.looksLike(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultyFile_isStillRecognized(String name, UnaryOperator<String> change, String message) {
        String file = change.apply(AutogiroFiles.text(name));
        if (!message.startsWith("line 1:")) {
            assertThat(
                            AutogiroReader.recognize(
                                    new ByteArrayInputStream(
                                            file.getBytes(StandardCharsets.ISO_8859_1))))
                    .isPresent();
        }
    }
}

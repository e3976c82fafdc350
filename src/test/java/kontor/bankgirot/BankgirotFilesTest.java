package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static kontor.bankgirot.BankgirotDesk.padded;
import static kontor.bankgirot.BankgirotDesk.registered;
import static kontor.bankgirot.BankgirotDesk.specification;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files of Bankgirot that are wrong, or tell of what nobody knows: set aside with the line, or a
 * case, and never half of them.
 */
class BankgirotFilesTest {

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    /** What is done to a sound file, and how the note on it begins. */
    private record Wrong(UnaryOperator<String> change, String why) {}

    private static List<Wrong> wrong() {
        String other = "0009912346";
        return List.of(
                new Wrong(file -> file.replaceFirst("\r\n", " \r\n"), "line 1: has 81"),
                new Wrong(file -> file.replaceFirst(" \r\n", "\r\n"), "line 2: has 79"),
                new Wrong(
                        file -> file.replace("0000002", "0000003"),
                        "line 4: the end record says n_records 3"),
                new Wrong(
                        file -> file.replace("\r\n09", "\r\n99"),
                        "line 4: there is no record '99'"),
                new Wrong(
                        file -> file.substring(0, 82 * 2),
                        "line 2: the file ends without its end record"),
                new Wrong(
                        file -> file.replace(BANKGIRO, other),
                        "line 1: the bankgiro 9912346 belongs to no own account"),
                new Wrong(
                        file -> file.replaceFirst("73" + BANKGIRO, "73" + other),
                        "line 2: the bankgiro 9912346 is not 59941203"),
                new Wrong(
                        file -> file.replaceFirst("20261217 ", "20261317 "),
                        "line 1: Mandate advice: opening record, written_date"),
                new Wrong(
                        file -> file.replaceFirst("AUTOGIRO ", "AUTOGIRO\t"),
                        "line 1: column 11 holds the byte 0x09"),
                new Wrong(
                        file -> "\u00ef\u00bb\u00bf" + file,
                        "line 1: column 1 holds the byte 0xEF"),
                // UTF-8 where a letter takes two bytes, as by an editor.
                new Wrong(
                        file -> file.replaceFirst(" \r\n", "\u00c3\u00a5\r\n"),
                        "line 2: has 81 characters instead of 80; the file is UTF-8"),
                // Half a file that is still being written.
                new Wrong(file -> file.substring(0, 200), "line 3: has"),
                // Two sections, of which one is wrong.
                new Wrong(
                        file -> file + file.replace("0000002", "0000009"),
                        "line 8: the end record says n_records 9"),
                new Wrong(
                        file -> file + file.replace(BANKGIRO, other),
                        "line 5: the bankgiro 9912346 belongs to no own account"));
    }

    @Test
    void wrongFile_isSetAsideWithItsLineAndMovesNothing() {
        String mandate = desk.sentMandate("990000");
        String sound = advices(advice("990000", "04", "32"), advice("990000", "46", "02"));
        for (var one : wrong()) {
            var told = desk.offer(one.change.apply(sound));
            assertThat(told.path("status").asText()).as(one.why).isEqualTo("QUARANTINED");
            assertThat(told.path("note").asText()).startsWith(one.why);
        }
        assertThat(desk.status(mandate)).isEqualTo("SENT");
    }

    @Test
    void lineEndsOfEveryKind_areTaken() {
        String mandate = desk.sentMandate("990000");
        String sound = advices(advice("990000", "04", "32"));
        assertThat(desk.offer(sound.replace("\r\n", "\n")).path("status").asText())
                .isEqualTo("PROCESSED");
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        String cut = advices(advice("990000", "46", "02")).replaceAll(" *\r\n", "\r\n").strip();
        assertThat(desk.offer(cut).path("status").asText()).isEqualTo("PROCESSED");
        assertThat(desk.status(mandate)).isEqualTo("CANCELLED");
    }

    @Test
    void soundFile_movesWhatIsKnownAndTellsTheRest_once() {
        String mandate = desk.sentMandate("990000");
        String file =
                advices(
                        advice("990000", "04", "32"),
                        advice("4711", "04", "32"),
                        advice("990000", "77", "32"));
        assertThat(desk.offer(file).path("status").asText()).isEqualTo("PROCESSED");
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        assertThat(desk.cases())
                .hasSize(2)
                .anyMatch(
                        one ->
                                one.contains(
                                        "line 3: there is no AUTOGIRO mandate with payer number"
                                                + " 4711"))
                .anyMatch(one -> one.contains("line 4: the mandate stays as it is"));

        // The same once more, byte for byte and with another opening record.
        int versions = desk.version(mandate);
        assertThat(desk.offer(file).path("status").asText()).isEqualTo("DUPLICATE");
        desk.offer(file.replaceFirst("20261217", "20261218").replaceFirst("20261217", "20261217"));
        assertThat(desk.version(mandate)).isEqualTo(versions);
        assertThat(desk.cases()).hasSize(2);

        // The payer's bank ends it without being asked.
        desk.offer(advices(advice("990000", "46", "02")));
        assertThat(desk.status(mandate)).isEqualTo("CANCELLED");
        assertThat(desk.mandate(mandate).at("/statusReason"))
                .isEqualTo("AUTOGIRO-INFORMATION-46: cancelled by the payer or the payer's bank");
    }

    @Test
    void specification_movesOnlyWhatWasSentAndAgrees() {
        String known =
                sandbox.aMandate()
                        .of(desk.payer())
                        .with(desk.autogiro("2001", "'active': true"))
                        .id();
        LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 1);
        Reply debit =
                sandbox.aDirectDebit()
                        .byAutogiro(known, 10_000)
                        .into(desk.account())
                        .on(day)
                        .approved();
        String id = debit.at("/id").replace("-", "");
        String reference = id.substring(16).toUpperCase(Locale.ROOT);
        // It has not left: whatever a file says, nothing is booked.
        assertThat(desk.offer(specification(reference, 10_000)).path("status").asText())
                .isEqualTo("PROCESSED");
        assertThat(
                        sandbox.developer()
                                .get("/payments/v2/direct-debits/" + debit.at("/id"))
                                .at("/status"))
                .isEqualTo("APPROVED");
        assertThat(desk.cases())
                .hasSize(1)
                .allMatch(one -> one.contains("line 3: Kontor sent no collection with reference"));
        // An opening of the old layout, which has no deposits, and a body of the new one.
        String old = "0120261229AUTOGIRO9900%40s123456%s".formatted("", BANKGIRO);
        var mixed = specification(reference, 10_000).replaceFirst(".{80}", "%-80s".formatted(old));
        assertThat(desk.offer(mixed).path("note").asText())
                .startsWith("line 2: there is no record '15' in such a file");
    }

    @Test
    void thousandsOfLinesThatAreNotOurs_areToldTogether() {
        String mandate = desk.sentMandate("990000");
        var lines =
                Stream.concat(
                                IntStream.range(0, 5_000)
                                        .mapToObj(i -> advice("77" + (1_000 + i), "04", "32")),
                                Stream.of(advice("990000", "04", "32")))
                        .toArray(String[]::new);
        assertThat(desk.offer(advices(lines)).path("status").asText()).isEqualTo("PROCESSED");
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        assertThat(desk.cases())
                .hasSize(100)
                .anyMatch(
                        one ->
                                one.endsWith(
                                        "4900 more such lines, from 102 to 5001, as the first"
                                                + " 100"));
    }

    @Test
    void register_bringsWhatIsNotKnown_andTellsWhatDiffers() {
        String sent = desk.sentMandate("990000");
        String other = desk.known("3001");
        String alone = desk.known("3002");
        String same = "5001000001234571";
        assertThat(
                        desk.offer(
                                        registered("990000", "1", same)
                                                + registered("3001", "1", "6000000123456789")
                                                + registered("4711", "1", same)
                                                + registered("4712", "2", same)
                                                + registered("5050604", "1", ""))
                                .path("status")
                                .asText())
                .isEqualTo("PROCESSED");
        assertThat(desk.status(sent)).isEqualTo("ACCEPTED");
        assertThat(desk.status(other)).isEqualTo("ACTIVE");
        assertThat(desk.status(alone)).isEqualTo("ACTIVE");
        assertThat(desk.statusOfPayer("4711")).isEqualTo("ACTIVE");
        assertThat(desk.statusOfPayer("4712")).isEqualTo("SENT");
        assertThat(desk.statusOfPayer("5050604")).isEqualTo("ACTIVE");
        assertThat(desk.cases())
                .hasSize(2)
                .anyMatch(one -> one.contains("has another account of the payer: 6000000123456789"))
                .anyMatch(one -> one.contains("not in Bankgirot's register; payer numbers 3002"));
        // Of another bankgiro: nothing of it is applied.
        assertThat(
                        desk.offer(
                                        registered("4713", "1", same)
                                                + registered("4714", "1", same)
                                                        .replace(BANKGIRO, "0009912346"))
                                .path("note")
                                .asText())
                .startsWith("line 2: the bankgiro 9912346 belongs to no own account");
        assertThat(desk.statusOfPayer("4713")).isEmpty();
        // The answer to what was pending comes later.
        desk.offer(advices(advice("4712", "42", "32")));
        assertThat(desk.statusOfPayer("4712")).isEqualTo("ACCEPTED");
    }

    /** Its second status, which the old layout has, keeps a mandate from being used. */
    @Test
    void registerOfTheOldLayout_withASecondStatus_agreesToNothing() {
        String sent = desk.sentMandate("2001");
        desk.offer(
                GiroLayout.OLD
                        .registered(2_001, "1")
                        .replace("1000000" + "5001", "11" + "00000" + "5001"));
        assertThat(desk.status(sent)).isEqualTo("SENT");
        assertThat(desk.cases())
                .singleElement()
                .matches(one -> one.contains("gives it the status 1 and 1, which"));
        desk.offer(GiroLayout.OLD.registered(2_001, "1"));
        assertThat(desk.status(sent)).isEqualTo("ACCEPTED");
    }

    /** A mainframe's own letters are no binary data. */
    @ParameterizedTest
    @EnumSource
    void textOfMainframes_isToldAsThat(GiroLayout layout) {
        String file = layout.advices("990000 04 32");
        for (String lineEnd : List.of("\r\n", "\u0085", "")) {
            byte[] bytes = file.replace("\r\n", lineEnd).getBytes(Charset.forName("IBM037"));
            var told = desk.offer(new String(bytes, StandardCharsets.ISO_8859_1));
            assertThat(told.path("status").asText()).isEqualTo("QUARANTINED");
            assertThat(told.path("note").asText()).contains("it is text in EBCDIC");
        }
    }

    @Test
    void paymentThatWaitsForAnotherDay_isTold() {
        Reply debit = desk.collected("3001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        LocalDate day = BankCalendar.SWEDEN.plus(sandbox.today(), 2);
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        desk.offer(waiting("20260101", waits(debit, day)));
        assertThat(desk.cases()).isEmpty();
        desk.offer(waiting("20260101", waits(debit, day.plusDays(7))));
        assertThat(desk.cases())
                .singleElement()
                .matches(
                        one ->
                                one.endsWith(
                                        "waits at Bankgirot for %s, and was sent for %s"
                                                .formatted(day.plusDays(7), day)));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
    }

    private static String waits(Reply debit, LocalDate day) {
        return padded(
                "82%s0    %016d%012d%10s%s"
                        .formatted(
                                day.toString().replace("-", ""),
                                3_001,
                                10_000,
                                "",
                                BankgirotDesk.reference(debit)));
    }

    @Test
    void waitingPayments_areComparedAndNothingEnds() {
        Reply debit = desk.collected("3001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        String there = "%08d".formatted(20260101);
        desk.offer(
                waiting(
                        there,
                        padded("82202612280    %016d%012d%10s%s".formatted(77, 1, "", "NOBODY"))));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        assertThat(desk.cases())
                .hasSize(2)
                .anyMatch(one -> one.contains("Kontor sent no collection with reference 'NOBODY'"))
                .anyMatch(one -> one.contains("do not wait at Bankgirot; references"));
    }

    @Test
    void newStatus_movesNothing_andMoneyThatComesTwiceIsTold() {
        Reply debit = desk.collected("2001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        String id = debit.at("/id").replace("-", "");
        String reference = id.substring(16).toUpperCase(Locale.ROOT);
        String paid = specification(reference, 10_000);
        desk.offer(
                paid.replace("          0\r\n", "          5\r\n")
                        .replaceFirst(
                                "%018d   00000001".formatted(10_000),
                                "0".repeat(18) + "   " + "0".repeat(8))
                        .replaceFirst("99000000010000000000010", "99000000000000000000000"));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        assertThat(desk.cases()).hasSize(1).allMatch(one -> one.endsWith("gives it the status 5"));

        desk.offer(paid);
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        desk.offer(paid.replace("\r\n", "\n"));
        assertThat(desk.cases()).hasSize(1);
        desk.offer(paid.replace("2026122800042", "2026122800043"));
        assertThat(desk.cases())
                .hasSize(2)
                .anyMatch(one -> one.endsWith("-2026-00042 and in 59941203-2026-00043"));
    }

    private static String waiting(String day, String record) {
        return padded("01%sAUTOGIRO9900BEVAKNINGSREG%27s123456%s".formatted(day, "", BANKGIRO))
                + record
                + padded(
                        "09%s9900%14s%012d%06d%06d%04d%012d%012d"
                                .formatted(
                                        day,
                                        "",
                                        0,
                                        0,
                                        1,
                                        0,
                                        Long.parseLong(record.substring(31, 43)),
                                        0));
    }
}

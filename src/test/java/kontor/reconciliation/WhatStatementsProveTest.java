package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in the folder of a bank, through the real inbox: what is booked, and what is missing. */
class WhatStatementsProveTest {

    private static final String ACCOUNTS = "/financial-data/v2/accounts/";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");

    private void offerGolden(String name) {
        try {
            bank.offer(
                    Files.readString(Path.of("src/test/resources/golden/proof", name + ".xml"))
                            .replace("DE89370400440532013000", bank.iban()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> booked(String date) {
        return sandbox
                .developer()
                .get(
                        "/financial-data/v2/transactions?limit=100&date=%s&accountId=%s"
                                .formatted(date, account))
                .items()
                .stream()
                .map(one -> one.at("/amount/stringValue").asText())
                .sorted()
                .toList();
    }

    private Reply shown() {
        return sandbox.owner().get(ACCOUNTS + account);
    }

    private List<String> gaps() {
        return StreamSupport.stream(shown().json().at("/statementGaps").spliterator(), false)
                .map(
                        one ->
                                one.path("kind").asText().equals("NUMBER")
                                        ? one.path("firstMissing") + "-" + one.path("lastMissing")
                                        : one.path("closedWith").asText()
                                                + "/"
                                                + one.path("opensWith").asText())
                .sorted()
                .toList();
    }

    private List<JsonNode> events(String name) {
        return sandbox.owner().get(ACCOUNTS + account + "/events?limit=100").items().stream()
                .filter(event -> event.toString().contains(name))
                .toList();
    }

    private String statement(int number, LocalDate day, long opening, long... entries) {
        var lines = new String[entries.length];
        long closing = opening;
        for (int i = 0; i < entries.length; i++) {
            lines[i] = BankFolder.entry(entries[i], day, "");
            closing += entries[i];
        }
        return bank.page(
                "N" + number + day,
                day,
                "<LglSeqNb>" + number + "</LglSeqNb>",
                BankFolder.balance("OPBD", opening, day) + BankFolder.balance("CLBD", closing, day),
                lines);
    }

    @Test
    void oneReferenceInTwoStatements_isTwoBookings() {
        offerGolden("same-reference-1");
        offerGolden("same-reference-2");
        assertThat(booked("2026-11-27")).containsExactly("5.00", "5.00");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void dayToldAgain_isBookedOnce() {
        offerGolden("overlap-1");
        offerGolden("overlap-2");
        assertThat(booked("2026-11-26")).containsExactly("5.00");
        assertThat(booked("2026-11-27")).containsExactly("3.00");
        assertThat(gaps()).isEmpty();
        bank.assertStates("PROCESSED", "PROCESSED");
    }

    @Test
    void gap_isBookedShownAndTold_andGoesWhenTheMissingOneComes() {
        offerGolden("gap-1");
        assertThat(gaps()).isEmpty();
        offerGolden("gap-3");
        assertThat(booked("2026-11-26")).containsExactly("5.00");
        assertThat(booked("2026-11-27")).containsExactly("5.00");
        assertThat(gaps()).containsExactly("2-2", "5.00/900.00");
        assertThat(events("STATEMENT_GAP_FOUND")).hasSize(1);
        bank.offer(statement(2, DAY.plusDays(1), 500, 89_500));
        assertThat(gaps()).isEmpty();
        assertThat(events("STATEMENT_GAP_CLOSED")).hasSize(1);
        assertThat(booked("2026-11-27")).containsExactly("5.00", "895.00");
    }

    @Test
    void statementsInAnyOrder_leaveNoGapInTheEnd() {
        bank.offer(statement(3, DAY.plusDays(2), 800, 200));
        bank.offer(statement(1, DAY, 0, 500));
        assertThat(gaps()).containsExactly("2-2", "5.00/8.00");
        bank.offer(statement(2, DAY.plusDays(1), 500, 300));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void statementsOfOneDayWithoutNumbers_inAnyOrder_leaveNoGapInTheEnd() {
        bank.offer(unnumbered(DAY, 1_000, 500));
        bank.offer(unnumbered(DAY, 0, 500));
        bank.assertStates("PROCESSED", "PROCESSED");
        assertThat(gaps()).hasSize(1);
        bank.offer(unnumbered(DAY, 500, 500));
        assertThat(gaps()).isEmpty();
        assertThat(booked(DAY.toString())).containsExactly("5.00", "5.00", "5.00");
        bank.offer(unnumbered(DAY.plusDays(1), 1_700, 100));
        assertThat(gaps()).containsExactly("15.00/17.00");
    }

    @Test
    void dayThatEndsAsItBegan_hidesNoGapBehindIt() {
        bank.offer(unnumbered(DAY, 0, 500));
        bank.offer(unnumbered(DAY, 500, -500));
        bank.offer(unnumbered(DAY.plusDays(1), 700, 100));
        assertThat(gaps()).hasSize(1);
    }

    /**
     * A part of a day opens between its entries; nothing is missing, in whatever order they come.
     */
    @ParameterizedTest
    @CsvSource({
        "'0 500 700', '500 700', ''", // the whole, then its end
        "'500 700', '0 500 700', ''",
        "'0 500 700', '500 700 300', ''", // they overlap
        "'500 700 300', '0 500 700', ''",
        "'0 500 700', '600 300', 12.00/6.00", // not one that opens elsewhere
    })
    void partOfADay_leavesNoGap(String first, String second, String gap) {
        bank.offer(unnumbered(DAY.minusDays(1), 100, -100));
        bank.offer(ofDay(first));
        bank.offer(ofDay(second));
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
        assertThat(gaps()).isEqualTo(gap.isEmpty() ? List.of() : List.of(gap));
    }

    /** With its opening balance and its entries. */
    private String ofDay(String figures) {
        long[] all = Stream.of(figures.split(" ")).mapToLong(Long::parseLong).toArray();
        return unnumbered(DAY, all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    private String unnumbered(LocalDate day, long opening, long... entries) {
        return statement(0, day, opening, entries)
                .replace("<LglSeqNb>0</LglSeqNb>", "")
                .replace("N0", "U" + opening + "/");
    }

    @Test
    void newYear_mayBeginAnewOrGoOn() {
        var old = LocalDate.of(2026, 12, 31);
        bank.offer(statement(250, old, 0, 500));
        bank.offer(statement(1, old.plusDays(1), 500, 300));
        assertThat(gaps()).isEmpty();
        bank.offer(statement(9, old.plusDays(3), 800, 100));
        assertThat(gaps()).containsExactly("2-8");
    }

    @Test
    void numbersThatBeginAnewWithinTheYear_leaveNoGap() {
        bank.offer(statement(31, DAY.minusDays(2), 0, 100));
        bank.offer(statement(1, DAY.minusDays(1), 100, 100));
        bank.offer(statement(2, DAY, 200, 100));
        assertThat(gaps()).isEmpty();
        bank.offer(statement(4, DAY.plusDays(1), 300, 100));
        assertThat(gaps()).containsExactly("3-3");
    }

    private List<String> cases(String status) {
        return sandbox
                .owner()
                .get(
                        "/financial-data/v2beta/cases?status=%s&accountId=%s"
                                .formatted(status, account))
                .items()
                .stream()
                .map(one -> one.path("kind").asText() + " " + one.path("summary").asText())
                .toList();
    }

    /** One name for the statements of a day, of which the one between comes last. */
    @Test
    void nameUsedAgain_waitsForItsNeighbour() {
        String name = "N0" + DAY;
        bank.offer(unnumbered(DAY, 0, 500).replace("U0/", "N0"));
        bank.offer(unnumbered(DAY, 800, 200).replace("U800/", "N0"));
        assertThat(bank.states()).containsExactly("PROCESSED", "QUARANTINED");
        assertThat(bank.inbox().getLast())
                .contains(name, "waits for a statement that closes with 8.00 or opens with 10.00");
        assertThat(cases("OPEN")).hasSize(1);
        bank.offer(unnumbered(DAY, 500, 300).replace("U500/", "N0"));
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
        assertThat(booked(DAY.toString())).containsExactly("2.00", "3.00", "5.00");
        assertThat(gaps()).isEmpty();
        assertThat(cases("OPEN")).isEmpty();
        assertThat(cases("CLOSED")).hasSize(1).first().asString().startsWith("STATEMENT_NOT");
    }

    @Test
    void statementsOfOneFileInAnyOrder_areAllBooked() {
        bank.offer(
                unnumbered(DAY, 0, 500).replace("U0/", "N0")
                        + unnumbered(DAY, 800, 200).replace("U800/", "N0")
                        + unnumbered(DAY, 500, 300).replace("U500/", "N0"));
        bank.assertStates("PROCESSED");
        assertThat(booked(DAY.toString())).containsExactly("2.00", "3.00", "5.00");
        assertThat(cases("OPEN")).isEmpty();
    }

    @Test
    void closingAlone_waitsForTheStatementBefore() {
        bank.offer(
                bank.page(
                        "LATE",
                        DAY.plusDays(1),
                        "",
                        BankFolder.balance("CLBD", 700, DAY.plusDays(1)),
                        BankFolder.entry(200, DAY.plusDays(1), "")));
        assertThat(bank.states()).containsExactly("QUARANTINED");
        bank.offer(statement(1, DAY, 0, 500));
        bank.assertStates("PROCESSED", "PROCESSED");
        assertThat(booked(DAY.plusDays(1).toString())).containsExactly("2.00");
        assertThat(cases("OPEN")).isEmpty();
    }

    /** Three of 0, 5, 8, 10; then the middle one in another order: no place proves it. */
    @Test
    void partOfADayInAnotherOrder_waitsForWhatProvesItsPlace() {
        bank.offer(unnumbered(DAY, 0, 500, 300, 200));
        bank.offer(unnumbered(DAY, 200, 300));
        assertThat(bank.states()).containsExactly("PROCESSED", "QUARANTINED");
        assertThat(bank.inbox().getLast()).contains("in another order", "waits for a statement");
        assertThat(booked(DAY.toString())).containsExactly("2.00", "3.00", "5.00");
        assertThat(cases("OPEN")).hasSize(1);
        // The bank took 8.00 in between, so it was a new one.
        bank.offer(unnumbered(DAY, 1_000, -800));
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
        assertThat(booked(DAY.toString())).containsExactly("-8.00", "2.00", "3.00", "3.00", "5.00");
        assertThat(cases("OPEN")).isEmpty();
    }

    /** People know a statement by what the bank calls it. */
    @Test
    void statementThatContradicts_namesTheOther() {
        bank.offer(statement(1, DAY, 0, 500));
        bank.offer(statement(2, DAY, 0, 300, 200));
        assertThat(bank.states()).containsExactly("PROCESSED", "QUARANTINED");
        assertThat(bank.inbox().getLast())
                .contains("other entries of %1$s than statement N1%1$s of %1$s".formatted(DAY));
    }

    @Test
    void partOfADayAtItsPlace_isToldAgain() {
        bank.offer(unnumbered(DAY, 0, 500, 300, 200));
        bank.offer(unnumbered(DAY, 500, 300));
        bank.assertStates("PROCESSED", "PROCESSED");
        assertThat(booked(DAY.toString())).containsExactly("2.00", "3.00", "5.00");
    }

    @Test
    void wholeDayInAnotherOrderAroundAPart_isNotBookedTwice() {
        bank.offer(unnumbered(DAY, 500, 300, 200));
        bank.offer(unnumbered(DAY, 0, 200, 300, 500, 100));
        assertThat(booked(DAY.toString())).containsExactly("2.00", "3.00");
        assertThat(bank.states()).containsExactly("PROCESSED", "QUARANTINED");
    }

    /** As if an earlier version had booked it, which kept no days. */
    private void forgetDays() {
        sandbox.tamper("DELETE FROM statement_days WHERE organization_id = :org");
        sandbox.tamper("UPDATE transactions SET place_minor = NULL WHERE organization_id = :org");
        sandbox.tamper("UPDATE statements SET days_kept = false WHERE organization_id = :org");
    }

    @Test
    void bookedBeforeDaysWereKept_isToldAgainAndNotBookedAgain() {
        bank.offer(statement(1, DAY, 0, 500, 100));
        forgetDays();
        bank.offer(
                bank.page(
                        "BOTH",
                        DAY.plusDays(1),
                        "",
                        BankFolder.balance("OPBD", 0, DAY)
                                + BankFolder.balance("CLBD", 900, DAY.plusDays(1)),
                        BankFolder.entry(100, DAY, ""),
                        BankFolder.entry(500, DAY, ""),
                        BankFolder.entry(300, DAY.plusDays(1), "")));
        assertThat(booked(DAY.toString())).containsExactly("1.00", "5.00");
        assertThat(booked(DAY.plusDays(1).toString())).containsExactly("3.00");
    }

    @Test
    void bookedBeforeDaysWereKept_isCheckedAtNight() {
        bank.offer(statement(1, DAY, 0, 500, 100));
        forgetDays();
        compare();
        assertThat(cases("OPEN")).isEmpty();
        sandbox.tamper(
                "UPDATE transactions SET amount_minor = amount_minor + 7 WHERE organization_id ="
                        + " :org AND amount_minor = 100");
        compare();
        assertThat(cases("OPEN")).hasSize(1).first().asString().startsWith("BOOKED_DIFFERS");
        sandbox.tamper(
                "UPDATE transactions SET amount_minor = amount_minor - 7 WHERE organization_id ="
                        + " :org AND amount_minor = 107");
        compare();
        assertThat(cases("OPEN")).isEmpty();
        assertThat(cases("CLOSED")).hasSize(1);
    }

    private void compare() {
        TestKontor.shared().wiring().banking().compareWithStatements(sandbox.organization());
    }

    /** Numbers of two days between which nothing came, and whether that is worth a note. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 20261127, 2026-11-30, 20261130, false",
        "2026-11-27, 2026331, 2026-11-30, 2026334, false",
        "2026-11-27, 26331, 2026-11-30, 26334, false",
        "2026-11-27, 331, 2026-11-30, 334, false",
        "2026-11-27, 261127, 2026-11-30, 261130, false",
        "2026-11-27, 1127, 2026-11-30, 1130, false",
        "2026-11-27, 2026112701, 2026-11-30, 2026113001, false",
        "2026-11-27, 332, 2026-11-30, 335, false", // made the day after
        "2026-11-27, 334, 2026-12-01, 335, false", // in a row all the same
        "2026-12-31, 365, 2027-01-04, 4, false",
        "2026-12-23, 20261223, 2026-12-28, 20261228, false",
        "2026-11-27, 41, 2026-11-30, 44, true",
        "2026-11-27, 331, 2026-11-30, 340, true",
        "2026-11-27, 20261127, 2026-11-30, 20261142, true",
    })
    void numbersOfDays_leaveNoGapWhereBalancesConnect(
            LocalDate first, int its, LocalDate last, int number, boolean note) {
        bank.offer(statement(its, first, 0, 500));
        bank.offer(statement(number, last, 500, 300));
        assertThat(gaps()).hasSize(note ? 1 : 0);
        assertThat(shown().at("/statementGaps/0/balancesConnect")).isEqualTo(note ? "true" : "");
        assertThat(events("STATEMENT_GAP_FOUND")).isEmpty();
        assertThat(events("STATEMENT_NUMBERS_SKIPPED")).hasSize(note ? 1 : 0);
    }

    @Test
    void numbersOfDays_hideNoMissingStatement() {
        bank.offer(statement(331, LocalDate.of(2026, 11, 27), 0, 500));
        bank.offer(statement(335, LocalDate.of(2026, 12, 1), 700, 300));
        assertThat(gaps()).contains("5.00/7.00");
        assertThat(events("STATEMENT_GAP_FOUND")).hasSize(1);
    }

    @Test
    void statementToldAgainUnderAnotherNumber_leavesNoGap() {
        bank.offer(statement(1, DAY, 0, 500));
        bank.offer(statement(2, DAY, 0, 500));
        bank.offer(statement(3, DAY.plusDays(1), 500, 100));
        assertThat(gaps()).isEmpty();
        assertThat(booked("2026-11-26")).containsExactly("5.00");
    }

    @Test
    void severalStatementsOfADay_followEachOther() {
        bank.offer(statement(2, DAY, 500, 500));
        bank.offer(statement(1, DAY, 0, 500));
        bank.offer(statement(4, DAY, 1_200, 1));
        assertThat(gaps()).containsExactly("10.00/12.00", "3-3");
        bank.offer(statement(3, DAY, 1_000, 200));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void statementOverAnotherBanksConnection_isSetAside_unlessTheAccountNamesIt() {
        var other = new BankFolder(sandbox, "generic", "other");
        other.ofAccount(bank.iban());
        other.offer(statement(1, DAY, 0, 500));
        assertThat(booked("2026-11-26")).isEmpty();
        assertThat(other.inbox().getFirst())
                .startsWith("QUARANTINED")
                .contains("this connection does not report")
                .contains("reportedBy");
        other.reportsOf(account);
        other.offer(statement(1, DAY, 0, 500) + "\n");
        assertThat(booked("2026-11-26")).containsExactly("5.00");
        bank.offer(statement(1, DAY, 0, 500));
        assertThat(booked("2026-11-26")).as("told by both").containsExactly("5.00");
    }

    @Test
    void reporter_mustBeAConnection() {
        sandbox.owner()
                .patch(
                        ACCOUNTS + account,
                        Jsons.json(
                                "[{'op': 'add', 'path': '/reportedBy/-', 'value': '%s'}]"
                                        .formatted(account)),
                        "If-Match",
                        shown().header("ETag"))
                .assertRefused("connection_not_found", "reportedBy");
    }
}

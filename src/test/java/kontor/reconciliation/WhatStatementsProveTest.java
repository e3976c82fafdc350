package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

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

    private String unnumbered(LocalDate day, long opening, long entry) {
        return statement(0, day, opening, entry)
                .replace("<LglSeqNb>0</LglSeqNb>", "")
                .replace("N0", "U" + opening + "/");
    }

    @Test
    void newYear_mayBeginAnewOrGoOn() {
        var old = LocalDate.of(2026, 12, 31);
        bank.offer(statement(250, old, 0, 500));
        bank.offer(statement(1, old.plusDays(1), 500, 300));
        assertThat(gaps()).isEmpty();
        bank.offer(statement(3, old.plusDays(3), 800, 100));
        assertThat(gaps()).containsExactly("2-2");
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

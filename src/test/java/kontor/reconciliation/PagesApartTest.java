package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.balance;
import static kontor.reconciliation.BankFolder.entry;
import static kontor.reconciliation.BankFolder.pagination;
import static kontor.reconciliation.BankFolder.servicer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** A statement whose pages come in files of their own, without balances between them. */
class PagesApartTest {

    private static final int MARK = 1_000_000;

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private final LocalDate day = sandbox.today();

    /** Amounts are of the page: 1,000,001 is on the first, 2,000,001 on the second. */
    private String page(int number, boolean last, String balances, int entries) {
        return bank.page(
                "S1",
                day,
                pagination(number, last),
                balances,
                IntStream.rangeClosed(1, entries)
                        .mapToObj(
                                i ->
                                        entry(
                                                number * MARK + i,
                                                day,
                                                i % 2 == 0 ? "" : servicer("R" + i)))
                        .toArray(String[]::new));
    }

    private String first() {
        return page(1, false, balance("OPBD", 500, day), 2);
    }

    private String second() {
        return page(2, false, "", 1);
    }

    private String third(long closing) {
        return page(3, true, balance("CLBD", closing, day), 1);
    }

    private static final long CLOSING = 500 + MARK + 1 + MARK + 2 + 2 * MARK + 1 + 3 * MARK + 1;

    private List<Long> booked() {
        var items =
                sandbox.developer()
                        .get(
                                "/financial-data/v2/transactions?limit=100&accountId="
                                        + sandbox.account())
                        .json();
        return StreamSupport.stream(items.at("/items").spliterator(), false)
                .map(one -> one.at("/amount/value").asLong())
                .filter(minor -> minor > MARK && minor % MARK < 10 && minor % MARK > 0)
                .sorted()
                .toList();
    }

    private void assertBookedOnce() {
        assertThat(booked())
                .containsExactly((long) MARK + 1, (long) MARK + 2, 2L * MARK + 1, 3L * MARK + 1);
    }

    @Test
    void pages_areBookedOnceAllAreThere_inWhateverOrderTheyCome() {
        bank.offer(third(CLOSING));
        bank.offer(first());
        assertThat(booked()).isEmpty();
        assertThat(bank.inbox())
                .containsExactly(
                        "WAITING page 3 of statement S1 waits until all pages are there",
                        "WAITING page 1 of statement S1 waits until all pages are there");
        bank.offer(second());
        assertBookedOnce();
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
        assertThat(
                        sandbox.developer()
                                .get(
                                        "/financial-data/v2/accounts/"
                                                + sandbox.account()
                                                + "/balances?mostRecent=true&type=BOOKED")
                                .body())
                .contains("\"value\":" + CLOSING);
    }

    @Test
    void pagesAgain_addNothing() {
        for (String page :
                List.of(
                        first(),
                        second(),
                        second() + "\n",
                        third(CLOSING),
                        first() + "\n",
                        third(CLOSING) + "\n")) {
            bank.offer(page);
        }
        bank.offer(
                bank.page(
                        "S1",
                        day,
                        "",
                        balance("OPBD", 500, day) + balance("CLBD", CLOSING, day),
                        all()));
        assertBookedOnce();
        assertThat(bank.states()).containsOnly("PROCESSED");
    }

    private String[] all() {
        return new String[] {
            entry(MARK + 1, day, servicer("R1")),
            entry(MARK + 2, day, ""),
            entry(2 * MARK + 1, day, servicer("R1")),
            entry(3 * MARK + 1, day, servicer("R1"))
        };
    }

    @Test
    void pagesThatDoNotAddUp_bookNothingUntilTheWrongOneIsCorrected() {
        bank.offer(first());
        bank.offer(second());
        bank.offer(third(CLOSING + 1));
        assertThat(booked()).isEmpty();
        bank.assertStates("WAITING", "WAITING", "QUARANTINED");
        assertThat(bank.inbox())
                .allSatisfy(file -> assertThat(file).contains("not booked", "closes with"));
        bank.offer(third(CLOSING));
        assertBookedOnce();
        bank.assertStates("PROCESSED", "PROCESSED", "QUARANTINED", "PROCESSED");
    }

    @Test
    void pageWithOtherFigures_afterAllWereBooked_isSetAside() {
        bank.offer(first());
        bank.offer(second());
        bank.offer(third(CLOSING));
        bank.offer(page(2, false, "", 2));
        assertBookedOnce();
        assertThat(bank.inbox().getLast())
                .startsWith("QUARANTINED")
                .contains("read before with other figures");
    }

    @Test
    void pagesOfOneFile_goOnInTheNext() {
        String both = first().replace("</Stmt>", "</Stmt>" + element(second()));
        bank.offer(third(CLOSING));
        bank.offer(both);
        assertBookedOnce();
        bank.assertStates("PROCESSED", "PROCESSED");
    }

    @Test
    void pagesInTheWrongOrderOfOneFile_areOneStatement() {
        bank.offer(
                third(CLOSING)
                        .replace("</Stmt>", "</Stmt>" + element(first()) + element(second())));
        assertBookedOnce();
        bank.assertStates("PROCESSED");
    }

    private static String element(String file) {
        return file.substring(file.indexOf("<Stmt>"), file.indexOf("</Stmt>") + "</Stmt>".length());
    }

    @Test
    void pagesThatProveAlone_areBookedAsTheyCome() {
        long between = 500 + 2L * MARK + 3;
        bank.offer(page(1, false, balance("OPBD", 500, day) + balance("ITBD", between, day), 2));
        assertThat(booked()).hasSize(2);
        bank.assertStates("PROCESSED");
        bank.offer(
                page(
                        2,
                        true,
                        balance("ITBD", between, day)
                                + balance("CLBD", between + 2 * MARK + 1, day),
                        1));
        assertThat(booked()).hasSize(3);
        bank.assertStates("PROCESSED", "PROCESSED");
    }
}

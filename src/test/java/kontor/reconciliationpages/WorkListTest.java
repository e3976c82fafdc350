package kontor.reconciliationpages;

import static kontor.statements.StatementBuilder.aDetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import kontor.Browser;
import kontor.Reply;
import kontor.Table;
import kontor.expectations.ExpectedFixture;
import kontor.iso20022.Remittance;
import org.junit.jupiter.api.Test;

/** What the work list suggests, and what becomes of it, over real HTTP and without script. */
class WorkListTest {

    /** The account of the other side in every booking of the fixture. */
    private static final String PAYER = "'counterpartyAccount': 'DE64 5001 0517 3198 8333 24'";

    private final ExpectedFixture room = new ExpectedFixture();
    private final Browser browser = Browser.of(room.client);

    private Reply booked(long minor, String text) {
        return room.booked(
                minor,
                aDetail(minor, "NOTPROVIDED")
                        .remittance(Optional.of(Remittance.ofText(text)))
                        .build());
    }

    private String page(Reply booked) {
        return browser.open("/reconciliation?transaction=" + booked.at("/id")).html();
    }

    private Browser.Page send(Reply booked, String verb, Reply... picked) {
        var picks = new StringBuilder();
        for (Reply one : picked) {
            picks.append(picks.isEmpty() ? "" : ",")
                    .append("EXPECTED_TRANSACTION:")
                    .append(one.at("/id"));
        }
        return browser.submit(
                "/reconciliation/" + booked.at("/id") + "/" + verb,
                "key",
                verb + booked.at("/id"),
                "picks",
                picks.toString());
    }

    @Test
    void severalTogether_areSuggestedWithReasons_andAttachedAtOnce() {
        var first = room.expected(312_000, "UNSTRUCTURED", "Rechnung 2026-0418", PAYER);
        var second = room.expected(175_120, "UNSTRUCTURED", "Rechnung 2026-0420", PAYER);
        room.expected(487_120, "UNSTRUCTURED", "Rechnung 2026-0377", PAYER);
        var booked = booked(487_120, "RG 2026 418 u. 420");
        assertThat(page(booked))
                .contains(
                        "2 expected transactions together",
                        "sum equals, to the cent",
                        "each reference stands in the booking",
                        "account of the other side is known",
                        "Attach both",
                        "not in the reference")
                .doesNotContain("2026 stands in");
        assertThat(send(booked, "attach", first, second).status()).isEqualTo(303);
        assertThat(room.now(first).at("/status")).isEqualTo("RECONCILED");
        assertThat(room.now(second).at("/status")).isEqualTo("RECONCILED");
        assertThat(page(booked)).contains("Take off");
        assertThat(send(booked, "detach", first).status()).isEqualTo(303);
        assertThat(room.now(first).at("/status")).isEqualTo("CREATED");
    }

    @Test
    void refused_isNotSuggestedAgain_andStillFound() {
        var expected = room.expected(7_500, "UNSTRUCTURED", "Donation", PAYER);
        var booked = booked(7_500, "Danke");
        assertThat(page(booked)).contains("Donation", "amount equals", "not in the reference");
        assertThat(send(booked, "refuse", expected).status()).isEqualTo(303);
        assertThat(page(booked)).contains("None.").doesNotContain("Donation");
        assertThat(
                        browser.open("/reconciliation?find=75.00&transaction=" + booked.at("/id"))
                                .html())
                .contains("Donation");
        assertThat(send(booked, "attach", expected).status()).isEqualTo(303);
        assertThat(room.now(expected).at("/status")).isEqualTo("RECONCILED");
        assertThat(browser.open("/expected-transactions/" + expected.at("/id")).html())
                .contains("<small>" + booked.at("/date") + ", " + booked.at("/reference"));
        assertThat(browser.open("/transactions/" + booked.at("/id")).html())
                .contains("1 expected transaction")
                .doesNotContain("1 payment");
    }

    @Test
    void sureOnes_areAttachedWithOneClick_andOthersAreLeft() {
        var sure = room.expected(-48_600, "UNSTRUCTURED", "Abschlag 12/2026", PAYER);
        var booked = booked(-48_600, "Abschlag 12/2026");
        var late = room.expected(9_900, "UNSTRUCTURED", "something else");
        booked(9_900, "who knows");
        String list = browser.open("/reconciliation").html();
        assertThat(list).contains("Attach 1 sure one");
        String offered = booked.at("/id") + "=EXPECTED_TRANSACTION:" + sure.at("/id");
        assertThat(list).contains(offered);
        browser.submit("/reconciliation/sure", "key", "sure", "sure", offered);
        assertThat(room.now(sure).at("/status")).isEqualTo("RECONCILED");
        assertThat(browser.open("/expected-transactions/" + sure.at("/id")).html())
                .contains("Attached bookings")
                .doesNotContainPattern("class=\"money\">486[.]00");
        assertThat(room.now(late).at("/status")).isEqualTo("CREATED");
        assertThat(browser.open("/reconciliation").html()).doesNotContain("Attach 1 sure");
    }

    @Test
    void expectedTransaction_isMadeShownArchivedAndKeptAsAFile() {
        var made =
                browser.submit(
                        "/expected-transactions/new",
                        "key",
                        "new",
                        "accountId",
                        room.account.id().toString(),
                        "amount.stringValue",
                        "-3.402,11",
                        "date",
                        "2026-12-10",
                        "remittanceInformation.type",
                        "UNSTRUCTURED",
                        "remittanceInformation.value",
                        "VAT November");
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        String path = made.location();
        assertThat(browser.open(path).html()).contains("VAT November", "3,402.11", "Archive");
        assertThat(browser.submit(path + "/archive", "key", "a", "version", "1").status())
                .isEqualTo(303);
        assertThat(browser.open(path).html()).contains("Wait for it again");
        assertThat(browser.open("/expected-transactions?status=ARCHIVED").html())
                .contains("VAT November");
        assertThat(browser.open("/expected-transactions.csv").html())
                .contains("VAT November", "-3402.11");
        var wrong = browser.submit("/expected-transactions/new", "key", "empty");
        assertThat(wrong.status()).isEqualTo(400);
    }

    @Test
    void bookingThatNothingFits_leadsToAnExpectedTransactionMadeOfIt() {
        var booked = booked(-1_300, "Kontoavgift november");
        String link = "/expected-transactions/new?transaction=" + booked.at("/id");
        assertThat(page(booked)).contains(link);
        assertThat(browser.open(link).html())
                .contains("value=\"-13.00\"", "value=\"EUR\"", "value=\"Kontoavgift november\"")
                .contains("value=\"Acme Corp\"", "value=\"" + booked.at("/date") + "\"")
                .containsPattern("value=\"UNSTRUCTURED\" selected");
        String none = "/expected-transactions/new?transaction=" + room.account.id();
        assertThat(browser.open(none).status()).isEqualTo(404);
        assertThat(browser.open("/expected-transactions/new?transaction=x").status())
                .isEqualTo(200);
    }

    @Test
    void bookings_areCounted_andFoundByAmountAndName() {
        assertThat(browser.open("/reconciliation").html()).contains("Everything is explained");
        booked(125_000, "in");
        booked(-125_000, "out");
        booked(9_900, "little");
        String all = browser.open("/reconciliation").html();
        assertThat(all)
                .contains("<h2>3 bookings</h2>", "of <b>any amount</b>", "with <b>anybody</b>")
                .contains("/transactions.csv?reconciliationStatus=NOT_RECONCILED");
        for (var row :
                Table.of(
                        """
                        typed=1.250,00                     | amount=125000                                    | 1 booking
                        typed=-1250                        | amount=-125000                                   | 1 booking
                        typed=%E2%88%921,250.00            | amount=-125000                                   | 1 booking
                        typed%5Bgte%5D=99                  | amount%5Bgte%5D=9900                             | 2 bookings
                        typed%5Bgte%5D=-1250&typed%5Blte%5D=99.00 | amount%5Bgte%5D=-125000&amount%5Blte%5D=9900 | 2 bookings
                        typed=99&typed%5Bgte%5D=100        | amount=9900                                      | 1 booking
                        """)) {
            var led = browser.open("/reconciliation?" + row[0]);
            assertThat(led.location()).as(row[0]).isEqualTo("/reconciliation?" + row[1]);
            assertThat(browser.open(led.location()).html()).contains("<h2>" + row[2] + "</h2>");
            String file = "/transactions.csv?" + row[1] + "&reconciliationStatus=NOT_RECONCILED";
            assertThat(browser.open(file).html().lines().count())
                    .isEqualTo(1 + Long.parseLong(row[2].split(" ")[0]));
        }
        assertThat(browser.open("/reconciliation?typed=much").status()).isEqualTo(400);
        assertThat(browser.open("/reconciliation?query=acme&amount=9900").html())
                .contains("<h2>1 booking</h2>", "of <b>99.00</b>", "with <b>acme</b>");
        assertThat(browser.open("/reconciliation?amount=-9900").html())
                .contains("No booking is like this", "/reconciliation?amount=9900");
        assertThat(browser.open("/transactions?query=acme&typed=99").location())
                .isEqualTo("/transactions?query=acme&amount=9900");
        assertThat(browser.open("/transactions?query=nobody").html())
                .contains("No transaction is like this");
    }
}

package kontor.reconciliationpages;

import static kontor.statements.StatementBuilder.aDetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import kontor.Browser;
import kontor.Reply;
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
}

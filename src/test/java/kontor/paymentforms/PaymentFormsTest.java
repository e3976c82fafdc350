package kontor.paymentforms;

import static kontor.Browser.plus;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms for new payments, over real HTTP and without script. */
class PaymentFormsTest {

    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}\u202e";
    private static final String NEW = "/credit-transfers/new";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final Browser owner = Browser.of(ours.owner());

    private String[] transfer(String payee, String... more) {
        String key = owner.open(NEW).find("name=\"key\" value=\"([^\"]+)\"");
        var form =
                new ArrayList<>(
                        List.of(
                                "key",
                                key,
                                "source.id",
                                ours.account(),
                                "scheme",
                                "SCT",
                                "destination",
                                payee,
                                "amount.stringValue",
                                "1.980,5",
                                "amount.currency",
                                "EUR",
                                "date",
                                ours.today().plusDays(5).toString(),
                                "reference",
                                "bill 7720"));
        form.addAll(List.of(more));
        return form.toArray(String[]::new);
    }

    @Test
    void newCreditTransfer_isShownAheadAndMadeOnce() {
        var payee = ours.aCounterparty().named("M\u00fcller Logistik").made();
        String account = "EXTERNAL_ACCOUNT " + payee.at("/accounts/0/id");
        var form = transfer(account, "metadata.key", "costCenter", "metadata.value", "4711");
        var found = owner.submit(NEW, plus(form, "payee", "m\u00fcller", "find", "1"));
        assertThat(found.html())
                .contains("M\u00fcller Logistik, ", "value=\"" + account + "\" selected");
        for (String nobody : new String[] {"m\u00fc", "nobody at all", "a\u0000b"}) {
            assertThat(owner.submit(NEW, "payee", nobody, "find", "1").html())
                    .as(nobody)
                    .contains("Nobody is found like this");
            assertThat(owner.submit("/mandates/new", "payer", nobody, "find", "1").html())
                    .as(nobody)
                    .contains("Nobody is found like this");
        }
        var ahead = owner.submit(NEW, plus(form, "preview", "1"));
        assertThat(ahead.status()).as(ahead.html()).isEqualTo(200);
        assertThat(ahead.html())
                .contains(
                        "1,980.50 EUR paid on",
                        "Needs one approval",
                        "Leaves with the file",
                        "1.980,5")
                .doesNotContain("Possible duplicate");
        assertThat(owner.open("/credit-transfers").html()).contains("No credit transfer yet");
        var made = owner.submit(NEW, form);
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        assertThat(owner.submit(NEW, form).location()).isEqualTo(made.location());
        assertThat(owner.follow(made).html()).contains("1,980.50", "4711", "bill 7720");
        var twin = owner.submit(NEW, plus(transfer(account), "preview", "1"));
        assertThat(twin.html()).contains("Possible duplicate", "(created) has", made.location());
        var again = owner.open(NEW + "?again=" + made.location().replaceAll(".*/", ""));
        assertThat(again.html()).contains("value=\"1980.50\"", "bill 7720", account);
    }

    @Test
    void newPayee_isDescribedAndBecomesACounterparty() {
        var made =
                owner.submit(
                        NEW,
                        transfer(
                                "INLINE",
                                "destination.holder.legalName",
                                "Weber Elektro",
                                "destination.identifiers.0.number",
                                "de64 5001 0517 3198 8333 24"));
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        assertThat(owner.follow(made).html()).contains("Weber Elektro", "DE64 5001 0517");
        assertThat(owner.open("/counterparties?query=weber").html()).contains("Weber Elektro");
        var wrong =
                owner.submit(
                        NEW,
                        transfer(
                                "",
                                "destination.holder.legalName",
                                HOSTILE,
                                "destination.identifiers.0.number",
                                "DE00 1234"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.html())
                .contains("f-destination.identifiers.0.number", "DE00 1234", "&lt;script>")
                .doesNotContain("<script>alert");
    }

    @Test
    void ownAccount_isPaidToo() {
        String other = ours.anAccount().id();
        var made = owner.submit(NEW, transfer("ACCOUNT " + other));
        assertThat(made.status()).as(made.html()).isEqualTo(303);
        assertThat(owner.follow(made).html()).contains("bill 7720");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/direct-debits/new", NEW})
    void emptyAndHugeForms_comeBackWithWhatWasTyped(String path) {
        var empty = owner.submit(path);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.html()).contains("Nothing was done", "href=\"#f-date\"", "is required");
        var typing = owner.submit(path, "preview", "live", "reference", "so far");
        assertThat(typing.status()).isEqualTo(200);
        assertThat(typing.html()).contains("Still to be changed", "so far");
        String huge = "x".repeat(10_000);
        var much =
                owner.submit(
                        path,
                        "reference",
                        huge,
                        "date",
                        HOSTILE,
                        "amount.stringValue",
                        "9".repeat(40),
                        "amount.currency",
                        HOSTILE,
                        "scheme",
                        HOSTILE,
                        "destination",
                        HOSTILE + " " + HOSTILE,
                        "mandateId",
                        HOSTILE,
                        "source.id",
                        HOSTILE,
                        "calendar",
                        HOSTILE);
        assertThat(much.status()).isIn(200, 400);
        assertThat(much.html()).doesNotContain("<script>alert").contains(huge);
    }

    @ParameterizedTest
    @CsvSource({
        "date 2027-03-15, March 2027, 2027-03-15",
        "date 2027-02, February 2027, ''",
        "date 9999-12, '', ''",
        "date 2027-99-99, '', 2027-99-99",
        "other.field 2027-02-01, '', ''"
    })
    void calendar_isTurnedAndPickedByButtons(String pressed, String shown, String date) {
        ours.advanceTo(java.time.LocalDate.parse("2026-12-31"));
        var page = owner.submit(NEW, "calendar", pressed, "reference", "kept");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains(shown, "value=\"kept\"", "value=\"" + date + "\"");
    }

    @Test
    void whoMayNot_isRefused_andForeignIdsAreUnknown() {
        var reader = Browser.of(ours.clientWith(Set.of("credit_transfers:read")));
        assertThat(reader.open("/credit-transfers").html()).doesNotContain("/new");
        assertThat(reader.open(NEW).status()).isEqualTo(403);
        assertThat(reader.submit(NEW).status()).isEqualTo(403);
        var theirs = kontor.sandbox();
        String payee = theirs.aCounterparty().named("Theirs Ltd").accountId();
        String id = theirs.aCreditTransfer().to(payee).id();
        assertThat(owner.open(NEW + "?again=" + id + "&externalAccountId=" + payee).html())
                .doesNotContain("Theirs Ltd", theirs.account());
        var foreign = owner.submit(NEW, transfer("EXTERNAL_ACCOUNT " + payee));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.html()).contains("href=\"#f-destination\"").doesNotContain("Theirs");
    }
}

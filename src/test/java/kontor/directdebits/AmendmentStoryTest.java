package kontor.directdebits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.CounterpartyBuilder;
import kontor.Jsons;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * A mandate changes while money is collected under it: what the bank is told, and what it makes of
 * it.
 */
class AmendmentStoryTest {

    private static final String OTHER_BANK = "DE89370400440532013000";
    private static final String SAME_BANK = "DE40500105176499974616";
    private static final String CLOSED = "DE86999100000000001040";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();

    /** A payer with these accounts; the ids of the accounts. */
    private List<String> payer(String... ibans) {
        var accounts =
                Stream.of(ibans)
                        .map(
                                iban ->
                                        "{'market': 'DE', 'identifiers': [{'type': 'IBAN',"
                                                + " 'number': '"
                                                + iban
                                                + "'}]}")
                        .toList();
        var reply =
                sandbox.developer()
                        .post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        "{'legalName': 'Payer', 'accounts': ["
                                                + String.join(", ", accounts)
                                                + "]}"))
                        .created();
        return IntStream.range(0, ibans.length)
                .mapToObj(i -> reply.at("/accounts/" + i + "/id"))
                .toList();
    }

    private Reply mandate(String id) {
        return sandbox.developer().get("/payments/v2/mandates/" + id);
    }

    private Reply change(String mandate, String member, String value) {
        var reply =
                sandbox.developer()
                        .patch(
                                "/payments/v2beta/mandates/" + mandate,
                                Jsons.json(
                                        "[{'op': 'replace', 'path': '/"
                                                + member
                                                + "', 'value': '"
                                                + value
                                                + "'}]"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    /** One that is made, approved, handed over and booked, or refused. */
    private Reply collected(String mandate) {
        return ended(approved(mandate));
    }

    private Reply approved(String mandate) {
        return sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(5)).approved();
    }

    private Reply ended(Reply debit) {
        sandbox.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
        return directDebits.get(debit);
    }

    /**
     * What the file that has a collection tells of its mandate, such as {@code M-2 was M-1, account
     * SMNDA}.
     */
    private String told(Reply debit) throws Exception {
        for (byte[] file : SentFiles.of(sandbox)) {
            var document = SentFiles.read(file);
            if (SentFiles.all(document, "EndToEndId").stream()
                    .noneMatch(
                            id -> id.getTextContent().equals(debit.at("/id").replace("-", "")))) {
                continue;
            }
            SentFiles.validate(file);
            Element one = SentFiles.transaction(document, debit.at("/id"));
            assertThat(SentFiles.text(one, "AmdmntInd").equals("true"))
                    .isEqualTo(one.getElementsByTagName("AmdmntInfDtls").getLength() == 1);
            assertThat(SentFiles.all(document, "SeqTp"))
                    .extracting(Element::getTextContent)
                    .containsOnly("RCUR");
            return SentFiles.text(one, "MndtId")
                    + was(" was ", SentFiles.text(one, "OrgnlMndtId"))
                    + was(
                            " creditor ",
                            SentFiles.text(one, "OrgnlCdtrSchmeId").replaceAll("SEPA|\\s", ""))
                    + was(" account ", SentFiles.text(one, "OrgnlDbtrAcct").strip());
        }
        throw new AssertionError("no file has " + debit.at("/id"));
    }

    private static String was(String what, String value) {
        return value.isEmpty() ? "" : what + value;
    }

    @Test
    void changes_areToldUntilOneCollectionIsAccepted_andNoLonger() throws Exception {
        var accounts = payer(CounterpartyBuilder.IBAN, OTHER_BANK, CLOSED);
        String mandate =
                sandbox.aMandate().of(accounts.getFirst()).with("'mandateReference': 'OLD-1'").id();
        assertThat(told(collected(mandate))).isEqualTo("OLD-1");

        change(mandate, "mandateReference", "NEW-1");
        change(mandate, "creditorReference", "NL79ZZZ999999990000");
        change(mandate, "externalAccountId", accounts.get(2));
        var refused = collected(mandate);
        assertThat(refused.at("/status")).isEqualTo("FAILED");
        assertThat(told(refused))
                .isEqualTo("NEW-1 was OLD-1 creditor DE98ZZZ09999999999 account SMNDA");
        assertThat(mandate(mandate).at("/blockedBy")).isEqualTo("AC04");
        assertThat(mandate(mandate).at("/pendingAmendment/originalMandateReference"))
                .isEqualTo("OLD-1");

        // Several changes before the first acceptance keep the original values.
        change(mandate, "mandateReference", "NEWER-1");
        change(mandate, "externalAccountId", accounts.get(1));
        var taken = collected(mandate);
        assertThat(taken.at("/status")).as(taken.body()).isEqualTo("EXECUTED");
        assertThat(told(taken))
                .isEqualTo("NEWER-1 was OLD-1 creditor DE98ZZZ09999999999 account SMNDA");
        assertThat(mandate(mandate).json().has("pendingAmendment")).isFalse();
        assertThat(
                        sandbox.developer()
                                .get("/payments/v2/mandates/" + mandate + "/events")
                                .values("name"))
                .contains("AMENDED", "AMENDMENT_ACCEPTED");
        var next = collected(mandate);
        assertThat(next.at("/status")).isEqualTo("EXECUTED");
        assertThat(told(next)).isEqualTo("NEWER-1");
    }

    @Test
    void blockedMandate_isUsableAgain_underAnotherAccount() throws Exception {
        var accounts = payer(CLOSED, CounterpartyBuilder.IBAN);
        String mandate = sandbox.aMandate().of(accounts.getFirst()).id();
        var first = approved(mandate);
        var waiting =
                sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(26)).approved();
        assertThat(ended(first).at("/statusReason/code")).isEqualTo("AC04");
        sandbox.aDirectDebit().under(mandate).send().assertRefused("mandate_blocked", "mandateId");

        Reply changed = change(mandate, "externalAccountId", accounts.get(1));
        assertThat(changed.json().has("blockedBy")).isFalse();
        var fresh = approved(mandate);
        assertThat(fresh.at("/source/identifiers/0/number")).isEqualTo(CounterpartyBuilder.IBAN);
        // Made and approved for the old account; its file is written for the new one, and it says
        // so.
        assertThat(directDebits.get(waiting).at("/source/id")).isEqualTo(accounts.getFirst());
        assertThat(ended(fresh).at("/status")).isEqualTo("EXECUTED");
        var moved = ended(waiting);
        assertThat(moved.at("/status")).as(moved.body()).isEqualTo("EXECUTED");
        assertThat(moved.at("/source/id")).isEqualTo(accounts.get(1));
        assertThat(moved.at("/source/identifiers/0/number")).isEqualTo(CounterpartyBuilder.IBAN);
        assertThat(told(moved)).isEqualTo(moved.at("/mandate/mandateReference"));
    }

    @Test
    void collectionsAtTheBank_keepWhatTheyTold_andLateOnesAreNoNews() throws Exception {
        var accounts = payer(CounterpartyBuilder.IBAN, OTHER_BANK);
        String mandate =
                sandbox.aMandate().of(accounts.getFirst()).with("'mandateReference': 'A'").id();
        // Written and accepted, but not booked before the change.
        var before = approved(mandate);
        sandbox.advanceTo(LocalDate.parse(before.at("/effectiveDate")).minusDays(1));
        assertThat(directDebits.get(before).at("/status")).isEqualTo("ACCEPTED");
        var waiting =
                sandbox.aDirectDebit().under(mandate).on(sandbox.today().plusDays(26)).approved();
        assertThat(
                        change(mandate, "mandateReference", "B")
                                .at("/pendingAmendment/originalMandateReference"))
                .isEqualTo("A");
        assertThat(ended(before).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(before)).isEqualTo("A");
        assertThat(directDebits.get(before).at("/mandate/mandateReference")).isEqualTo("A");
        // Its booking proves the old reference, not the new one.
        assertThat(mandate(mandate).at("/pendingAmendment/originalMandateReference"))
                .isEqualTo("A");

        assertThat(ended(waiting).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(waiting)).isEqualTo("B was A");
        assertThat(directDebits.get(waiting).at("/mandate/mandateReference")).isEqualTo("B");
        assertThat(mandate(mandate).json().has("pendingAmendment")).isFalse();
    }

    @Test
    void bookingOfAnOlderCollection_afterTheAcceptanceOfANewerOne_isNoNews() throws Exception {
        String mandate =
                sandbox.aMandate()
                        .of(payer(CounterpartyBuilder.IBAN).getFirst())
                        .with("'mandateReference': 'A'")
                        .id();
        var older = approved(mandate);
        var day = LocalDate.parse(older.at("/effectiveDate"));
        sandbox.advanceTo(day.minusDays(1));
        change(mandate, "mandateReference", "B");
        var newer =
                sandbox.aDirectDebit()
                        .under(mandate)
                        .on(BankCalendar.TARGET.plus(day, 1))
                        .approved();
        assertThat(ended(older).at("/status")).isEqualTo("EXECUTED");
        assertThat(directDebits.get(newer).at("/status")).isEqualTo("ACCEPTED");
        assertThat(told(newer)).isEqualTo("B was A");
        assertThat(mandate(mandate).json().has("pendingAmendment")).isFalse();
    }

    @Test
    void changeUndone_isToldOnlyWhenTheBankHeardOfItMeanwhile() throws Exception {
        var accounts = payer(CounterpartyBuilder.IBAN);
        String mandate =
                sandbox.aMandate().of(accounts.getFirst()).with("'mandateReference': 'A'").id();
        collected(mandate);
        change(mandate, "mandateReference", "B");
        assertThat(change(mandate, "mandateReference", "A").json().has("pendingAmendment"))
                .isFalse();
        assertThat(told(collected(mandate))).isEqualTo("A");

        change(mandate, "mandateReference", "B");
        assertThat(told(collected(mandate))).isEqualTo("B was A");
        assertThat(
                        change(mandate, "mandateReference", "A")
                                .at("/pendingAmendment/originalMandateReference"))
                .isEqualTo("B");
        assertThat(told(collected(mandate))).isEqualTo("A was B");
    }

    @Test
    void accountWithinTheSameBank_isToldByItsOldNumber() throws Exception {
        var accounts = payer(SAME_BANK, CounterpartyBuilder.IBAN);
        String mandate =
                sandbox.aMandate().of(accounts.getFirst()).with("'mandateReference': 'A'").id();
        collected(mandate);
        change(mandate, "externalAccountId", accounts.get(1));
        var debit = collected(mandate);
        assertThat(told(debit)).isEqualTo("A account " + SAME_BANK);
        assertThat(debit.at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void mandateThatNoBankSaw_isSimplyCorrected() throws Exception {
        var accounts = payer(CounterpartyBuilder.IBAN, OTHER_BANK);
        String mandate =
                sandbox.aMandate().of(accounts.getFirst()).with("'mandateReference': 'A'").id();
        var waiting = approved(mandate);
        change(mandate, "mandateReference", "B");
        change(mandate, "externalAccountId", accounts.get(1));
        assertThat(ended(waiting).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(waiting)).isEqualTo("B");
        assertThat(directDebits.get(waiting).at("/source/id")).isEqualTo(accounts.get(1));
    }

    @Test
    void refusalOfTheOldAccount_doesNotBlockTheNewOne() {
        var accounts = payer("DE94999100000000002060", CounterpartyBuilder.IBAN);
        String mandate = sandbox.aMandate().of(accounts.getFirst()).id();
        var debit = collected(mandate);
        assertThat(debit.at("/status")).isEqualTo("EXECUTED");
        change(mandate, "externalAccountId", accounts.get(1));
        sandbox.advanceTo(BankCalendar.TARGET.plus(LocalDate.parse(debit.at("/effectiveDate")), 2));
        assertThat(directDebits.get(debit).at("/statusReason/code")).isEqualTo("AC06");
        assertThat(mandate(mandate).json().has("blockedBy")).isFalse();
        directDebits
                .approve(sandbox.owner(), sandbox.aDirectDebit().under(mandate).made())
                .accepted();
    }
}

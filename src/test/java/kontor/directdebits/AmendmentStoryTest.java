package kontor.directdebits;

import static kontor.directdebits.Collections.accepted;
import static kontor.directdebits.Collections.assertRefused;
import static kontor.directdebits.Collections.created;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Jsons;
import kontor.Reply;
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

    private final Collections kontor = new Collections();

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
                created(
                        kontor.developer.post(
                                "/payments/v2/counterparties",
                                Jsons.json(
                                        "{'legalName': 'Payer', 'accounts': ["
                                                + String.join(", ", accounts)
                                                + "]}")));
        return IntStream.range(0, ibans.length)
                .mapToObj(i -> reply.at("/accounts/" + i + "/id"))
                .toList();
    }

    private Reply mandate(String id) {
        return kontor.developer.get("/payments/v2/mandates/" + id);
    }

    private Reply change(String mandate, String member, String value) {
        var reply =
                kontor.developer.patch(
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
        return kontor.approved(mandate, "'date': '" + kontor.sandbox.today().plusDays(5) + "'");
    }

    private Reply ended(Reply debit) {
        kontor.advanceTo(LocalDate.parse(debit.at("/effectiveDate")));
        return kontor.get(debit);
    }

    /**
     * What the file that has a collection tells of its mandate, such as {@code M-2 was M-1, account
     * SMNDA}.
     */
    private String told(Reply debit) throws Exception {
        for (byte[] file : SentFiles.of(kontor)) {
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
        var accounts = payer(Collections.PAYER, OTHER_BANK, CLOSED);
        String mandate = kontor.mandate(accounts.getFirst(), "'mandateReference': 'OLD-1'");
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
                        Collections.values(
                                kontor.developer.get(
                                        "/payments/v2/mandates/" + mandate + "/events"),
                                "name"))
                .contains("AMENDED", "AMENDMENT_ACCEPTED");
        var next = collected(mandate);
        assertThat(next.at("/status")).isEqualTo("EXECUTED");
        assertThat(told(next)).isEqualTo("NEWER-1");
    }

    @Test
    void blockedMandate_isUsableAgain_underAnotherAccount() throws Exception {
        var accounts = payer(CLOSED, Collections.PAYER);
        String mandate = kontor.mandate(accounts.getFirst(), "");
        var first = approved(mandate);
        var waiting =
                kontor.approved(mandate, "'date': '" + kontor.sandbox.today().plusDays(12) + "'");
        assertThat(ended(first).at("/statusReason/code")).isEqualTo("AC04");
        assertRefused(kontor.collect(mandate, ""), "mandate_blocked", "mandateId");

        Reply changed = change(mandate, "externalAccountId", accounts.get(1));
        assertThat(changed.json().has("blockedBy")).isFalse();
        var fresh = approved(mandate);
        assertThat(fresh.at("/source/identifiers/0/number")).isEqualTo(Collections.PAYER);
        // Made and approved for the old account; its file is written for the new one, and it says
        // so.
        assertThat(kontor.get(waiting).at("/source/id")).isEqualTo(accounts.getFirst());
        assertThat(ended(fresh).at("/status")).isEqualTo("EXECUTED");
        var moved = ended(waiting);
        assertThat(moved.at("/status")).as(moved.body()).isEqualTo("EXECUTED");
        assertThat(moved.at("/source/id")).isEqualTo(accounts.get(1));
        assertThat(moved.at("/source/identifiers/0/number")).isEqualTo(Collections.PAYER);
        assertThat(told(moved)).isEqualTo(moved.at("/mandate/mandateReference"));
    }

    @Test
    void collectionsAtTheBank_keepWhatTheyTold_andLateOnesAreNoNews() throws Exception {
        var accounts = payer(Collections.PAYER, OTHER_BANK);
        String mandate = kontor.mandate(accounts.getFirst(), "'mandateReference': 'A'");
        // Written and accepted, but not booked before the change.
        var before = approved(mandate);
        kontor.advanceTo(LocalDate.parse(before.at("/effectiveDate")).minusDays(1));
        assertThat(kontor.get(before).at("/status")).isEqualTo("ACCEPTED");
        var waiting =
                kontor.approved(mandate, "'date': '" + kontor.sandbox.today().plusDays(12) + "'");
        assertThat(
                        change(mandate, "mandateReference", "B")
                                .at("/pendingAmendment/originalMandateReference"))
                .isEqualTo("A");
        assertThat(ended(before).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(before)).isEqualTo("A");
        assertThat(kontor.get(before).at("/mandate/mandateReference")).isEqualTo("A");
        // Its booking proves the old reference, not the new one.
        assertThat(mandate(mandate).at("/pendingAmendment/originalMandateReference"))
                .isEqualTo("A");

        assertThat(ended(waiting).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(waiting)).isEqualTo("B was A");
        assertThat(kontor.get(waiting).at("/mandate/mandateReference")).isEqualTo("B");
        assertThat(mandate(mandate).json().has("pendingAmendment")).isFalse();
    }

    @Test
    void bookingOfAnOlderCollection_afterTheAcceptanceOfANewerOne_isNoNews() throws Exception {
        String mandate =
                kontor.mandate(payer(Collections.PAYER).getFirst(), "'mandateReference': 'A'");
        var older = approved(mandate);
        var day = LocalDate.parse(older.at("/effectiveDate"));
        kontor.advanceTo(day.minusDays(1));
        change(mandate, "mandateReference", "B");
        var newer = kontor.approved(mandate, "'date': '" + BankCalendar.TARGET.plus(day, 1) + "'");
        assertThat(ended(older).at("/status")).isEqualTo("EXECUTED");
        assertThat(kontor.get(newer).at("/status")).isEqualTo("ACCEPTED");
        assertThat(told(newer)).isEqualTo("B was A");
        assertThat(mandate(mandate).json().has("pendingAmendment")).isFalse();
    }

    @Test
    void changeUndone_isToldOnlyWhenTheBankHeardOfItMeanwhile() throws Exception {
        var accounts = payer(Collections.PAYER);
        String mandate = kontor.mandate(accounts.getFirst(), "'mandateReference': 'A'");
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
        var accounts = payer(SAME_BANK, Collections.PAYER);
        String mandate = kontor.mandate(accounts.getFirst(), "'mandateReference': 'A'");
        collected(mandate);
        change(mandate, "externalAccountId", accounts.get(1));
        var debit = collected(mandate);
        assertThat(told(debit)).isEqualTo("A account " + SAME_BANK);
        assertThat(debit.at("/status")).isEqualTo("EXECUTED");
    }

    @Test
    void mandateThatNoBankSaw_isSimplyCorrected() throws Exception {
        var accounts = payer(Collections.PAYER, OTHER_BANK);
        String mandate = kontor.mandate(accounts.getFirst(), "'mandateReference': 'A'");
        var waiting = approved(mandate);
        change(mandate, "mandateReference", "B");
        change(mandate, "externalAccountId", accounts.get(1));
        assertThat(ended(waiting).at("/status")).isEqualTo("EXECUTED");
        assertThat(told(waiting)).isEqualTo("B");
        assertThat(kontor.get(waiting).at("/source/id")).isEqualTo(accounts.get(1));
    }

    @Test
    void refusalOfTheOldAccount_doesNotBlockTheNewOne() {
        var accounts = payer("DE94999100000000002060", Collections.PAYER);
        String mandate = kontor.mandate(accounts.getFirst(), "");
        var debit = collected(mandate);
        assertThat(debit.at("/status")).isEqualTo("EXECUTED");
        change(mandate, "externalAccountId", accounts.get(1));
        kontor.advanceTo(BankCalendar.TARGET.plus(LocalDate.parse(debit.at("/effectiveDate")), 2));
        assertThat(kontor.get(debit).at("/statusReason/code")).isEqualTo("AC06");
        assertThat(mandate(mandate).json().has("blockedBy")).isFalse();
        accepted(kontor.approve(kontor.owner, created(kontor.collect(mandate, ""))));
    }
}

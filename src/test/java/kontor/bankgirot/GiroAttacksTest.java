package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static kontor.bankgirot.BankgirotDesk.padded;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import org.junit.jupiter.api.Test;

/** Files of Bankgirot and changes of mandates that cross each other. */
class GiroAttacksTest {

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    @Test
    void numberThatIsBeingChanged_isNobodyElses_untilBankgirotAnswers() {
        String first = desk.known("1001");
        renumber(first, "1002").ok();
        create("1001").assertRefused("mandate_reference_taken", "mandateReference");
        renumber(desk.known("1003"), "1001")
                .assertRefused("mandate_reference_taken", "mandateReference");
        offer(advices(advice("1002", "05", "21")));
        assertThat(desk.mandate(first).at("/mandateReference")).isEqualTo("1001");
        assertThat(desk.cases()).singleElement().asString().contains("keeps its payer number 1001");
    }

    /** Two nodes at once may do what none of them may alone: then the file is read all the same. */
    @Test
    void numberThatAnotherMandateHas_isNotTakenBack_andTheFileIsRead() {
        String first = desk.known("1001");
        renumber(first, "1002").ok();
        String other = desk.known("1003");
        sandbox.execute(
                """
                UPDATE mandates SET mandate_reference = '1001'
                WHERE organization_id = :org AND mandate_reference = '1003'
                """);
        String refused = advices(advice("1002", "05", "21"), advice("1001", "46", "02"));
        offer(refused);
        assertThat(desk.mandate(first).at("/mandateReference")).isEqualTo("1002");
        assertThat(desk.mandate(other).at("/status")).isEqualTo("CANCELLED");
        assertThat(desk.cases()).singleElement().asString().contains("which mandate " + other);
        offer(advices(advice("1002", "05", "21")));
        assertThat(desk.mandate(first).at("/mandateReference")).isEqualTo("1001");
    }

    /** A payer may write what he likes: it is one line of the file, not all of them. */
    @Test
    void nameThatNoBankCanWrite_isThatOfOnePayerOnly() {
        offer(
                bankMandates(
                        sandbox.today(),
                        bankMandate("7001", "//"),
                        bankMandate("7002", "\u00a0\u00ad"),
                        bankMandate("7003", "ANDERS JOHANSSON")));
        assertThat(desk.cases()).isEmpty();
        assertThat(payers()).contains("Payer 7001", "Payer 7002", "ANDERS JOHANSSON");
    }

    /** At the bank nobody asks for them. */
    @Test
    void requiredMetadata_keepsNoMandateOfABankOut() {
        sandbox.owner()
                .post(
                        "/iam/v2beta/metadata-keys",
                        Jsons.json(
                                "{'key': 'contract', 'resources': ["
                                        + "{'resource': 'mandates', 'required': true},"
                                        + "{'resource': 'external_accounts', 'required': true},"
                                        + "{'resource': 'counterparties', 'required': true}]}"))
                .created();
        offer(bankMandates(sandbox.today().plusDays(1), bankMandate("7001", "ANDERS JOHANSSON")));
        assertThat(desk.cases()).isEmpty();
        assertThat(desk.statusOfPayer("7001")).isNotEmpty();
    }

    @Test
    void mandateThatIsNotTaken_leavesNoPayerBehind() {
        var before = payers();
        var ahead = sandbox.today().plusDays(40);
        offer(bankMandates(ahead, bankMandate("7002", "BO DAHL")));
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("it is of " + ahead + ", in the future");
        assertThat(payers()).isEqualTo(before);
    }

    /**
     * The same account once more is a reminder; another one is a payer who moved, or is another.
     */
    @Test
    void mandateOfABankWithAKnownNumber_ofAnotherAccount_isTold_andMadeWhenTheOldOneIsOver() {
        String here = desk.known("7001");
        var before = payers();
        offer(bankMandates(sandbox.today(), bankMandate("7001", "ANDERS JOHANSSON")));
        assertThat(desk.cases()).isEmpty();
        String other =
                bankMandates(sandbox.today(), bankMandate("7001", "ANDERS JOHANSSON"))
                        .replace("5001000001234571", "6000000123456789");
        offer(other);
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("payer number 7001, which mandate " + here + " has here: it has another")
                .contains("cancel that one and have the file read again");
        assertThat(payers()).isEqualTo(before);
        offer(advices(advice("7001", "46", "02", sandbox.today().toString().replace("-", ""))));
        assertThat(desk.status(here)).isEqualTo("CANCELLED");
        offer(other.replace("\r\n", "\n"));
        assertThat(desk.statusOfPayer("7001")).isNotEqualTo("CANCELLED");
    }

    private List<String> payers() {
        return sandbox.developer().get("/payments/v2/counterparties?limit=100").items().stream()
                .map(one -> one.path("legalName").asText())
                .toList();
    }

    private static String bankMandates(LocalDate written, String... mandates) {
        String day = written.toString().replace("-", "");
        return padded("51" + day + "9900" + BANKGIRO + "AG-EMEDGIV")
                + String.join("", mandates)
                + padded("59%s9900%07d".formatted(day, 2 * mandates.length));
    }

    private static String bankMandate(String payerNumber, String name) {
        return padded(
                        "52%s%016d%s%s     0"
                                .formatted(
                                        BANKGIRO,
                                        Long.parseLong(payerNumber),
                                        "5001000001234571",
                                        "198112189876"))
                + padded("54%-36s".formatted(name));
    }

    private void offer(String file) {
        var read = desk.offer(file);
        assertThat(read.path("status").asText()).as(read.toString()).isEqualTo("PROCESSED");
    }

    private Reply create(String payerNumber) {
        return sandbox.developer().post("/payments/v2/mandates", body(payerNumber));
    }

    private String body(String payerNumber) {
        return Jsons.json(
                "{'externalAccountId': '%s', %s}"
                        .formatted(desk.payer(), desk.autogiro(payerNumber, "'active': true")));
    }

    private Reply renumber(String mandate, String number) {
        return sandbox.developer()
                .patch(
                        "/payments/v2beta/mandates/" + mandate,
                        Jsons.json(
                                "[{'op': 'replace', 'path': '/mandateReference', 'value': '%s'}]"
                                        .formatted(number)));
    }
}

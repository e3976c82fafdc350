package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a payee's bank says of a payee's name, from its file to the payment of the API. */
class PayeeCheckTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private Reply transfer;
    private String message;
    private int reports;

    /** A transfer whose file the bank has. */
    @BeforeEach
    void sent() {
        String entity = sandbox.owner().get("/financial-data/v2/entities").at("/items/0/id");
        String account =
                sandbox.owner()
                        .post(
                                "/financial-data/v2beta/accounts",
                                Jsons.json(
                                        """
                                        {'connectionId': '%s', 'entityId': '%s', 'market': 'DE', 'currency': 'EUR', 'name': 'Folder',
                                         'identifiers': [{'type': 'IBAN', 'number': 'DE89370400440532013000'}],
                                         'routing': [{'type': 'BIC', 'number': 'COBADEFFXXX'}]}
                                        """
                                                .formatted(bank.connection(), entity)))
                        .created()
                        .at("/id");
        transfer = sandbox.aCreditTransfer().from(account).approved();
        sandbox.advanceTo(
                BankCalendar.TARGET.plus(LocalDate.parse(transfer.at("/effectiveDate")), 0));
        bank.round();
        message = found(file(), "<MsgId>(.*?)</MsgId>");
    }

    private String file() {
        try (Stream<java.nio.file.Path> files = Files.list(bank.out())) {
            return Files.readString(files.findFirst().orElseThrow());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String found(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    /** The bank reports of the one payment. */
    private JsonNode told(String status, String reasons, String original) {
        bank.offer(
                """
                <Document><CstmrPmtStsRpt><GrpHdr><MsgId>R-%d-%s</MsgId></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId>
                <TxSts>%s</TxSts>%s%s</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """
                        .formatted(
                                ++reports,
                                message,
                                message,
                                found(file(), "<PmtInfId>(.*?)</PmtInfId>"),
                                transfer.at("/id").replace("-", ""),
                                status,
                                reasons,
                                original));
        assertThat(bank.inbox().getLast()).isEqualTo("PROCESSED");
        return sandbox.creditTransfers().get(transfer).json();
    }

    @ParameterizedTest
    @CsvSource({
        "RCVC, MATCH",
        "RVMC, CLOSE_MATCH",
        "RVNM, NO_MATCH",
        "RVNA, NOT_APPLICABLE",
        "RVNC, NOT_FINISHED"
    })
    void aVerdict_staysOnThePayment(String code, String result) {
        var checked = told(code, "", "");
        assertThat(checked.at("/payeeCheck/code").asText()).isEqualTo(code);
        assertThat(checked.at("/payeeCheck/result").asText()).isEqualTo(result);
        assertThat(checked.at("/status").asText()).isEqualTo("PENDING_AT_BANK");
        var later = told("ACCP", "", "");
        assertThat(later.at("/status").asText()).isEqualTo("ACCEPTED");
        assertThat(later.at("/payeeCheck/result").asText()).isEqualTo(result);
    }

    @Test
    void theNameGivenBack_isKept_whereverItStands() {
        var words = told("RVMC", reason("<AddtlInf>Muster GmbH</AddtlInf>"), "");
        assertThat(words.at("/payeeCheck/name").asText()).isEqualTo("Muster GmbH");
        var original =
                told(
                        "RVMC",
                        "",
                        "<OrgnlTxRef><Cdtr><Pty><Nm>Muster KG</Nm></Pty></Cdtr></OrgnlTxRef>");
        assertThat(original.at("/payeeCheck/name").asText()).isEqualTo("Muster KG");
    }

    @Test
    void aPaymentRefusedForIt_keepsTheVerdict() {
        var refused = told("RJCT", reason("<Rsn><Cd>RVNM</Cd></Rsn>"), "");
        assertThat(refused.at("/status").asText()).isEqualTo("FAILED");
        assertThat(refused.at("/statusReason/code").asText()).isEqualTo("RVNM");
        assertThat(refused.at("/payeeCheck/result").asText()).isEqualTo("NO_MATCH");
    }

    @Test
    void ofSeveralVerdicts_theNewestCounts_eachWithAnEvent() {
        told("RVNC", "", "");
        told("RVNM", "", "");
        var same = told("RVNM", "", "");
        assertThat(same.at("/payeeCheck/result").asText()).isEqualTo("NO_MATCH");
        var events =
                sandbox.developer()
                        .get("/payments/v2/credit-transfers/" + transfer.at("/id") + "/events")
                        .json()
                        .at("/items");
        assertThat(StreamSupport.stream(events.spliterator(), false).map(JsonNode::toString))
                .filteredOn(one -> one.contains("PAYEE_CHECKED"))
                .hasSize(1);
    }

    private static String reason(String inside) {
        return "<StsRsnInf>" + inside + "</StsRsnInf>";
    }
}

package kontor.bgmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kontor.SandboxOrganization;
import kontor.bankgirot.BankgirotDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * BgMax where a bank puts its files: the payments of a sum join the entry that a statement books,
 * with their OCR references, once; a sum behind the last day of BgMax is refused.
 */
class BgMaxInboxTest {

    private static final String OCR = "1234567897";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    private static String golden() {
        var bytes = BgMaxInboxTest.class.getResourceAsStream("/golden/autogiro/bgmax.txt");
        try (bytes) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.replace("0005050604", BankgirotDesk.BANKGIRO);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The bank tells the number of the sum as payment information, or as its own reference. */
    @ParameterizedTest
    @ValueSource(strings = {"59941203-2026-00036", "00036"})
    void sumOfAStatement_getsThePaymentsBehindIt_once(String number) {
        assertThat(desk.offer(golden()).path("status").asText()).isEqualTo("WAITING");
        assertThat(desk.offer(statement("75.00", number)).path("status").asText())
                .isEqualTo("PROCESSED");
        assertThat(references()).contains(OCR);
        int details = details().size();
        // The same in other bytes tells nothing twice.
        desk.offer(golden().replace("\r\n", "\n"));
        assertThat(details()).hasSize(details);
    }

    @Test
    void laterDay_isRefusedWithItsLine() {
        String later = golden().replace("20261127", "20261130");
        var told = desk.offer(later);
        assertThat(told.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(told.path("note").asText())
                .matches("line \\d+: a deposit of 2026-11-30, but BgMax ended on 2026-11-27; .*");
        assertThat(desk.cases()).hasSize(1);
    }

    @Test
    void dayBeforeBgMax_isRefusedWithItsLine() {
        var told = desk.offer(golden().replace("57120261127", "57110101127"));
        assertThat(told.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(told.path("note").asText())
                .matches("line \\d+: pay_date is 1010-11-27, when there was no BgMax yet");
    }

    @Test
    void bankgiroOfNobody_isSetAside() {
        var told = desk.offer(golden().replace(BankgirotDesk.BANKGIRO, "0009912346"));
        assertThat(told.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(told.path("note").asText()).contains("...2346");
    }

    /**
     * One that a bank published, for a bankgiro of our own and of the last day: that of its sums
     * was damaged when the account in it was made unreadable.
     */
    @Test
    void publishedSample_isRead() throws IOException {
        Path sample =
                Path.of(System.getProperty("kontor.shared", "../shared"))
                        .resolve("data/samples/bankgirot_other/BGMAX_Sample1.txt");
        assumeTrue(Files.exists(sample), "needs " + sample + "; set -Dkontor.shared");
        String text = Files.readString(sample, StandardCharsets.ISO_8859_1);
        String ours =
                text.replaceAll("(?m)^05[0-9]{10}", "05" + BankgirotDesk.BANKGIRO)
                        .replaceAll("[12]0100324(?=[0-9]{5})", "20261127");
        assertThat(desk.offer(ours).path("status").asText()).isEqualTo("WAITING");
        desk.offer(statement("37087.00", "59941203-2026-00025"));
        assertThat(references()).contains("100252");
    }

    private List<JsonNode> details() {
        return transactions().stream()
                .flatMap(
                        one ->
                                sandbox
                                        .developer()
                                        .get(
                                                "/financial-data/v2beta/transactions/"
                                                        + one.path("id").asText()
                                                        + "/details")
                                        .items()
                                        .stream())
                .toList();
    }

    private String references() {
        return details().toString();
    }

    private List<JsonNode> transactions() {
        return sandbox
                .developer()
                .get("/financial-data/v2/transactions?accountId=" + desk.account())
                .items()
                .stream()
                .filter(one -> !one.path("amount").path("value").asText().startsWith("-"))
                .toList();
    }

    /** One entry, whose sum the bank names as payment information or as its own reference. */
    private String statement(String amount, String number) {
        boolean grouped = number.contains("-");
        String batch =
                "<NtryDtls><Btch><PmtInfId>%s</PmtInfId></Btch></NtryDtls>".formatted(number);
        return desk.statement(
                amount,
                BankgirotDesk.entry(
                        amount,
                        grouped ? "" : "<NtryRef>" + number + "</NtryRef>",
                        grouped ? batch : ""));
    }
}

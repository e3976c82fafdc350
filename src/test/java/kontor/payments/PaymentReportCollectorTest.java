package kontor.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import kontor.connections.BankProfile;
import org.junit.jupiter.api.Test;

class PaymentReportCollectorTest {

    private static final String PART =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
              <CstmrPmtStsRpt>
                <GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-12-01T10:00:00</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts>
                  <OrgnlMsgId>M</OrgnlMsgId>
                  <OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>
                  <GrpSts>PART</GrpSts>
                </OrgnlGrpInfAndSts>
              </CstmrPmtStsRpt>
            </Document>
            """;

    @Test
    void partOnTheWholeFile_saysNothingByItself_unlessThatIsTheBanksCustom() {
        byte[] part = PART.getBytes(StandardCharsets.UTF_8);
        var report = PaymentReportCollector.read(() -> new ByteArrayInputStream(part));
        assertThat(report.reports(BankProfile.GENERIC))
                .extracting(PaymentReport::status)
                .containsExactly("PART");
        var generic = BankProfile.GENERIC;
        var custom =
                new BankProfile(
                        "custom",
                        generic.zone(),
                        generic.cutOff(),
                        1,
                        14,
                        generic.grace(),
                        100,
                        70,
                        false,
                        true,
                        generic.normalSilence(),
                        generic.balanceCodes(),
                        generic.balancesByValueDate(),
                        generic.files());
        assertThat(report.reports(custom))
                .extracting(PaymentReport::status)
                .containsExactly("ACCP");
    }
}

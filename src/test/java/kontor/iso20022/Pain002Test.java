package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Pain002Test {

    private static final Optional<String> NONE = Optional.empty();

    @Test
    void read_keepsTheLevelOfEachStatus() {
        var told = Recorder.ofStatuses(Files.golden("pain.002_PART_mixed.xml")).told;
        assertThat(told)
                .containsExactly(
                        new StatusReport(
                                "BANK-pain002-PART-mixedxm",
                                Optional.of(LocalDateTime.of(2026, 4, 9, 8, 10)),
                                Optional.of("SYN-SDD-0001"),
                                Optional.of("pain.008.001.08"),
                                Optional.of("PART"),
                                List.of()),
                        new StatusReport.PaymentInformation(
                                "SYN-SDD-0001-RCUR", Optional.of("PART"), List.of()),
                        new StatusReport.Transaction(
                                NONE,
                                Optional.of("E2E-3"),
                                Optional.of("RJCT"),
                                List.of(StatusReason.of("AC01")),
                                NONE));
    }

    @Test
    void read_givesTheReasonsOfAGroupReject() {
        var report =
                Recorder.ofStatuses(Files.golden("pain.002_group_RJCT_FF01.xml"))
                        .only(StatusReport.class);
        assertThat(report.groupStatus()).contains("RJCT");
        assertThat(report.reasons())
                .extracting(StatusReason::code)
                .containsExactly(Optional.of(Code.iso("FF01")));
    }

    @Test
    void read_givesGroupStatusesWithoutDetails() {
        for (String status : List.of("ACTC", "ACCP")) {
            var told = Recorder.ofStatuses(Files.golden("pain.002_group_" + status + ".xml"));
            assertThat(told.told).hasSize(1);
            assertThat(told.only(StatusReport.class).groupStatus()).contains(status);
        }
    }

    @Test
    void read_givesSeveralTransactions() {
        var told = Recorder.ofStatuses(Files.golden("pain.002_tx_ACSC_and_PDNG.xml"));
        assertThat(told.only(StatusReport.class).groupStatus()).isEmpty();
        assertThat(told.all(StatusReport.Transaction.class))
                .containsExactly(
                        new StatusReport.Transaction(
                                Optional.of("SYN-I-1"),
                                Optional.of("INV-2026-0001"),
                                Optional.of("ACSC"),
                                List.of(),
                                NONE),
                        new StatusReport.Transaction(
                                Optional.of("SYN-I-2"),
                                Optional.of("INV-2026-0002"),
                                Optional.of("PDNG"),
                                List.of(
                                        new StatusReason(
                                                Optional.of(Code.iso("AM04")),
                                                List.of("Waiting for funds"))),
                                NONE));
    }

    @Test
    void read_takesReasonsOfTheBanksOwn() {
        var told =
                Recorder.ofStatuses(
                        """
                        <Document><CstmrPmtStsRpt>
                        <GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-04-09T08:10:00.123Z</CreDtTm></GrpHdr>
                        <OrgnlGrpInfAndSts><GrpSts>ZZZZ</GrpSts>
                        <StsRsnInf><Rsn><Prtry>own word</Prtry></Rsn><AddtlInf>one</AddtlInf>
                        <AddtlInf>two</AddtlInf></StsRsnInf>
                        <StsRsnInf><Rsn><Cd>Q1</Cd></Rsn></StsRsnInf>
                        </OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
                        """
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(told.only(StatusReport.class).reasons())
                .containsExactly(
                        new StatusReason(
                                Optional.of(Code.proprietary("own word")), List.of("one", "two")),
                        StatusReason.of("Q1"));
    }

    @Test
    void write_isValidForTheGoldenFiles() {
        for (String name : List.of("PART_mixed", "group_ACCP", "group_RJCT_FF01")) {
            var told = Recorder.ofStatuses(Files.golden("pain.002_" + name + ".xml")).told;
            Files.validate(Written.statuses(told), "pain.002.001.10");
        }
    }

    @Test
    void write_refusesATransactionOutsidePaymentInformation() {
        var told = Recorder.ofStatuses(Files.golden("pain.002_PART_mixed.xml"));
        var writer = new Pain002Writer(new ByteArrayOutputStream(), told.only(StatusReport.class));
        assertThatIllegalStateException()
                .isThrownBy(() -> writer.transaction(told.only(StatusReport.Transaction.class)));
    }
}

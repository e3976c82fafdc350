package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.xml.MalformedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pain001Test {

    private static final String SEPA = "pain.001_sct_two_tx.xml";
    private static final String INSTANT = "pain.001_sct_inst.xml";
    private static final String SWEDISH = "pain.001_sek_bankgiro_and_account.xml";
    private static final String CROSS_BORDER = "pain.001_cross_border_usd.xml";

    @Test
    void read_givesHeaderAndGroup() {
        var told = Recorder.ofTransfers(Files.golden(CROSS_BORDER));
        assertThat(told.only(MessageHeader.class))
                .isEqualTo(
                        new MessageHeader(
                                "SYN-XB-0001",
                                LocalDateTime.of(2026, 11, 23, 10, 0),
                                2,
                                new BigDecimal("75310.25"),
                                "Exempel AB"));
        assertThat(told.only(TransferGroup.class))
                .isEqualTo(
                        new TransferGroup(
                                "SYN-XB-0001-1",
                                2,
                                new BigDecimal("75310.25"),
                                false,
                                new TransferGroup.Terms(
                                        Optional.of(Code.iso("NURG")),
                                        Optional.of(Code.proprietary("WIRE")),
                                        Optional.of("SUPP"),
                                        LocalDate.of(2026, 11, 25),
                                        Optional.empty(),
                                        Optional.of(ChargeBearer.SHAR)),
                                new TransferGroup.Debtor(
                                        "Exempel AB",
                                        Optional.of(
                                                new Address(
                                                        Optional.of("Storgatan"),
                                                        Optional.of("12"),
                                                        Optional.of("11122"),
                                                        Optional.of("Stockholm"),
                                                        Optional.of("SE"),
                                                        List.of())),
                                        new AccountNumber.Other(
                                                "52901000001", Optional.of(Code.iso("BBAN"))),
                                        Optional.of(Currency.known("USD")),
                                        Agent.UNKNOWN)));
    }

    @Test
    void read_givesTransfers() {
        var transfers = Recorder.ofTransfers(Files.golden(CROSS_BORDER)).all(Transfer.class);
        assertThat(transfers)
                .containsExactly(
                        new Transfer(
                                new Transfer.Ids(
                                        Optional.of("SYN-X-1"),
                                        "PO-4711",
                                        Optional.of(
                                                UUID.fromString(
                                                        "6f1c2f1e-2b0a-4d55-9a65-0f0a6d2f7c11"))),
                                Money.of(7_500_000, "USD"),
                                Optional.of(ChargeBearer.DEBT),
                                new Transfer.Creditor(
                                        "Example Supplies Inc",
                                        Optional.of(
                                                new Address(
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.of("New York"),
                                                        Optional.of("US"),
                                                        List.of("Floor 7, 1 Example Plaza"))),
                                        new AccountNumber.Other("000123456789", Optional.empty()),
                                        new Agent(
                                                Optional.of("CHASUS33XXX"),
                                                member("USABA", "021000021"))),
                                Optional.of("GDDS"),
                                List.of(
                                        report("101"),
                                        report("122"),
                                        new RegulatoryReport(
                                                Optional.of(RegulatoryReport.Indicator.CRED),
                                                Optional.empty(),
                                                Optional.empty())),
                                Optional.of(Remittance.ofText("Purchase order 4711"))),
                        new Transfer(
                                new Transfer.Ids(
                                        Optional.of("SYN-X-2"), "PO-4712", Optional.empty()),
                                Money.of(31_025, "USD"),
                                Optional.empty(),
                                new Transfer.Creditor(
                                        "Muster AG",
                                        Optional.empty(),
                                        new AccountNumber.Iban("CH4431999123000889012"),
                                        Agent.UNKNOWN),
                                Optional.empty(),
                                List.of(),
                                Optional.of(
                                        Remittance.ofReference("210000000003139471430009017"))));
    }

    private static RegulatoryReport report(String code) {
        return new RegulatoryReport(
                Optional.of(RegulatoryReport.Indicator.DEBT), Optional.of("SE"), Optional.of(code));
    }

    private static Optional<Agent.ClearingMember> member(String system, String number) {
        return Optional.of(new Agent.ClearingMember(Optional.of(system), number));
    }

    @Test
    void read_givesTheSwedishForms() {
        var told = Recorder.ofTransfers(Files.golden(SWEDISH));
        assertThat(told.all(Transfer.class))
                .extracting(Transfer::creditor)
                .containsExactly(
                        new Transfer.Creditor(
                                "Leverantor AB",
                                Optional.empty(),
                                new AccountNumber.Other(
                                        "9912346", Optional.of(Code.proprietary("BGNR"))),
                                new Agent(Optional.empty(), member("SESBA", "9900"))),
                        new Transfer.Creditor(
                                "Test Testsson",
                                Optional.empty(),
                                new AccountNumber.Other(
                                        "33001212121212", Optional.of(Code.iso("BBAN"))),
                                new Agent(Optional.empty(), member("SESBA", "3300"))));
        assertThat(told.all(Transfer.class).getFirst().remittance())
                .contains(Remittance.ofReference("1234567897"));
    }

    @Test
    void read_givesTheTimeOfAnInstantTransfer() {
        var terms = Recorder.ofTransfers(Files.golden(INSTANT)).only(TransferGroup.class).terms();
        assertThat(terms.localInstrument()).contains(Code.iso("INST"));
        assertThat(terms.executionDate()).isEqualTo(LocalDate.of(2026, 3, 7));
        assertThat(terms.executionTime()).contains(LocalTime.of(22, 41));
    }

    @Test
    void read_takesGeneration03() {
        String old =
                golden(SEPA)
                        .replaceAll(">\\s+<", "><")
                        .replace("pain.001.001.09", "pain.001.001.03")
                        .replace("BICFI>", "BIC>")
                        .replaceAll(
                                "<ReqdExctnDt><Dt>(.*)</Dt></ReqdExctnDt>",
                                "<ReqdExctnDt>$1</ReqdExctnDt>");
        assertThat(old).contains("<ReqdExctnDt>2026-03-03</ReqdExctnDt>", "<BIC>");
        Files.validate(old.getBytes(StandardCharsets.UTF_8), "pain.001.001.03");
        assertThat(Recorder.ofTransfers(old.getBytes(StandardCharsets.UTF_8)).told)
                .isEqualTo(Recorder.ofTransfers(Files.golden(SEPA)).told);
    }

    @Test
    void read_refusesWhatIsNoTransfer() {
        assertRefused("<PmtMtd>TRF", "<PmtMtd>CHK", "is not TRF");
        assertRefused("USD\">75000.00", "USD\">-1.00", "negative");
        assertRefused("USD\">75000.00", "USD\">0", "not positive");
        assertRefused("InstdAmt Ccy=\"USD\"", "InstdAmt", "currency");
        assertRefused("<ChrgBr>SHAR", "<ChrgBr>OURS", "none of");
        assertRefused("<UETR>6f1c2f1e-2b0a-4d55", "<UETR>6f1c2f1e-2b0a-1d55", "not of version 4");
        assertRefused("<UETR>6f1c2f1e", "<UETR>x", "is no UUID");
        assertRefused("<Dt>2026-11-25", "<Dt>2026-02-30", "2026-02-30");
        assertRefused("<CtrlSum>75310.25", "<CtrlSum>", "CtrlSum is missing");
    }

    private static void assertRefused(String sound, String broken, String reason) {
        var file =
                golden(CROSS_BORDER).replaceFirst(sound, broken).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Recorder.ofTransfers(file))
                .isInstanceOfSatisfying(
                        MalformedMessage.class, refused -> assertThat(refused.line()).isPositive())
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {SEPA, INSTANT, SWEDISH, CROSS_BORDER})
    void goldenFiles_areValidAndComeBackValid(String name) {
        var told = Recorder.ofTransfers(Files.golden(name)).told;
        var written = Written.transfers(told);
        assertThat(Recorder.ofTransfers(written).told).isEqualTo(told);
        Files.validate(Files.golden(name), "pain.001.001.09");
        Files.validate(written, "pain.001.001.09");
    }

    @Test
    void write_leavesAnUnknownCreditorBankOut() {
        var written =
                new String(
                        Written.transfers(Recorder.ofTransfers(Files.golden(CROSS_BORDER)).told),
                        StandardCharsets.UTF_8);
        assertThat(written)
                .contains(
                        "<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>")
                .containsOnlyOnce("<CdtrAgt>");
    }

    @Test
    void write_namesTheKindOfAReference() {
        var told = Recorder.ofTransfers(Files.golden(SEPA)).told;
        assertThat(new String(Written.transfers(told), StandardCharsets.UTF_8))
                .contains(
                        "<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>ISO</Issr></Tp><Ref>RF18539007547034</Ref>");
        told = Recorder.ofTransfers(Files.golden(SWEDISH)).told;
        assertThat(new String(Written.transfers(told), StandardCharsets.UTF_8))
                .contains("<Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>1234567897</Ref>");
        told = Recorder.ofTransfers(Files.golden(CROSS_BORDER)).told;
        assertThat(new String(Written.transfers(told), StandardCharsets.UTF_8))
                .contains("<CdOrPrtry><Prtry>QRR</Prtry></CdOrPrtry>");
    }

    @Test
    void write_refusesACountOrASumThatIsNotTrue() {
        var told = new ArrayList<>(Recorder.ofTransfers(Files.golden(SEPA)).told);
        var group = (TransferGroup) told.get(1);
        told.set(
                1,
                new TransferGroup(
                        group.paymentInformationId(),
                        2,
                        new BigDecimal("1250.74"),
                        group.batchBooking(),
                        group.terms(),
                        group.debtor()));
        assertThatIllegalStateException()
                .isThrownBy(() -> Written.transfers(told))
                .withMessageContaining("group SYN-SCT-0001-1 tells of 2 transactions, sum 1250.74")
                .withMessageContaining("2 were written, sum 1250.75");
        told.set(1, group);
        told.removeLast();
        assertThatIllegalStateException().isThrownBy(() -> Written.transfers(told));
        assertThatIllegalStateException()
                .isThrownBy(() -> Written.transfers(List.of(told.get(0), told.get(2))))
                .withMessageContaining("before the first group");
    }

    @Test
    void transfer_refusesWhatNoFileCanCarry() {
        var sound = Recorder.ofTransfers(Files.golden(SEPA)).all(Transfer.class).getFirst();
        var both = new Remittance(Optional.of("text"), List.of("RF18539007547034"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Transfer(
                                        sound.ids(),
                                        sound.amount(),
                                        Optional.empty(),
                                        sound.creditor(),
                                        Optional.empty(),
                                        List.of(),
                                        Optional.of(both)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Transfer.Ids(Optional.empty(), "x".repeat(36), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountNumber.Other("1", Optional.of(Code.iso("BBANK"))));
    }

    private static String golden(String name) {
        return new String(Files.golden(name), StandardCharsets.UTF_8);
    }
}

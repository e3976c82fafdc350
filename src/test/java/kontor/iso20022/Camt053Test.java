package kontor.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import kontor.core.Currency;
import kontor.core.Money;
import kontor.xml.MalformedMessage;
import org.junit.jupiter.api.Test;

class Camt053Test {

    private static final String STATEMENT = "camt.053_batch_return_reversal.xml";

    @Test
    void read_givesTheStatement() {
        var told = Recorder.ofStatements(Files.golden(STATEMENT));
        assertThat(told.only(StatementFile.class))
                .isEqualTo(
                        new StatementFile(
                                StatementFile.Kind.STATEMENT,
                                "SYN-STMT-77",
                                Optional.of(LocalDateTime.of(2026, 4, 18, 2, 0))));
        assertThat(told.only(StatementHead.class))
                .isEqualTo(
                        new StatementHead(
                                "STMT-77",
                                Optional.of(77L),
                                Optional.of(LocalDateTime.of(2026, 4, 18, 2, 0)),
                                Optional.of(
                                        new StatementHead.Period(
                                                LocalDateTime.of(2026, 4, 17, 0, 0),
                                                LocalDateTime.of(2026, 4, 17, 23, 59, 59))),
                                Optional.of(new StatementHead.Page(1, true)),
                                new StatementHead.Account(
                                        Optional.of("DE89370400440532013000"),
                                        Optional.empty(),
                                        Optional.of(Currency.EUR),
                                        Optional.of("COBADEFFXXX"))));
    }

    @Test
    void read_provesTheBalance() {
        var told = Recorder.ofStatements(Files.golden(STATEMENT));
        var opening = balance(told, "OPBD");
        var booked = told.all(EntryHead.class).stream().map(EntryHead::amount).reduce(Money::plus);
        assertThat(opening).isEqualTo(Money.of(1_000_000, "EUR"));
        assertThat(opening.plus(booked.orElseThrow())).isEqualTo(Money.of(960_100, "EUR"));
        assertThat(balance(told, "CLBD")).isEqualTo(Money.of(960_100, "EUR"));
    }

    private static Money balance(Recorder told, String type) {
        return told.all(Balance.class).stream()
                .filter(balance -> balance.type().equals(Code.iso(type)))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    @Test
    void read_givesTheEntry() {
        var entry = Recorder.ofStatements(Files.golden(STATEMENT)).all(EntryHead.class).getFirst();
        var day = Optional.of(LocalDate.of(2026, 4, 17));
        assertThat(entry)
                .isEqualTo(
                        new EntryHead(
                                Optional.of("N1"),
                                Money.of(11_000, "EUR"),
                                false,
                                Optional.of(Code.iso("BOOK")),
                                new EntryHead.Dates(day, day),
                                new EntryHead.References(Optional.of("ASR-N1"), Optional.empty()),
                                BankTransactionCode.iso("PMNT", "IDDT", "ESDD"),
                                List.of(),
                                Optional.empty()));
    }

    @Test
    void read_givesBatchesWithAndWithoutDetails() {
        var told = Recorder.ofStatements(Files.golden(STATEMENT));
        assertThat(told.all(Batch.class))
                .containsExactly(
                        new Batch(
                                Optional.of("SYN-SDD-0001"),
                                Optional.of("SYN-SDD-0001-RCUR"),
                                Optional.of(4)),
                        new Batch(
                                Optional.of("SYN-SCT-0001"),
                                Optional.of("SYN-SCT-0001-1"),
                                Optional.of(2)));
        assertThat(told.all(TransactionDetails.class))
                .extracting(details -> details.amount().orElseThrow().plain())
                .containsExactly("10.00", "20.00", "30.00", "50.00", "-23.50", "500.00", "250.25");
    }

    @Test
    void read_givesAReturnWithItsChargeAndOriginalAmount() {
        var returned =
                Recorder.ofStatements(Files.golden(STATEMENT)).all(TransactionDetails.class).get(4);
        assertThat(returned.amount()).contains(Money.of(-2350, "EUR"));
        assertThat(returned.instructedAmount()).contains(Money.of(2000, "EUR"));
        assertThat(returned.charges()).containsExactly(new Charge(Money.of(-350, "EUR"), false));
        assertThat(returned.references().endToEndId()).contains("E2E-2");
        assertThat(returned.references().mandateId()).contains("MND-2");
        assertThat(returned.returned())
                .contains(
                        new TransactionDetails.Returned(
                                Optional.of(Code.iso("AM04")),
                                List.of(),
                                BankTransactionCode.iso("PMNT", "IDDT", "ESDD")));
    }

    @Test
    void read_givesTheCounterparty() {
        var incoming =
                Recorder.ofStatements(Files.golden(STATEMENT)).all(TransactionDetails.class).get(5);
        assertThat(incoming.counterparty())
                .contains(
                        new Counterparty(
                                Optional.of("Kunde Eins"),
                                Optional.of("DE02120300000000202051"),
                                Optional.empty(),
                                Optional.of("BYLADEM1001")));
        assertThat(incoming.remittance()).contains(Remittance.ofText("Rechnung 4711"));
    }

    @Test
    void read_doesNotFlipTheSignOfAReversal() {
        var told = Recorder.ofStatements(Files.golden(STATEMENT));
        var reversal = told.all(EntryHead.class).getLast();
        assertThat(reversal.reversal()).isTrue();
        assertThat(reversal.amount()).isEqualTo(Money.of(1500, "EUR"));
    }

    @Test
    void read_takesIntradayReportAndNotification() {
        assertThat(
                        Recorder.ofStatements(Files.golden("camt.052_intraday.xml"))
                                .only(StatementFile.class)
                                .kind())
                .isEqualTo(StatementFile.Kind.INTRADAY_REPORT);
        var notification =
                Recorder.ofStatements(Files.golden("camt.054_returned_direct_debits.xml"));
        assertThat(notification.only(StatementFile.class).kind())
                .isEqualTo(StatementFile.Kind.NOTIFICATION);
        assertThat(notification.all(Balance.class)).isEmpty();
        assertThat(notification.all(TransactionDetails.class))
                .extracting(details -> details.returned().orElseThrow().reason().orElseThrow())
                .containsExactly(Code.iso("MD06"), Code.iso("MD01"));
    }

    @Test
    void write_isValidForTheGoldenFiles() {
        for (var file :
                List.of(
                        List.of(STATEMENT, "camt.053.001.08"),
                        List.of("camt.052_intraday.xml", "camt.052.001.08"),
                        List.of("camt.054_returned_direct_debits.xml", "camt.054.001.08"))) {
            var told = Recorder.ofStatements(Files.golden(file.getFirst())).told;
            var written = Written.statements(told);
            Files.validate(written, file.getLast());
            assertThat(Recorder.ofStatements(written).told).isEqualTo(told);
        }
    }

    @Test
    void read_takesDeviationsOfRealBanks() {
        var told =
                read(
                        """
                        <Stmt><Id>S</Id><Acct><Id><Othr><Id>5050-1055</Id></Othr></Id>
                          <Svcr><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></Svcr></Acct>
                        <Bal><CdtDbtInd>DBIT</CdtDbtInd><Amt Ccy="EUR">7.5</Amt>
                          <Tp><CdOrPrtry><Prtry>015</Prtry></CdOrPrtry></Tp></Bal>
                        <Ntry><CdtDbtInd>CRDT</CdtDbtInd><Amt Ccy="EUR">5</Amt><Sts>BOOK</Sts>
                          <BookgDt><DtTm>2026-04-17T23:30:00-05:00</DtTm></BookgDt><ValDt/><BkTxCd/></Ntry>
                        </Stmt>
                        <Stmt><Id>T</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct></Stmt>
                        """);
        assertThat(told.all(StatementHead.class))
                .extracting(StatementHead::id)
                .containsExactly("S", "T");
        assertThat(told.all(StatementHead.class).getFirst().account())
                .isEqualTo(
                        new StatementHead.Account(
                                Optional.empty(),
                                Optional.of("5050-1055"),
                                Optional.empty(),
                                Optional.of("COBADEFFXXX")));
        assertThat(told.only(Balance.class))
                .isEqualTo(
                        new Balance(
                                Code.proprietary("015"), Money.of(-750, "EUR"), Optional.empty()));
        var entry = told.only(EntryHead.class);
        assertThat(entry.status()).contains(Code.iso("BOOK"));
        assertThat(entry.dates())
                .isEqualTo(
                        new EntryHead.Dates(
                                Optional.of(LocalDate.of(2026, 4, 17)), Optional.empty()));
        assertThat(entry.code()).isEqualTo(BankTransactionCode.NONE);
    }

    @Test
    void details_takeTheirAmountFromTheFirstPlaceThatTellsOne() {
        String transaction = "<AmtDtls><TxAmt><Amt Ccy='EUR'>2</Amt></TxAmt></AmtDtls>";
        String instructed = "<AmtDtls><InstdAmt><Amt Ccy='EUR'>3</Amt></InstdAmt></AmtDtls>";
        assertThat(amounts("<TxDtls><Amt Ccy='EUR'>1</Amt>" + transaction + "</TxDtls>"))
                .containsExactly("-1.00");
        assertThat(amounts("<TxDtls>" + transaction + "</TxDtls>")).containsExactly("-2.00");
        assertThat(amounts("<TxDtls>" + instructed + "</TxDtls>")).containsExactly("-3.00");
        assertThat(amounts("<TxDtls><CdtDbtInd>CRDT</CdtDbtInd>" + instructed + "</TxDtls>"))
                .containsExactly("3.00");
    }

    @Test
    void details_takeTheAmountOfTheEntryOnlyWhenAlone() {
        assertThat(amounts("<TxDtls><AddtlTxInf>a</AddtlTxInf></TxDtls>")).containsExactly("-9.00");
        assertThat(amounts("<TxDtls/><TxDtls/>")).containsExactly("none", "none");
    }

    private static List<String> amounts(String details) {
        return inEntry("<NtryDtls>" + details + "</NtryDtls>")
                .all(TransactionDetails.class)
                .stream()
                .map(each -> each.amount().map(Money::plain).orElse("none"))
                .toList();
    }

    @Test
    void counterparty_isNeverTheAccountOwner() {
        String parties =
                """
                <NtryDtls><TxDtls><RltdPties>
                <Dbtr><Nm>Stranger</Nm></Dbtr>
                <DbtrAcct><Id><IBAN>FI2112345600000785</IBAN></Id></DbtrAcct>
                <Cdtr><Pty><Nm>We</Nm></Pty></Cdtr>
                <CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct>
                </RltdPties></TxDtls></NtryDtls>
                """;
        assertThat(
                        inEntry(parties)
                                .only(TransactionDetails.class)
                                .counterparty()
                                .orElseThrow()
                                .name())
                .contains("Stranger");
    }

    @Test
    void counterparty_keepsItsRoleWhenMoneyGoesBack() {
        String parties =
                """
                <NtryDtls><TxDtls>
                <RltdPties><Dbtr><Nm>Payer</Nm></Dbtr><Cdtr><Nm>We</Nm></Cdtr></RltdPties>
                <RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls>
                """;
        assertThat(
                        inEntry(parties)
                                .only(TransactionDetails.class)
                                .counterparty()
                                .orElseThrow()
                                .name())
                .contains("Payer");
    }

    @Test
    void remittance_joinsItsPieces() {
        var details =
                inEntry(
                                """
                                <NtryDtls><TxDtls><RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd>
                                <Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>
                                <AddtlRmtInf>three</AddtlRmtInf></Strd></RmtInf></TxDtls></NtryDtls>
                                """)
                        .only(TransactionDetails.class);
        assertThat(details.remittance())
                .contains(
                        new Remittance(Optional.of("one two three"), List.of("RF18539007547034")));
    }

    @Test
    void charges_areReadFromAllGenerations() {
        String flat =
                "<Chrgs><Amt Ccy='EUR'>1</Amt></Chrgs><Chrgs><Amt Ccy='EUR'>2</Amt>"
                        + "<CdtDbtInd>CRDT</CdtDbtInd></Chrgs>";
        String total = "<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>4</TtlChrgsAndTaxAmt></Chrgs>";
        assertThat(inEntry(flat).only(EntryHead.class).charges())
                .containsExactly(
                        new Charge(Money.of(-100, "EUR"), false),
                        new Charge(Money.of(200, "EUR"), false));
        assertThat(inEntry(total).only(EntryHead.class).charges())
                .containsExactly(new Charge(Money.of(-400, "EUR"), false));
    }

    @Test
    void entry_endsWithItsInformation() {
        var told = inEntry("<NtryDtls/><AddtlNtryInf> FEE </AddtlNtryInf>");
        assertThat(told.only(Recorder.EntryEnded.class).additionalInformation()).contains("FEE");
    }

    @Test
    void read_refusesAnEntryWithoutDirection() {
        assertThatThrownBy(() -> read(statement("<Ntry><Amt Ccy='EUR'>9</Amt></Ntry>")))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("CdtDbtInd is missing");
    }

    @Test
    void read_refusesADateThatIsNone() {
        assertThatThrownBy(() -> inEntry("<BookgDt><Dt>YYYY-MM-DD</Dt></BookgDt>"))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("Dt");
    }

    private static Recorder inEntry(String inside) {
        return read(
                statement(
                        "<Ntry><Amt Ccy='EUR'>9</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
                                + "<Sts><Cd>BOOK</Cd></Sts>"
                                + inside
                                + "</Ntry>"));
    }

    private static String statement(String inside) {
        return "<Stmt><Id>S</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
                + inside
                + "</Stmt>";
    }

    private static Recorder read(String statements) {
        String file =
                "<Document><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>"
                        + statements
                        + "</BkToCstmrStmt></Document>";
        return Recorder.ofStatements(file.getBytes(StandardCharsets.UTF_8));
    }
}

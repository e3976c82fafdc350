package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.balance;
import static kontor.reconciliation.BankFolder.servicer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.Jsons;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What names a payment in a bank's file, as the API shows it: all of it is kept. */
class EntryWordsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 5);

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private long sum;

    static Stream<Arguments> references() {
        return Stream.of(
                remittance("QRR", strd(prtry("QRR"), "210000000003139471430009017")),
                remittance("SCOR", strd(cd("SCOR") + "<Issr>ISO</Issr>", "RF18539007547034")),
                remittance("OCR", strd(prtry("OCR"), "1234567897")),
                remittance("KID", strd(cd("SCOR"), "00000000000000123453")),
                remittance("Finnish", strd("", "1232")),
                remittance("Belgian", strd(cd("SCOR") + "<Issr>BBA</Issr>", "010806817183")));
    }

    private static Arguments remittance(String name, String strd) {
        return Arguments.of(name, strd, strd.replaceAll(".*<Ref>(.*)</Ref>.*", "$1"));
    }

    private static String prtry(String type) {
        return "<CdOrPrtry><Prtry>" + type + "</Prtry></CdOrPrtry>";
    }

    private static String cd(String type) {
        return "<CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry>";
    }

    private static String strd(String type, String reference) {
        return "<Strd><CdtrRefInf>"
                + (type.isEmpty() ? "" : "<Tp>" + type + "</Tp>")
                + "<Ref>"
                + reference
                + "</Ref></CdtrRefInf></Strd>";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    void aStructuredReference_isTheReferenceAndTheTextStays(
            String name, String strd, String reference) {
        var alone = booked(500, "", tx("<RmtInf>" + strd + "</RmtInf>"));
        assertThat(alone.at("/reference").asText()).isEqualTo(reference);
        var beside = booked(500, "", tx("<RmtInf><Ustrd>Danke</Ustrd>" + strd + "</RmtInf>"));
        assertThat(beside.at("/reference").asText()).isEqualTo(reference);
        assertThat(beside.at("/description").asText()).isEqualTo("Danke");
        assertThat(beside.at("/remittance/text/0").asText()).isEqualTo("Danke");
        assertThat(beside.at("/remittance/structured/0/reference").asText()).isEqualTo(reference);
    }

    @Test
    void severalReferencesLinesAndPapers_areAllKept() {
        String part =
                "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>R-1</Nb>"
                        + "<RltdDt>2027-02-01</RltdDt></RfrdDocInf>"
                        + "<RfrdDocAmt><RmtdAmt Ccy=\"EUR\">3.00</RmtdAmt></RfrdDocAmt>"
                        + "<CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>"
                        + "<AddtlRmtInf>first</AddtlRmtInf></Strd>";
        var one =
                booked(
                        500,
                        "",
                        tx(
                                "<RmtInf><Ustrd>line 1</Ustrd><Ustrd>line 2</Ustrd>"
                                        + part
                                        + strd(prtry("QRR"), "210000000003139471430009017")
                                        + "</RmtInf>"));
        assertThat(one.at("/reference").asText())
                .isEqualTo("RF18539007547034 210000000003139471430009017");
        assertThat(one.at("/remittance"))
                .isEqualTo(
                        json(
                                "{'text': ['line 1', 'line 2'], 'structured': [{'reference':"
                                    + " 'RF18539007547034', 'documents': [{'type': 'CINV',"
                                    + " 'number': 'R-1', 'date': '2027-02-01'}], 'amount':"
                                    + " {'currency': 'EUR', 'value': 300, 'stringValue': '3.00'},"
                                    + " 'additional': ['first']}, {'type': 'QRR', 'reference':"
                                    + " '210000000003139471430009017'}]}"));
    }

    @Test
    void partiesReferencesChargesExchangeAndCard_areAllKept() {
        var one =
                booked(
                        500,
                        "<AddtlNtryInf>of the entry</AddtlNtryInf>",
                        "<TxDtls><Refs><InstrId>I-1</InstrId><EndToEndId>NOTPROVIDED</EndToEndId>"
                            + "<UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR><TxId>T-1</TxId>"
                            + "<MndtId>M-1</MndtId><ChqNb>000123</ChqNb><ClrSysRef>C-1</ClrSysRef>"
                            + "<Prtry><Tp>BREF</Tp><Ref>P-1</Ref></Prtry></Refs><AmtDtls><TxAm"
                            + "t><Amt"
                            + " Ccy=\"EUR\">5.00</Amt><CcyXchg><SrcCcy>USD</SrcCcy><TrgtCcy>EUR"
                            + "</TrgtCcy><UnitCcy>EUR</UnitCcy><XchgRate>1.0870</XchgRate></Cc"
                            + "yXchg></TxAmt><CntrValAmt><Amt"
                            + " Ccy=\"USD\">5.44</Amt></CntrValAmt></AmtDtls><Chrgs><Rcrd><Amt"
                            + " Ccy=\"EUR\">0.10</Amt><ChrgInclInd>true</ChrgInclInd></Rcrd></"
                            + "Chrgs><RltdPties><Dbtr><Pty><Nm>Payer"
                            + " Ltd</Nm><PstlAdr><TwnNm>Bern</TwnNm><Ctry>CH</Ctry><AdrLine>Weg"
                            + " 1</AdrLine></PstlAdr></Pty></Dbtr><UltmtDbtr><Pty><Nm>Mother"
                            + " AG</Nm><Id><OrgId>"
                            + "<LEI>529900T8BM49AURSDO55</LEI></OrgId></Id></Pty></UltmtDbtr><Cdtr>"
                            + "<Pty><Nm>Holder</Nm><Id><PrvtId><Othr><Id>DE98ZZZ09999999999</Id>"
                            + "</Othr></PrvtId></Id></Pty></Cdtr><UltmtCdtr><Nm>Shop</Nm></Ult"
                            + "mtCdtr>"
                            + "</RltdPties><Purp><Cd>SALA</Cd></Purp><CardTx><Card><PlainCardData>"
                            + "<PAN>4111111111111111</PAN></PlainCardData></Card><POI><Id><Id>POS-7</Id></Id></POI></CardTx><AddtlTxInf>of"
                            + " the payment</AddtlTxInf></TxDtls>");
        assertThat(one.at("/references"))
                .isEqualTo(
                        json(
                                "{'mandateReference': 'M-1', 'instructionId': 'I-1',"
                                        + " 'transactionId': 'T-1', 'servicerReference': '"
                                        + one.at("/references/servicerReference").asText()
                                        + "', 'uetr': '8a562c67-ca16-48ba-b074-65581be6f001',"
                                        + " 'chequeNumber': '000123', 'clearingReference': 'C-1',"
                                        + " 'creditorIdentifier': 'DE98ZZZ09999999999',"
                                        + " 'other': [{'type': 'BREF', 'reference': 'P-1'}]}"));
        assertThat(one.at("/counterparty/address"))
                .isEqualTo(json("{'country': 'CH', 'city': 'Bern', 'rawAddressLines': ['Weg 1']}"));
        assertThat(one.at("/ultimateDebtor"))
                .isEqualTo(
                        json(
                                "{'name': 'Mother AG', 'identifications':"
                                        + " ['529900T8BM49AURSDO55']}"));
        assertThat(one.at("/ultimateCreditor/name").asText()).isEqualTo("Shop");
        assertThat(one.at("/currencyExchange"))
                .isEqualTo(
                        json(
                                "{'exchangeRate': '1.0870', 'sourceCurrency': 'USD',"
                                        + " 'targetCurrency': 'EUR', 'unitCurrency': 'EUR'}"));
        assertThat(one.at("/counterValue/stringValue").asText()).isEqualTo("5.44");
        assertThat(one.at("/charges/0/amount/stringValue").asText()).isEqualTo("-0.10");
        assertThat(one.at("/card"))
                .isEqualTo(json("{'number': '************1111', 'terminal': 'POS-7'}"));
        assertThat(one.at("/purpose").asText()).isEqualTo("SALA");
        assertThat(one.at("/entryInformation").asText()).isEqualTo("of the entry");
        assertThat(one.at("/transactionInformation").asText()).isEqualTo("of the payment");
    }

    @Test
    void payersInsideABatch_areShownAndListed() {
        String[] payers =
                Stream.of("One", "Two", "Three")
                        .map(
                                name ->
                                        """
                                        <TxDtls><Refs><EndToEndId>E-%1$s</EndToEndId></Refs><Amt Ccy="EUR">1.00</Amt><RltdPties>
                                        <Dbtr><Nm>%1$s</Nm></Dbtr><DbtrAcct><Id><IBAN>DE64500105173198833324</IBAN></Id></DbtrAcct>
                                        <UltmtDbtr><Nm>For %1$s</Nm></UltmtDbtr></RltdPties>
                                        <RmtInf><Ustrd>Rent</Ustrd>%2$s</RmtInf></TxDtls>
                                        """
                                                .formatted(
                                                        name,
                                                        strd(
                                                                prtry("QRR"),
                                                                "210000000003139471430009017")))
                        .toArray(String[]::new);
        var one = booked(300, "", payers);
        assertThat(names(one.at("/details"))).containsExactly("One", "Two", "Three");
        var listed =
                sandbox.owner()
                        .get(
                                "/financial-data/v2beta/transactions/"
                                        + one.at("/id").asText()
                                        + "/details?limit=2")
                        .json();
        assertThat(names(listed.at("/items"))).containsExactly("One", "Two");
        var two = listed.at("/items/1");
        assertThat(two.at("/reference").asText()).isEqualTo("210000000003139471430009017");
        assertThat(two.at("/remittance/text/0").asText()).isEqualTo("Rent");
        assertThat(two.at("/ultimateDebtor/name").asText()).isEqualTo("For Two");
        assertThat(two.at("/references/endToEndId").asText()).isEqualTo("E-Two");
    }

    private static List<String> names(JsonNode details) {
        return StreamSupport.stream(details.spliterator(), false)
                .map(one -> one.at("/counterparty/name").asText())
                .toList();
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of("NRTI+109+00931", "DK", -500, true, "own Core collection returned"),
                Arguments.of("NRTI+108+00931+992", "DK", -500, true, "own B2B collection returned"),
                Arguments.of("NTRF+159+1", "ZKA", 500, true, "own credit transfer came back"),
                Arguments.of("109", "DK", -500, true, "own Core collection returned"),
                Arguments.of("GVC+109", "", -500, true, "own Core collection returned"),
                Arguments.of("NRTI+111", "DK", -500, true, "cheque handed in that came back"),
                Arguments.of("111", "DK", -500, true, "cheque handed in that came back"),
                Arguments.of("NCHK+183", "DK", 500, true, "own cheque that came back"),
                Arguments.of("NMSC+899", "DK", 500, true, "booking undone by the bank"),
                Arguments.of("NCHG+808+4711", "DK", -500, false, "charges"),
                Arguments.of("NRTI", "", -500, true, ""),
                Arguments.of("nrti +109+ 931", "dk", -500, true, "own Core collection returned"),
                Arguments.of("109", "zka", -500, true, "own Core collection returned"),
                Arguments.of("NDDT+105+9200+992", "DK", -500, false, "Core debit by a creditor"),
                Arguments.of("NTRF+166+00000", "DK", 500, false, "SEPA credit transfer received"),
                Arguments.of("NTRF+999+00000", "DK", 500, false, ""),
                Arguments.of("109", "BBA", 500, false, ""),
                Arguments.of("01050000", "BBA", 500, false, ""));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("codes")
    void aCodeOfTheBanksOwn_isReadWhereItIsGermanAndKeptAnyway(
            String code, String issuer, long minor, boolean returned, String meaning) {
        String prtry =
                "<BkTxCd><Prtry><Cd>%s</Cd>%s</Prtry></BkTxCd>"
                        .formatted(code, issuer.isEmpty() ? "" : "<Issr>" + issuer + "</Issr>");
        for (var one : List.of(booked(minor, prtry, tx("")), booked(minor, "", tx(prtry)))) {
            assertThat(one.at("/returned").asBoolean()).as(one.toString()).isEqualTo(returned);
            assertThat(one.at("/bankTransactionCode/proprietary/code").asText()).isEqualTo(code);
            assertThat(one.at("/bankTransactionCode/description").asText()).isEqualTo(meaning);
            assertThat(one.at("/returnReason/description").asText())
                    .isEqualTo(returned ? meaning : "");
        }
    }

    @Test
    void theReasonOfAReturn_isFoundInTheBanksText() {
        var one =
                booked(
                        -500,
                        "<BkTxCd><Prtry><Cd>NRTI+109+00931</Cd></Prtry></BkTxCd>",
                        tx("<AddtlTxInf>RUECKGABEGRUND MD06 SONST. GRUND</AddtlTxInf>"));
        assertThat(one.at("/returnReason/code").asText()).isEqualTo("MD06");
        assertThat(one.at("/returnReason/description").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RCDT, ESCT, 500, AC04, credit transfer came back: account closed",
        "RCDT, ESCT, 500, ac04, credit transfer came back: account closed",
        "RCDT, ESCT, 500, ' Ac04\u00a0', credit transfer came back: account closed",
        "RRCT, ESCT, 500, AM09, credit transfer came back: wrong amount (recall reason)",
        "ICDT, RRTN, 500, AC04, own transfer came back (return or recall)",
        "IDDT, ESDD, -500, am04, direct debit came back: insufficient funds",
        "IDDT, UPDD, -500, am04, own collection returned or refunded",
        "MCOP, OTHR, -500, md01, 'payment came back: no valid mandate'",
    })
    void whatCameBack_isDescribedAsThat(
            String family, String subfamily, long minor, String told, String description) {
        var one =
                booked(
                        minor,
                        """
                        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%s</Cd><SubFmlyCd>%s</SubFmlyCd></Fmly></Domn></BkTxCd>\
                        """
                                .formatted(family, subfamily),
                        tx("<RtrInf><Rsn><Cd>" + told + "</Cd></Rsn></RtrInf>"));
        assertThat(one.at("/returned").asBoolean()).isTrue();
        assertThat(one.at("/description").asText()).startsWith(description);
        assertThat(one.at("/returnReason/code").asText()).matches("[A-Z]{2}[0-9]{2}");
        assertThat(one.at("/returnReason/description").asText()).isNotEmpty();
    }

    private static JsonNode json(String text) {
        return Json.readOwn(Jsons.json(text));
    }

    private static String tx(String inside) {
        return "<TxDtls>" + inside + "</TxDtls>";
    }

    /** The one transaction that a statement of its own books. */
    private JsonNode booked(long minor, String inEntry, String... details) {
        String reference = "W-" + UUID.randomUUID();
        String before = inEntry.startsWith("<BkTxCd>") ? inEntry : "";
        String entry =
                BankFolder.entry(minor, DAY, servicer(reference) + before, details)
                        .replace("</Ntry>", (before.isEmpty() ? inEntry : "") + "</Ntry>");
        // Two statements between the same balances would be one that is told twice.
        String balances = balance("OPBD", sum, DAY) + balance("CLBD", sum + minor, DAY);
        sum += minor;
        bank.offer(bank.page(reference, DAY, "", balances, entry));
        assertThat(bank.inbox().getLast()).isEqualTo("PROCESSED");
        var items =
                sandbox.owner()
                        .get("/financial-data/v2/transactions?limit=100&date[gte]=" + DAY)
                        .json()
                        .at("/items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(one -> one.at("/references/servicerReference").asText().equals(reference))
                .findFirst()
                .orElseThrow();
    }
}

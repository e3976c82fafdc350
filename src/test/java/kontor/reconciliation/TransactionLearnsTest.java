package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.batch;
import static kontor.reconciliation.BankFolder.detail;
import static kontor.reconciliation.BankFolder.entry;
import static kontor.reconciliation.BankFolder.servicer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a camt.054 tells of a booking shows at its transaction, whichever file comes first. */
class TransactionLearnsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    /** All that a bank may say of one payment. */
    private static final String WHOLE =
            """
            <TxDtls><Refs><AcctSvcrRef>D-1</AcctSvcrRef><EndToEndId>E2E-7</EndToEndId><MndtId>M-1</MndtId></Refs>
            <Amt Ccy="EUR">6.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            <RltdPties><Dbtr><Nm>Ada AG</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>
            <UltmtDbtr><Nm>Bea BV</Nm></UltmtDbtr></RltdPties>
            <Purp><Cd>SALA</Cd></Purp>
            <RmtInf><Ustrd>Invoice 12</Ustrd><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>
            <Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
            """;

    private static final String RETURN =
            """
            <TxDtls><Refs><EndToEndId>E2E-7</EndToEndId></Refs><RltdPties><Cdtr><Nm>Ada AG</Nm></Cdtr></RltdPties>
            <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>
            """;

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");

    private JsonNode booked() {
        var items =
                sandbox.developer()
                        .get("/financial-data/v2/transactions?limit=100&accountId=" + account)
                        .items();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private List<String> events() {
        return sandbox.developer()
                .get(
                        "/financial-data/v2/transactions/"
                                + booked().at("/id").asText()
                                + "/events?limit=100")
                .values("name");
    }

    private List<String> cases() {
        return StreamSupport.stream(
                        sandbox.owner()
                                .get("/financial-data/v2beta/cases?limit=100&accountId=" + account)
                                .json()
                                .at("/items")
                                .spliterator(),
                        false)
                .map(one -> one.at("/kind").asText() + " " + one.at("/facts"))
                .toList();
    }

    private String statement(String references, String... details) {
        return bank.statement("S1", DAY, 600, entry(600, DAY, references, details));
    }

    private String notification(String name, String references, String... details) {
        return bank.notification(name, DAY, entry(600, DAY, references, details));
    }

    private void offer(String... files) {
        for (String file : files) {
            bank.offer(file);
        }
    }

    private void assertTellsAll() {
        var one = booked();
        assertThat(one.at("/reference").asText()).isEqualTo("RF18539007547034");
        assertThat(one.at("/description").asText()).isEqualTo("Invoice 12");
        assertThat(one.at("/references/endToEndId").asText()).isEqualTo("E2E-7");
        assertThat(one.at("/references/mandateReference").asText()).isEqualTo("M-1");
        assertThat(one.at("/counterparty/name").asText()).isEqualTo("Ada AG");
        assertThat(one.at("/counterparty/account/rawIdentifier").asText())
                .isEqualTo("DE89370400440532013000");
        assertThat(one.at("/ultimateDebtor/name").asText()).isEqualTo("Bea BV");
        assertThat(one.at("/remittance/structured/0/reference").asText())
                .isEqualTo("RF18539007547034");
        assertThat(one.at("/bankTransactionCode/subfamily").asText()).isEqualTo("ESCT");
        assertThat(one.at("/purpose").asText()).isEqualTo("SALA");
        assertThat(one.at("/returned").asBoolean()).isFalse();
        assertThat(one.at("/version").asInt()).isEqualTo(2);
        assertThat(events()).containsOnlyOnce("DETAILS_TOLD").hasSize(2);
        assertThat(cases()).isEmpty();
    }

    /** What the statement says by itself: the links, and a code that says less. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<AcctSvcrRef>REF-1</AcctSvcrRef>",
                "<AcctSvcrRef>REF-1</AcctSvcrRef><BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd>",
                "<AcctSvcrRef>REF-1</AcctSvcrRef>"
                        + "<NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch></NtryDtls>",
                "<AcctSvcrRef>REF-1</AcctSvcrRef><NtryDtls><TxDtls><Refs/></TxDtls></NtryDtls>"
            })
    void statementFirst(String said) {
        offer(statement(said));
        assertThat(booked().at("/version").asInt()).isEqualTo(1);
        offer(notification("N1", servicer("REF-1"), WHOLE));
        assertTellsAll();
        offer(notification("N2", servicer("REF-1"), WHOLE));
        assertTellsAll();
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
    }

    @Test
    void notificationFirst() {
        offer(notification("N1", servicer("REF-1"), WHOLE), statement(servicer("REF-1")));
        assertTellsAll();
        offer(notification("N2", servicer("REF-1"), WHOLE));
        assertTellsAll();
    }

    @Test
    void referenceAtThePayment_isALinkToo() {
        offer(statement(servicer("D-1")), notification("N1", "", WHOLE));
        assertTellsAll();
    }

    /** The statement tells its payment in short, with a reference of it. */
    @Test
    void shortDetail_isCompletedInBothOrders() {
        String shortly = detail(600, "E2E-7");
        offer(
                statement(servicer("REF-1"), shortly),
                notification("N1", servicer("REF-1"), WHOLE),
                notification("N2", servicer("REF-1"), WHOLE));
        assertTellsAll();
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
    }

    @Test
    void shortDetail_thatComesLater_isCompleted() {
        offer(
                notification("N1", servicer("REF-1"), WHOLE),
                statement(servicer("REF-1"), detail(600, "E2E-7")));
        assertTellsAll();
    }

    /** The same day in an extract of two, now with all that there is to say. */
    @Test
    void statementThatTellsItAgain_tellsMore() {
        offer(statement(""));
        var next = DAY.plusDays(1);
        String extract =
                bank.page(
                        "X",
                        next,
                        "",
                        BankFolder.balance("OPBD", 0, DAY) + BankFolder.balance("CLBD", 600, next),
                        entry(600, DAY, "", WHOLE));
        offer(extract);
        assertTellsAll();
        offer(extract.replace("<Id>X</Id>", "<Id>Y</Id>"));
        assertTellsAll();
    }

    @Test
    void reasonOfAReturn_isKnownThen() {
        offer(statement(servicer("REF-1")), notification("N1", servicer("REF-1"), RETURN));
        assertThat(booked().at("/returned").asBoolean()).isTrue();
        assertThat(booked().at("/returnReason/code").asText()).isEqualTo("AC04");
        assertThat(booked().at("/returnReason/description").asText()).isNotEmpty();
        assertThat(booked().at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void otherAmountOrSign_isAnotherBooking() {
        offer(
                statement(servicer("REF-1")),
                bank.notification("N1", DAY, entry(-600, DAY, servicer("REF-1"), WHOLE)),
                bank.notification("N2", DAY, entry(601, DAY, servicer("REF-1"), WHOLE)));
        assertThat(booked().at("/version").asInt()).isEqualTo(1);
        assertThat(booked().has("counterparty")).isFalse();
        bank.assertStates("PROCESSED", "WAITING", "WAITING");
    }

    @Test
    void several_stayOneBooking() {
        offer(
                statement(servicer("REF-1")),
                notification("N1", servicer("REF-1"), detail(200, "A"), detail(400, "B")));
        assertThat(booked().at("/version").asInt()).isEqualTo(1);
        assertThat(booked().has("counterparty")).isFalse();
    }

    /** It stands for three, so one that is told is not all of it. */
    @Test
    void bookingOfSeveral_isNotTheOneThatIsTold() {
        offer(
                statement(servicer("REF-1") + "<NtryDtls>" + batch(3) + "</NtryDtls>"),
                notification("N1", servicer("REF-1"), WHOLE));
        assertThat(booked().at("/numberOfTransactions").asInt()).isEqualTo(3);
        assertThat(booked().has("counterparty")).isFalse();
        assertThat(booked().at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void severalThatAllCameBack_areAReturn() {
        offer(
                statement(servicer("REF-1")),
                notification("N1", servicer("REF-1"), RETURN, RETURN.replace("E2E-7", "E2E-8")));
        assertThat(booked().at("/returned").asBoolean()).isTrue();
        assertThat(booked().has("counterparty")).isFalse();
    }

    /** Both are kept: the statement's word at the transaction, the other one in its details. */
    @Test
    void contradiction_opensACase_andTheStatementCounts() {
        String own =
                "<TxDtls><RltdPties><Dbtr><Nm>Cleo SA</Nm></Dbtr></RltdPties>"
                        + "<RmtInf><Ustrd>Own"
                        + " words</Ustrd></RmtInf></TxDtls>";
        offer(
                statement(servicer("REF-1"), own),
                notification("N1", servicer("REF-1"), WHOLE),
                notification("N2", servicer("REF-1"), WHOLE));
        var one = booked();
        assertThat(one.at("/counterparty/name").asText()).isEqualTo("Cleo SA");
        assertThat(one.at("/reference").asText()).isEqualTo("Own words");
        assertThat(one.at("/description").asText()).isEqualTo("Own words");
        assertThat(one.at("/ultimateDebtor/name").asText()).isEqualTo("Bea BV");
        assertThat(one.at("/version").asInt()).isEqualTo(2);
        assertThat(cases()).hasSize(1);
        assertThat(cases().getFirst())
                .startsWith("DETAILS_CONTRADICT")
                .contains("Cleo SA / Ada AG", "Own words / RF18539007547034");
    }

    /** Another payment with the bank's reference of this one: it waits for its own entry. */
    @Test
    void otherEndToEndId_mayBeAnotherPayment() {
        offer(
                statement(servicer("REF-1"), detail(600, "E2E-8")),
                notification("N1", servicer("REF-1"), WHOLE));
        assertThat(booked().at("/references/endToEndId").asText()).isEqualTo("E2E-8");
        assertThat(booked().at("/version").asInt()).isEqualTo(1);
        bank.assertStates("PROCESSED", "WAITING");
    }
}

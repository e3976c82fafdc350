package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.batch;
import static kontor.reconciliation.BankFolder.detail;
import static kontor.reconciliation.BankFolder.entry;
import static kontor.reconciliation.BankFolder.servicer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.PaymentClient;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * A camt.053 books a total, a camt.054 tells what it consists of: each payment is reconciled, once.
 */
class DetailsApartTest {

    /** The test bank sends no report of its own for files with this payer. */
    private static final String SILENT = "DE18999100000000004010";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final PaymentClient directDebits = sandbox.directDebits();
    private final BankFolder bank = new BankFolder(sandbox).afterOpening();
    private final long before = count();

    /** Collections of 1.00, 2.00 and so on that the bank has. */
    private List<Reply> sent(int count) {
        String payer = sandbox.aCounterparty().withIban(SILENT).accountId();
        var debits =
                IntStream.rangeClosed(1, count)
                        .mapToObj(
                                i ->
                                        sandbox.aDirectDebit()
                                                .under(sandbox.aMandate().of(payer).id())
                                                .of("EUR", i * 100)
                                                .approved())
                        .toList();
        sandbox.advanceTo(
                BankCalendar.TARGET.plus(
                        LocalDate.parse(debits.getFirst().at("/effectiveDate")), -1));
        return debits.stream().map(directDebits::get).toList();
    }

    private LocalDate today() {
        return sandbox.today();
    }

    private static String[] details(List<Reply> debits) {
        return debits.stream()
                .map(
                        debit ->
                                detail(
                                        debit.json().at("/amount/value").asLong(),
                                        debit.at("/id").replace("-", "")))
                .toArray(String[]::new);
    }

    private String total(String id, String references) {
        return bank.statement(id, today(), 600, entry(600, today(), references));
    }

    private String told(String message, String references, List<Reply> debits) {
        return bank.notification(
                message, today(), entry(600, today(), references, details(debits)));
    }

    private JsonNode booked(long minor) {
        var items =
                sandbox.developer()
                        .get(
                                "/financial-data/v2/transactions?limit=100&accountId="
                                        + sandbox.account())
                        .json();
        return StreamSupport.stream(items.at("/items").spliterator(), false)
                .filter(one -> one.at("/amount/value").asLong() == minor)
                .findFirst()
                .orElseThrow();
    }

    private void assertReconciledOnce(List<Reply> debits) {
        var transaction = booked(600);
        assertThat(transaction.at("/reconciliationStatus").asText()).isEqualTo("RECONCILED");
        assertThat(transaction.at("/attachedTransactables")).hasSize(debits.size());
        for (Reply debit : debits) {
            assertThat(directDebits.get(debit).at("/status")).isEqualTo("EXECUTED");
            assertThat(directDebits.get(debit).json().at("/attachedTransactions")).hasSize(1);
            assertThat(directDebits.events(debit)).containsOnlyOnce("EXECUTED");
        }
    }

    @Test
    void whatAPersonSaidABookingIsNot_isNotAttachedByDetailsThatComeLater() {
        var debits = sent(3);
        bank.offer(total("S1", servicer("REF-1") + "<NtryDtls>" + batch(3) + "</NtryDtls>"));
        String booking = "/financial-data/v2/transactions/" + booked(600).at("/id").asText();
        var refused = debits.getFirst();
        sandbox.owner()
                .post(
                        booking.replace("/v2/", "/v2beta/") + ":refuse-suggestion",
                        "{\"transactableId\": \"%s\"}".formatted(refused.at("/id")))
                .ok();
        bank.offer(told("N1", servicer("REF-1"), debits));
        assertThat(directDebits.get(refused).json().at("/attachedTransactions")).isEmpty();
        assertThat(booked(600).at("/attachedTransactables")).hasSize(2);
        var others = debits.subList(1, 3);
        assertThat(others).allMatch(one -> directDebits.get(one).at("/status").equals("EXECUTED"));
        // Taken off after it was attached, it stays off when the bank tells once more.
        var taken = others.getFirst();
        sandbox.owner()
                .post(
                        "/payments/v2beta/direct-debits/" + taken.at("/id") + ":unreconcile",
                        "{\"transactionId\": \"%s\"}".formatted(booked(600).at("/id").asText()))
                .ok();
        bank.offer(told("N2", servicer("REF-1"), debits));
        assertThat(booked(600).at("/attachedTransactables")).hasSize(1);
        assertThat(directDebits.get(taken).json().at("/attachedTransactions")).isEmpty();
    }

    @Test
    void statementFirst_detailsComeLater() {
        var debits = sent(3);
        bank.offer(total("S1", servicer("REF-1") + "<NtryDtls>" + batch(3) + "</NtryDtls>"));
        assertThat(booked(600).at("/reconciliationStatus").asText()).isEqualTo("NOT_RECONCILED");
        bank.offer(told("N1", servicer("REF-1"), debits));
        assertReconciledOnce(debits);
        bank.assertStates("PROCESSED", "PROCESSED");
    }

    @Test
    void detailsFirst_waitForTheirStatement() {
        var debits = sent(3);
        bank.offer(told("N1", servicer("REF-1"), debits));
        assertThat(bank.inbox().getFirst())
                .startsWith("WAITING")
                .contains("1 entry waits", "EUR 6.00 of " + today(), "REF-1");
        assertThat(directDebits.get(debits.getFirst()).at("/status")).isEqualTo("SENT");
        bank.offer(total("S1", servicer("REF-1")));
        assertReconciledOnce(debits);
        bank.assertStates("PROCESSED", "PROCESSED");
        assertThat(bank.inbox().getFirst()).isEqualTo("PROCESSED");
    }

    @Test
    void sameAgainUnderOtherNames_changesNothing() {
        var debits = sent(3);
        bank.offer(told("N1", servicer("REF-1"), debits));
        bank.offer(told("N2", servicer("REF-1"), debits));
        bank.offer(total("S1", servicer("REF-1")));
        bank.offer(told("N3", servicer("REF-1"), debits));
        bank.offer(total("S1", servicer("REF-1")) + "\n");
        bank.offer(told("N4", servicer("REF-1"), debits.reversed()));
        assertReconciledOnce(debits);
        assertThat(bank.states()).containsOnly("PROCESSED");
        assertThat(details()).isEqualTo(3);
    }

    @Test
    void entry_namesTheMessageOfItsDetails() {
        var debits = sent(3);
        bank.offer(told("N1", servicer("OTHER"), debits));
        bank.offer(
                total(
                        "S1",
                        servicer("REF-1")
                                + "<AddtlInfInd><MsgNmId>camt.054</MsgNmId><MsgId>N1</MsgId></AddtlInfInd>"));
        assertReconciledOnce(debits);
    }

    @Test
    void paymentInformation_isALink() {
        var debits = sent(3);
        String group = "<NtryDtls><Btch><PmtInfId>BANKS-OWN</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>";
        bank.offer(total("S1", group + "</NtryDtls>"));
        bank.offer(
                bank.notification(
                        "N1",
                        today(),
                        entry(
                                600,
                                today(),
                                group + String.join("", details(debits)) + "</NtryDtls>")));
        assertReconciledOnce(debits);
    }

    @Test
    void entryReference_isALinkOfItsDay() {
        var debits = sent(3);
        String reference = "<NtryRef>014295803</NtryRef>";
        bank.offer(
                bank.statement(
                        "S0",
                        today().minusDays(1),
                        600,
                        entry(600, today().minusDays(1), reference)));
        bank.offer(told("N1", reference, debits));
        assertThat(bank.states()).containsExactly("PROCESSED", "WAITING");
        bank.offer(
                bank.page(
                        "S1",
                        today(),
                        "",
                        BankFolder.balance("OPBD", 600, today())
                                + BankFolder.balance("CLBD", 1_200, today()),
                        entry(600, today(), reference)));
        assertThat(directDebits.get(debits.getFirst()).at("/attachedTransactions/0/id"))
                .isEqualTo(booked(600).at("/id").asText());
        assertThat(booked(600).at("/date").asText()).isEqualTo(today().toString());
        bank.assertStates("PROCESSED", "PROCESSED", "PROCESSED");
    }

    @Test
    void otherAmountReferenceOrDay_isNotTheirEntry() {
        var debits = sent(3);
        bank.offer(told("N1", servicer("REF-1"), debits));
        bank.offer(
                bank.statement(
                        "S1",
                        today(),
                        1_199,
                        entry(599, today(), servicer("REF-1")),
                        entry(600, today(), servicer("REF-2"))));
        assertThat(bank.states()).containsExactly("WAITING", "PROCESSED");
        assertThat(directDebits.get(debits.getFirst()).at("/status")).isEqualTo("SENT");
    }

    @Test
    void entryThatTellsItsDetailsItself_needsNoOthers() {
        var debits = sent(3);
        bank.offer(told("N1", servicer("REF-1"), debits));
        bank.offer(
                bank.statement(
                        "S1",
                        today(),
                        600,
                        entry(600, today(), servicer("REF-1"), details(debits))));
        bank.offer(told("N2", servicer("REF-1"), debits.reversed()));
        assertReconciledOnce(debits);
        assertThat(bank.states()).containsOnly("PROCESSED");
        assertThat(details()).isEqualTo(3);
    }

    @Test
    void entryThatTellsThemInShort_takesTheWhole() {
        var debits = sent(3);
        bank.offer(
                bank.statement(
                        "S1",
                        today(),
                        600,
                        entry(
                                600,
                                today(),
                                servicer("REF-1"),
                                "<TxDtls><Refs><AcctSvcrRef>REF-1</AcctSvcrRef></Refs></TxDtls>")));
        bank.offer(told("N1", servicer("REF-1"), debits));
        assertReconciledOnce(debits);
        assertThat(details()).isEqualTo(3);
    }

    @Test
    void twins_eachFindTheirDetails() {
        var debits = sent(3);
        var day = today();
        bank.offer(
                bank.notification(
                        "N1",
                        day,
                        entry(300, day, servicer("REF-1"), details(debits.subList(0, 2))),
                        entry(300, day, servicer("REF-1"), details(debits.subList(2, 3)))));
        bank.offer(
                bank.statement(
                        "S1",
                        day,
                        600,
                        entry(300, day, servicer("REF-1")),
                        entry(300, day, servicer("REF-1"))));
        for (Reply debit : debits) {
            assertThat(directDebits.get(debit).at("/status")).isEqualTo("EXECUTED");
        }
        var items =
                sandbox.developer()
                        .get("/financial-data/v2/transactions?accountId=" + sandbox.account())
                        .json()
                        .at("/items");
        assertThat(items)
                .filteredOn(one -> one.at("/amount/value").asLong() == 300)
                .hasSize(2)
                .allSatisfy(
                        one ->
                                assertThat(one.at("/reconciliationStatus").asText())
                                        .isEqualTo("RECONCILED"));
    }

    @Test
    void groupMatchedAsAWhole_isNotMatchedAgain() {
        var debits = sent(3);
        String group =
                "<NtryDtls><Btch><PmtInfId>" + group(debits.getFirst()) + "</PmtInfId></Btch>";
        bank.offer(total("S1", servicer("REF-1") + group + "</NtryDtls>"));
        assertReconciledOnce(debits);
        int version = booked(600).at("/version").asInt();
        bank.offer(told("N1", servicer("REF-1"), debits));
        assertReconciledOnce(debits);
        assertThat(booked(600).at("/version").asInt()).isEqualTo(version);
        assertThat(details()).isEqualTo(3);
    }

    @Test
    void returns_comeApartToo() {
        var debits = sent(3);
        bank.offer(total("S1", servicer("REF-1")));
        bank.offer(told("N1", servicer("REF-1"), debits));
        String[] back =
                debits.subList(0, 2).stream()
                        .map(
                                debit ->
                                        detail(
                                                        -debit.json().at("/amount/value").asLong(),
                                                        debit.at("/id").replace("-", ""))
                                                .replace(
                                                        "</TxDtls>",
                                                        "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>"))
                        .toArray(String[]::new);
        bank.offer(bank.notification("N2", today(), entry(-300, today(), servicer("REF-2"), back)));
        bank.offer(
                bank.page(
                        "S2",
                        today(),
                        "",
                        BankFolder.balance("OPBD", 600, today())
                                + BankFolder.balance("CLBD", 300, today()),
                        entry(-300, today(), servicer("REF-2"))));
        assertThat(directDebits.get(debits.get(0)).at("/status")).isEqualTo("RETURNED");
        assertThat(directDebits.get(debits.get(0)).at("/statusReason/code")).isEqualTo("AM04");
        assertThat(directDebits.get(debits.get(2)).at("/status")).isEqualTo("EXECUTED");
        assertThat(booked(-300).at("/reconciliationStatus").asText()).isEqualTo("RECONCILED");
    }

    /**
     * Too many to be held: 6,000 strangers around the payments, in the notification and in a
     * statement.
     */
    @Test
    void entryOfManyDetails_isTakenInParts() {
        var debits = sent(3);
        var all = new ArrayList<>(List.of(BankFolder.strangers(6_000)));
        all.add(0, details(debits)[0]);
        all.add(5_500, details(debits)[1]);
        all.add(details(debits)[2]);
        var many = all.toArray(String[]::new);
        bank.offer(
                bank.notification("N1", today(), entry(6_600, today(), servicer("REF-1"), many)));
        bank.offer(
                bank.notification("N2", today(), entry(6_600, today(), servicer("REF-1"), many)));
        bank.offer(bank.statement("S1", today(), 6_600, entry(6_600, today(), servicer("REF-1"))));
        assertThat(booked(6_600).at("/attachedTransactables")).hasSize(3);
        assertThat(details()).isEqualTo(6_003);
        assertThat(bank.states()).containsOnly("PROCESSED");
        debits.forEach(
                debit -> assertThat(directDebits.events(debit)).containsOnlyOnce("EXECUTED"));
    }

    @Test
    void entryOfManyDetailsInItsStatement_isTakenInParts() {
        var debits = sent(3);
        var all = new ArrayList<>(List.of(BankFolder.strangers(6_000)));
        all.addAll(3_000, List.of(details(debits)[0], details(debits)[1]));
        all.add(details(debits)[2]);
        var many = all.toArray(String[]::new);
        String file =
                bank.statement(
                        "S1",
                        today(),
                        6_700,
                        entry(40, today(), servicer("A")),
                        entry(6_600, today(), servicer("REF-1"), many),
                        entry(60, today(), servicer("B")));
        bank.offer(file);
        bank.offer(file + "\n");
        bank.offer(
                file.replace("<Id>S1</Id>", "<Id>S2</Id>")
                        .replace(
                                "<Dt>" + today() + "</Dt></Dt></Bal>",
                                "<Dt>" + today().plusDays(1) + "</Dt></Dt></Bal>"));
        assertThat(bank.states()).containsOnly("PROCESSED");
        assertThat(booked(6_600).at("/description").asText()).contains("6003 transactions");
        assertThat(booked(6_600).at("/attachedTransactables")).hasSize(3);
        assertThat(details()).isEqualTo(6_003);
        debits.forEach(
                debit -> assertThat(directDebits.events(debit)).containsOnlyOnce("EXECUTED"));
    }

    /** Those that came since the sandbox was made. */
    private long details() {
        return count() - before;
    }

    private long count() {
        return TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                "SELECT count(*) FROM transaction_details WHERE"
                                                        + " organization_id = :org")
                                        .bind("org", tx.organization().value())
                                        .mapTo(Long.class)
                                        .one());
    }

    private String group(Reply debit) {
        return TestKontor.shared()
                .database()
                .read(
                        sandbox.organization(),
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                SELECT payment_information_id FROM direct_debits WHERE organization_id = :org AND id = :id
                                                """)
                                        .bind("org", tx.organization().value())
                                        .bind("id", UUID.fromString(debit.at("/id")))
                                        .mapTo(String.class)
                                        .one());
    }
}

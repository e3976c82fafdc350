package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kontor.AtOnce;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * People work on the list of what is not reconciled, at one node, while another node reads files of
 * the bank that say of the same bookings what they are. Whoever is first is right, nobody gets an
 * error, and no money is ever two things.
 */
class WorkListRacesTest {

    private static final int TIMES = 6;
    private static final String TRANSACTIONS = "/financial-data/v2/transactions";
    private static final String TRANSFERS = "/payments/v2/credit-transfers";
    private static final String EXPECTED = "/financial-data/v2beta/expected-transactions";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");

    /** Transfers that the bank has, of one amount, unknown to anybody else. */
    private List<Reply> sent(int count) {
        var all =
                IntStream.range(0, count)
                        .mapToObj(
                                _ ->
                                        sandbox.aCreditTransfer()
                                                .from(account)
                                                .of("EUR", 1_000)
                                                .approved())
                        .toList();
        sandbox.advanceTo(
                BankCalendar.TARGET.plus(LocalDate.parse(all.getFirst().at("/effectiveDate")), 0));
        bank.round();
        all.forEach(one -> assertThat(now(one).at("/status")).isEqualTo("SENT"));
        return all;
    }

    private Reply now(Reply transfer) {
        return sandbox.creditTransfers().get(transfer);
    }

    private LocalDate today() {
        return sandbox.today();
    }

    private static String reference(int i) {
        return "REF-" + i;
    }

    /** Bookings of which nobody knows what they are. */
    private void booked(int count) {
        bank.offer(
                bank.statement(
                        "S1",
                        today(),
                        -1_000L * count,
                        IntStream.range(0, count)
                                .mapToObj(
                                        i ->
                                                BankFolder.entry(
                                                        -1_000,
                                                        today(),
                                                        BankFolder.servicer(reference(i))))
                                .toArray(String[]::new)));
    }

    /** The bank says that the booking of this reference is this payment. */
    private String details(int i, Reply payment) {
        return bank.notification(
                "N" + i + payment.at("/id").substring(0, 8),
                today(),
                BankFolder.entry(
                        -1_000,
                        today(),
                        BankFolder.servicer(reference(i)),
                        BankFolder.detail(-1_000, payment.at("/id").replace("-", ""))));
    }

    private List<String> bookings() {
        return sandbox
                .developer()
                .get(TRANSACTIONS + "?limit=500&accountId=" + account)
                .items()
                .stream()
                .sorted(Comparator.comparing(one -> one.path("id").asText()))
                .map(one -> one.path("id").asText())
                .toList();
    }

    private JsonNode booking(String id) {
        return sandbox.developer().get(TRANSACTIONS + "/" + id).ok().json();
    }

    private static Reply verb(Client by, Reply payment, String verb, String booking) {
        var answer =
                by.post(
                        TRANSFERS.replace("/v2/", "/v2beta/")
                                + "/"
                                + payment.at("/id")
                                + ":"
                                + verb,
                        "{\"transactionId\": \"%s\"}".formatted(booking));
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        return answer;
    }

    /** Never more than it is, and each that it says knows of it. */
    private int explainedBy(String booking, Reply... payments) {
        var one = booking(booking);
        int said = one.path("attachedTransactables").size();
        long known =
                List.of(payments).stream()
                        .filter(
                                payment ->
                                        now(payment)
                                                .json()
                                                .path("attachedTransactions")
                                                .toString()
                                                .contains(booking))
                        .count();
        assertThat(known).as(one.toString()).isEqualTo(said);
        assertThat(said).as(one.toString()).isLessThanOrEqualTo(1);
        return said;
    }

    private void files() {
        assertThat(bank.states()).containsOnly("PROCESSED");
    }

    @Test
    void whatAPersonSaidFirst_isNotSaidOtherwiseByDetailsThatComeLater() {
        var pair = sent(2);
        booked(1);
        String booking = bookings().getFirst();
        verb(sandbox.developer(), pair.getFirst(), "reconcile", booking).ok();
        bank.offer(details(0, pair.getLast()));
        assertThat(explainedBy(booking, pair.getFirst(), pair.getLast())).isEqualTo(1);
        files();
    }

    @Test
    void attachedByHand_whileDetailsAttachAnother() throws Exception {
        var all = sent(2 * TIMES);
        booked(TIMES);
        var bookings = bookings();
        try (var other = kontor.anotherNode()) {
            var there = other.as(sandbox.developer());
            for (int i = 0; i < TIMES; i++) {
                String booking = bookings.get(i);
                int number = i;
                var byHand = all.get(2 * i);
                var byBank = all.get(2 * i + 1);
                AtOnce.all(
                        List.<Callable<Object>>of(
                                () -> bank.offer(details(number, byBank)),
                                () -> verb(there, byHand, "reconcile", booking)));
                assertThat(explainedBy(booking, byHand, byBank)).isEqualTo(1);
            }
        }
        files();
    }

    @Test
    void takenOffByHand_whileTheBankTellsItAgain() throws Exception {
        var all = sent(TIMES);
        booked(TIMES);
        var bookings = bookings();
        try (var other = kontor.anotherNode()) {
            var there = other.as(sandbox.developer());
            for (int i = 0; i < TIMES; i++) {
                String booking = bookings.get(i);
                int number = i;
                var payment = all.get(i);
                bank.offer(details(i, payment));
                assertThat(explainedBy(booking, payment)).isEqualTo(1);
                AtOnce.all(
                        List.<Callable<Object>>of(
                                () ->
                                        bank.offer(
                                                details(number, payment)
                                                        .replace("<MsgId>N", "<MsgId>A")),
                                () -> verb(there, payment, "unreconcile", booking).ok()));
                assertThat(explainedBy(booking, payment)).isZero();
                assertThat(now(payment).at("/status")).isEqualTo("EXECUTED");
            }
        }
        files();
    }

    /** Of two people at two nodes one attaches it, and the other is told why not. */
    @Test
    void twoPeople_attachOneBookingToTwoPayments() throws Exception {
        var pair = sent(2);
        booked(TIMES);
        try (var other = kontor.anotherNode()) {
            var there = other.as(sandbox.developer());
            for (String booking : bookings()) {
                var answers =
                        AtOnce.all(
                                List.<Callable<Reply>>of(
                                        () ->
                                                verb(
                                                        sandbox.developer(),
                                                        pair.getFirst(),
                                                        "reconcile",
                                                        booking),
                                        () -> verb(there, pair.getLast(), "reconcile", booking)));
                assertThat(answers.stream().filter(one -> one.status() == 200)).hasSize(1);
                assertThat(explainedBy(booking, pair.getFirst(), pair.getLast())).isEqualTo(1);
                for (var payment : pair) {
                    verb(there, payment, "unreconcile", booking);
                }
                assertThat(explainedBy(booking, pair.getFirst(), pair.getLast())).isZero();
            }
        }
    }

    private Reply expected(String reference) {
        String body =
                """
                {'accountId': '%s', 'amount': {'currency': 'EUR', 'value': 500}, 'date': '%s',
                 'remittanceInformation': {'type': 'STRUCTURED', 'value': '%s'}}
                """;
        return sandbox.developer()
                .post(EXPECTED, Jsons.json(body.formatted(account, today(), reference)))
                .created();
    }

    private String receipt(int i, String reference) {
        var day = today().minusDays(TIMES - i);
        return bank.page(
                "R" + i,
                day,
                "",
                BankFolder.balance("OPBD", 500L * i, day)
                        + BankFolder.balance("CLBD", 500L * (i + 1), day),
                BankFolder.entry(
                        500,
                        day,
                        "",
                        ("<TxDtls><RmtInf><Strd><CdtrRefInf><Ref>%s</Ref></CdtrRefInf></Strd>"
                                        + "</RmtInf></TxDtls>")
                                .formatted(reference)));
    }

    @Test
    void expectedIsArchived_whileItIsBooked() throws Exception {
        try (var other = kontor.anotherNode()) {
            var there = other.as(sandbox.developer());
            for (int i = 0; i < TIMES; i++) {
                String reference = "INV" + (1_000 + i);
                var expected = expected(reference);
                String path = EXPECTED + "/" + expected.at("/id");
                String file = receipt(i, reference);
                var answers =
                        AtOnce.all(
                                List.<Callable<Object>>of(
                                        () -> bank.offer(file),
                                        () -> there.post(path + ":archive", "")));
                var archive = (Reply) answers.getLast();
                assertThat(archive.status()).as(archive.body()).isLessThan(500);
                var now = sandbox.developer().get(path).ok();
                var booking = booking(bookings().stream().reduce((_, last) -> last).orElseThrow());
                boolean matched = now.json().path("attachedTransactions").size() == 1;
                assertThat(booking.path("attachedTransactables").size())
                        .as(now.body() + booking)
                        .isEqualTo(matched ? 1 : 0);
                assertThat(matched || now.at("/status").equals("ARCHIVED")).as(now.body()).isTrue();
            }
        }
        files();
    }

    /** A small one is read while the long one of another organization goes on. */
    @Test
    void longStatementOfAnother_keepsNobodyWaiting() throws Exception {
        var greedy = new BankFolder(kontor.sandbox());
        var day = today();
        int entries = 20_000;
        var lines = new String[entries];
        for (int i = 0; i < entries; i++) {
            lines[i] = BankFolder.entry(100, day, BankFolder.servicer("L" + i));
        }
        String file = greedy.statement("LONG", day, 100L * entries, lines);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var reading = threads.submit(() -> greedy.offer(file));
            booked(3);
            var expected = expected("INV1");
            sandbox.developer().post(EXPECTED + "/" + expected.at("/id") + ":archive", "").ok();
            assertThat(bookings()).hasSize(3);
            assertThat(reading.isDone()).as("the long one is read by then").isFalse();
            reading.get();
        }
        greedy.assertStates("PROCESSED");
        files();
    }
}

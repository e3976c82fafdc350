package kontor.expectations;

import static kontor.expectations.ExpectedFixture.PATH;
import static kontor.expectations.ExpectedFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import kontor.AtOnce;
import kontor.Client;
import kontor.Jsons;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.iam.Permissions;
import kontor.transactions.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected transactions, as those use them who should not, or many at once. */
class ExpectedAttacksTest {

    private static final String HUGE = "999999999999999999";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();

    private static String bookingOf(SandboxOrganization whose) {
        return whose.aDirectDebit().executed().at("/attachedTransactions/0/id");
    }

    private static String body(String account, String currency, String minor) {
        return """
        {"accountId": "%s", "amount": {"currency": "%s", "value": %s}, "date": "2026-12-15",
         "remittanceInformation": {"type": "UNSTRUCTURED", "value": "rent"}}
        """
                .formatted(account, currency, minor);
    }

    private static String naming(String transaction) {
        return "{\"transactionId\": \"%s\"}".formatted(transaction);
    }

    private static Reply verb(Client by, String expected, String verb, String body) {
        return by.post(PATH + "/" + expected + ":" + verb, body);
    }

    @Test
    void othersAndLimitedRoles_neitherSeeNorTouchIt() {
        String account = sandbox.account();
        String sek = sandbox.accountIn("SEK");
        var ours = developer.post(PATH, body(account, "EUR", "100")).created();
        String id = ours.at("/id");
        String booking = bookingOf(sandbox);
        String role = sandbox.aRole(Permissions.DEVELOPER).limitedTo(sek).id();
        var limited = sandbox.memberIn(role).client();
        var stranger = TestKontor.shared().sandbox();
        for (Client nobody : List.of(limited, stranger.developer())) {
            for (String path : List.of("", "/events", "/suggestions")) {
                assertThat(nobody.get(PATH + "/" + id + path).status()).as(path).isEqualTo(404);
            }
            for (String filter : List.of("", "?accountId=" + account, "?status=CREATED")) {
                assertThat(nobody.get(PATH + filter).ok().items()).as(filter).isEmpty();
                assertThat(nobody.get("/v1/expected-transactions" + filter).ok().items()).isEmpty();
            }
            for (String verb : List.of("archive", "unarchive", "reconcile", "unreconcile")) {
                assertThat(verb(nobody, id, verb, naming(booking)).status()).isEqualTo(404);
            }
            String patch =
                    "[{\"op\": \"replace\", \"path\": \"/date\", \"value\": \"2026-12-16\"}]";
            assertThat(nobody.patch(PATH + "/" + id, patch, "If-Match", "version:1").status())
                    .isEqualTo(404);
            nobody.post(PATH, body(account, "EUR", "100"))
                    .assertRefused("account_not_found", "accountId");
        }
        var theirs = limited.post(PATH, body(sek, "SEK", "100")).created();
        verb(limited, theirs.at("/id"), "reconcile", naming(booking))
                .assertRefused("transaction_not_found", "transactionId");
        String far = stranger.account();
        var foreign = stranger.developer().post(PATH, body(far, "EUR", "100")).created();
        String theirBooking = bookingOf(stranger);
        for (String verb : List.of("reconcile", "unreconcile")) {
            String code = verb.equals("reconcile") ? "transaction_not_found" : "not_attached";
            verb(stranger.developer(), foreign.at("/id"), verb, naming(booking))
                    .assertRefused(code, "transactionId");
            verb(developer, id, verb, naming(theirBooking)).assertRefused(code, "transactionId");
        }
        assertThat(developer.get(PATH + "/" + id).ok().body()).isEqualTo(ours.body());
    }

    @Test
    void rolesThatLackOneWord_mayNot() {
        String id = developer.post(PATH, body(sandbox.account(), "EUR", "1")).created().at("/id");
        for (String word : Reconciling.USE.permissions()) {
            var some = new HashSet<>(Permissions.DEVELOPER);
            some.remove(word);
            var client = sandbox.clientWith(Set.copyOf(some));
            for (String verb : List.of("reconcile", "unreconcile")) {
                assertThat(verb(client, id, verb, naming(id)).status()).as(word).isEqualTo(403);
            }
        }
    }

    @Test
    void manyWhoWantOneBooking_neverGetMoreThanItHas() throws Exception {
        var room = new ExpectedFixture();
        var booked = room.booked(1_000, detail(1_000, "A"));
        var all = new ArrayList<Reply>();
        IntStream.range(0, 6).forEach(i -> all.add(room.expected(700, "UNSTRUCTURED", "r" + i)));
        try (var other = TestKontor.shared().anotherNode()) {
            var there = other.as(room.client);
            var asking = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < all.size(); i++) {
                var by = i % 2 == 0 ? room.client : there;
                String id = all.get(i).at("/id");
                asking.add(() -> verb(by, id, "reconcile", naming(booked.at("/id"))));
                asking.add(() -> verb(by, id, "reconcile", naming(booked.at("/id"))));
            }
            var replies = AtOnce.all(asking);
            assertThat(replies).extracting(Reply::status).containsOnly(200, 400);
            assertThat(replies).filteredOn(one -> one.status() == 200).hasSize(2);
        }
        assertThat(room.transaction(booked).at("/reconciliationStatus")).isEqualTo("RECONCILED");
        var shares =
                all.stream()
                        .map(room::now)
                        .flatMap(one -> one.json().at("/attachedTransactions").valueStream())
                        .map(one -> one.at("/amount/value").asLong())
                        .toList();
        assertThat(shares).containsExactlyInAnyOrder(700L, 300L);
    }

    @Test
    void replays_areTheSameAnswer_andAnotherBodyIsNone() {
        var room = new ExpectedFixture();
        var booked = room.booked(500, detail(500, "A"));
        var expected = room.expected(700, "UNSTRUCTURED", "r");
        String key = Ids.next().toString();
        var first =
                room.verb(expected, "reconcile", naming(booked.at("/id")), "Idempotency-Key", key);
        var second =
                room.verb(expected, "reconcile", naming(booked.at("/id")), "Idempotency-Key", key);
        assertThat(second.ok().body()).isEqualTo(first.ok().body());
        String part =
                "{\"transactionId\": \"%s\", \"amount\": {\"currency\": \"EUR\", \"value\": 1}}"
                        .formatted(booked.at("/id"));
        assertThat(room.verb(expected, "reconcile", part, "Idempotency-Key", key).refusal())
                .isEqualTo("idempotency_key_reused");
        assertThat(
                        room.verb(
                                expected,
                                "unreconcile",
                                naming(booked.at("/id")),
                                "If-Match",
                                "version:1"))
                .extracting(Reply::status)
                .isEqualTo(412);
        assertThat(room.now(expected).at("/openAmount/value")).isEqualTo("200");
    }

    /** No booking could be found by them, and nobody would see them. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u200b", "//"})
    void textsThatNobodyCanRead_areRefused(String text) {
        var room = new ExpectedFixture();
        String whole = body(room.account.id().toString(), "EUR", "5");
        room.client
                .post(PATH, whole.replace("rent", text))
                .assertRefused("invalid_value", "remittanceInformation.value");
        var expected = room.expected(700, "UNSTRUCTURED", "r");
        for (String name : List.of("endToEndId", "counterpartyName", "counterpartyAccount")) {
            String member = "{\"%s\": \"%s\", ".formatted(name, text);
            room.client
                    .post(PATH, whole.replaceFirst("\\{", member))
                    .assertRefused("invalid_value", name);
            String patch = "[{'op': 'add', 'path': '/%s', 'value': '%s'}]".formatted(name, text);
            room.client
                    .patch(
                            PATH + "/" + expected.at("/id"),
                            Jsons.json(patch),
                            "If-Match",
                            "version:1")
                    .assertRefused("invalid_value", "0.value");
        }
    }

    @Test
    void amountsThatCannotBe_areRefusedWithTheirField() {
        var room = new ExpectedFixture();
        var booked = room.booked(500, detail(500, "A"));
        var expected = room.expected(700, "UNSTRUCTURED", "r");
        for (String minor : List.of("0", "1000000000000000000", "1e18", "0.5", "\"1\"")) {
            room.client
                    .post(PATH, body(room.account.id().toString(), "EUR", minor))
                    .assertRefused("invalid_value", "amount.value");
        }
        room.client
                .post(PATH, body(room.account.id().toString(), "SEK", "5"))
                .assertRefused("currency_not_of_account", "amount.currency");
        for (String amount : List.of("EUR 0", "EUR -1", "EUR 501", "SEK 5", "EUR " + HUGE)) {
            var words = amount.split(" ");
            String share =
                    "{\"transactionId\": \"%s\", \"amount\": {\"currency\": \"%s\", \"value\": %s}}"
                            .formatted(booked.at("/id"), words[0], words[1]);
            assertThat(room.verb(expected, "reconcile", share).status()).as(amount).isEqualTo(400);
        }
        assertThat(room.now(expected).at("/version")).isEqualTo("1");
        var date =
                body(room.account.id().toString(), "EUR", "5").replace("2026-12-15", "2027-02-29");
        room.client.post(PATH, date).assertRefused("invalid_value", "date");
    }

    /** Blanks around it, as a spreadsheet leaves them, kept it from ever finding its booking. */
    @Test
    void endToEndId_isTakenAsBookingsHaveIt() {
        var room = new ExpectedFixture();
        var expected = room.expected(500, "UNSTRUCTURED", "rent", "'endToEndId': '  E2E-1 '");
        assertThat(expected.at("/endToEndId")).isEqualTo("E2E-1");
        room.booked(500, detail(500, "E2E-1"));
        assertThat(room.now(expected).at("/status")).isEqualTo("RECONCILED");
        var other = room.expected(700, "UNSTRUCTURED", "rent");
        for (String wrong : List.of("' '", "'a\\nb'", "'\\u0000'", "'\\u001b[31m'", "7", "[]")) {
            room.post(room.account.id(), 1, "UNSTRUCTURED", "r", "'endToEndId': " + wrong)
                    .assertRefused("invalid_value", "endToEndId");
            assertThat(endToEndId(room, other, wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(endToEndId(room, other, "' E2E-2'").ok().at("/endToEndId")).isEqualTo("E2E-2");
    }

    private static Reply endToEndId(ExpectedFixture room, Reply expected, String value) {
        String patch = "[{'op': 'replace', 'path': '/endToEndId', 'value': %s}]".formatted(value);
        return room.client.patch(
                PATH + "/" + expected.at("/id"),
                patch.replace('\'', '"'),
                "If-Match",
                room.now(expected).at("/etag"));
    }

    /** Whoever may expect something could keep the account files of a bank from being read. */
    @Test
    void hugeAmounts_keepNoBookingFromBeingRead() {
        var room = new ExpectedFixture();
        var keys = IntStream.range(0, 12).mapToObj(i -> "KEY" + i).toArray(String[]::new);
        for (String key : keys) {
            room.expected(Long.parseLong(HUGE), "STRUCTURED", key);
        }
        var booked = room.booked(1_200, detail(1_200, "A", keys));
        assertThat(booked.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        String path = "/financial-data/v2beta/transactions/" + booked.at("/id") + "/suggestions";
        assertThat(room.client.get(path).status()).isEqualTo(200);
    }

    @Test
    void whatIsArchived_staysSoWhenABookingOfItTurnsOutToBeSomethingElse() {
        var now = Instant.EPOCH;
        var terms =
                new ExpectedTransaction.Terms(
                        new Money(700, Currency.EUR),
                        LocalDate.EPOCH,
                        new Reference(Reference.Type.UNSTRUCTURED, "r"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());
        var id = Ids.next();
        var part =
                new Attachment(Ids.next(), Attachment.Type.EXPECTED_TRANSACTION, id, 300, Map.of());
        var archived =
                new ExpectedTransaction(
                        id,
                        Ids.next(),
                        terms,
                        ExpectedTransaction.Status.ARCHIVED,
                        List.of(part),
                        3,
                        now,
                        now);
        var without = archived.with(List.of(), now);
        assertThat(without.status()).isEqualTo(ExpectedTransaction.Status.ARCHIVED);
        assertThat(without.open().amountMinor()).isEqualTo(700);
        assertThat(without.version()).isEqualTo(4);
    }
}

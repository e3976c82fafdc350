package kontor.transactions;

import static kontor.statements.StatementBuilder.MONDAY;
import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.Client;
import kontor.Reply;
import kontor.TestKontor;
import kontor.accounts.Account;
import kontor.accounts.AccountFixtures;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.statements.StatementBuilder;
import kontor.statements.StatementFiles;
import kontor.statements.Statements;
import org.junit.jupiter.api.Test;

/** Transactions over HTTP, and as the room above attaches to them. */
class TransactionsTest {

    private static final String PATH = "/financial-data/v2/transactions";

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);
    private final Transactions transactions = kontor.wiring().banking().transactions();
    private final List<BookedEntry> news = new ArrayList<>();
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    new Statements(
                            kontor.wiring().ground().journal(),
                            kontor.wiring().banking().cases(),
                            kontor.wiring().parties().accounts(),
                            kontor.wiring().parties().balances(),
                            (_, entries) -> news.addAll(entries)));
    private final Client client =
            kontor.client(organization, Set.of("transactions:read", "transactions:update"));

    @Test
    void get_showsTheWholeTransaction() {
        UUID id = book(aStatement().entry(5_000, "A"));
        var reply = client.get(PATH + "/" + id);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("version:1");
        assertThat(reply.at("/accountId")).isEqualTo(account.id().toString());
        assertThat(reply.at("/date")).isEqualTo("2026-12-14");
        assertThat(reply.at("/valueDate")).isEqualTo("2026-12-14");
        assertThat(reply.at("/amount/stringValue")).isEqualTo("50.00");
        assertThat(reply.at("/description")).isEqualTo("Invoice 7");
        assertThat(reply.at("/references/endToEndId")).isEqualTo("E2E-A");
        assertThat(reply.at("/counterparty/account/rawIdentifier"))
                .isEqualTo("DE64500105173198833324");
        assertThat(reply.at("/bankTransactionCode/family")).isEqualTo("IDDT");
        assertThat(reply.at("/reconciliationStatus")).isEqualTo("NOT_RECONCILED");
        assertThat(reply.json().get("attachedTransactables")).isEmpty();
        assertThat(reply.at("/returned")).isEqualTo("false");
        assertThat(client.get(PATH + "/" + Ids.next()).status()).isEqualTo(404);
        assertThat(
                        kontor.client(kontor.organization(), Set.of("transactions:read"))
                                .get(PATH + "/" + id)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void list_isNewestFirstAndPagesWithoutGapOrRepetition() {
        book(aStatement().entry(1, "A").entry(2, "B").entry(3, "C"));
        book(aStatement().on(MONDAY.plusDays(1)).entry(4, "D"));
        book(aStatement().on(MONDAY.minusDays(1)).entry(5, "E"));
        var amounts = new ArrayList<Integer>();
        String token = "";
        do {
            var page = client.get(PATH + "?limit=2&token=" + token);
            page.json().get("items").forEach(item -> amounts.add(item.at("/amount/value").asInt()));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(amounts).containsExactly(4, 3, 2, 1, 5);
    }

    @Test
    void list_filtersByAccountStatusAndDate() {
        UUID id = book(aStatement().entry(1, "A"));
        book(aStatement().on(MONDAY.plusDays(1)).entry(2, "B"));
        attach(new Attachment(id, Attachment.Type.DIRECT_DEBIT, Ids.next(), 1, Map.of()));
        assertThat(found("?accountId=" + account.id())).containsExactly(2, 1);
        assertThat(found("?accountId=" + Ids.next())).isEmpty();
        assertThat(found("?reconciliationStatus=RECONCILED")).containsExactly(1);
        assertThat(found("?reconciliationStatus=")).containsExactly(2, 1);
        assertThat(found("?date=2026-12-15")).containsExactly(2);
        assertThat(found("?date%5Bgte%5D=2026-12-14&date%5Blte%5D=2026-12-14")).containsExactly(1);
        assertThat(client.get(PATH + "?reconciliationStatus=MAYBE").status()).isEqualTo(400);
    }

    @Test
    void patch_changesMetadataAndRecordsTheEvent() {
        UUID id = book(aStatement().entry(1, "A"));
        var reply =
                patch(
                        id,
                        "version:1",
                        """
                        [{"op":"replace","path":"/metadata/atlar.category","value":"Sales"}]\
                        """);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/metadata/atlar.category")).isEqualTo("Sales");
        assertThat(reply.at("/etag")).isEqualTo("version:2");
        assertThat(
                        patch(
                                        id,
                                        "version:2",
                                        """
                                        [{"op":"remove","path":"/metadata/atlar.category"}]\
                                        """)
                                .json()
                                .has("metadata"))
                .isFalse();
        var events = client.get(PATH + "/" + id + "/events");
        assertThat(events.json().get("items"))
                .extracting(event -> event.get("name").textValue())
                .containsExactly("CREATED", "UPDATED", "UPDATED");
        assertThat(events.at("/items/0/originator")).isEqualTo("BANK");
    }

    @Test
    void patch_refusesMissingOrStaleVersionAndOtherPaths() {
        UUID id = book(aStatement().entry(1, "A"));
        String body =
                """
                [{"op":"replace","path":"/metadata/k","value":"v"}]\
                """;
        assertThat(client.patch(PATH + "/" + id, body).status()).isEqualTo(428);
        assertThat(patch(id, "version:2", body).status()).isEqualTo(412);
        assertThat(patch(Ids.next(), "version:1", body).status()).isEqualTo(404);
        assertThat(
                        patch(
                                        id,
                                        "version:1",
                                        """
                                        [{"op":"replace","path":"/description","value":"v"}]\
                                        """)
                                .status())
                .isEqualTo(400);
        assertThat(
                        patch(
                                        id,
                                        "version:1",
                                        """
                                        [{"op":"replace","path":"/metadata/k","value":""}]\
                                        """)
                                .status())
                .isEqualTo(400);
    }

    @Test
    void attach_recomputesStatusCopiesMetadataAndRecordsTheEvent() {
        UUID id = book(aStatement().entry(-300, "A"));
        UUID first = Ids.next();
        attach(
                new Attachment(
                        id,
                        Attachment.Type.DIRECT_DEBIT,
                        first,
                        100,
                        Map.of("order", "7", "shop", "north")));
        var partly = client.get(PATH + "/" + id);
        assertThat(partly.at("/reconciliationStatus")).isEqualTo("PARTIALLY_RECONCILED");
        assertThat(partly.at("/metadata/order")).isEqualTo("7");
        assertThat(partly.at("/attachedTransactables/0/id")).isEqualTo(first.toString());
        attach(
                new Attachment(
                        id,
                        Attachment.Type.DIRECT_DEBIT,
                        Ids.next(),
                        200,
                        Map.of("shop", "north")));
        var wholly = client.get(PATH + "/" + id);
        assertThat(wholly.at("/reconciliationStatus")).isEqualTo("RECONCILED");
        assertThat(wholly.json().get("metadata")).hasSize(1);
        assertThat(wholly.at("/version")).isEqualTo("3");
        assertThat(wholly.json().get("attachedTransactables")).hasSize(2);
        var events = client.get(PATH + "/" + id + "/events");
        assertThat(events.at("/items/2/name")).isEqualTo("RECONCILED");
        assertThat(events.at("/items/2/originator")).isEqualTo("ATLAR");
    }

    @Test
    void attach_ofTheSameAgainChangesNothing() {
        UUID id = book(aStatement().entry(300, "A"));
        var attachment =
                new Attachment(id, Attachment.Type.PAYMENT_BATCH, Ids.next(), 300, Map.of());
        attach(attachment, attachment);
        attach(attachment);
        assertThat(client.get(PATH + "/" + id).at("/version")).isEqualTo("2");
    }

    @Test
    void attach_toNothingIsABug() {
        assertThatThrownBy(
                        () ->
                                attach(
                                        new Attachment(
                                                Ids.next(),
                                                Attachment.Type.DIRECT_DEBIT,
                                                Ids.next(),
                                                1,
                                                Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void notReconciled_listsWhatIsOpen() {
        UUID first = book(aStatement().entry(300, "A"));
        UUID second = book(aStatement().on(MONDAY.plusDays(1)).entry(300, "B"));
        assertThat(open()).containsExactlyInAnyOrder(first, second);
        attach(new Attachment(first, Attachment.Type.DIRECT_DEBIT, Ids.next(), 300, Map.of()));
        assertThat(open()).containsExactly(second);
    }

    @Test
    void attachInTheTransactionOfTheBooking_makesTwoVersionsAtOnce() {
        var attaching =
                new StatementFiles(
                        kontor.database(),
                        kontor.wiring().ground().changes(),
                        kontor.wiring().parties().accounts(),
                        new Statements(
                                kontor.wiring().ground().journal(),
                                kontor.wiring().banking().cases(),
                                kontor.wiring().parties().accounts(),
                                kontor.wiring().parties().balances(),
                                (tx, entries) ->
                                        transactions.attach(
                                                tx,
                                                entries.stream()
                                                        .map(
                                                                entry ->
                                                                        new Attachment(
                                                                                entry
                                                                                        .transactionId(),
                                                                                Attachment.Type
                                                                                        .DIRECT_DEBIT,
                                                                                Ids.next(),
                                                                                300,
                                                                                Map.of()))
                                                        .toList())));
        attaching.read(organization, Ids.next(), aStatement().entry(300, "A").file());
        var item = client.get(PATH).json().at("/items/0");
        assertThat(item.at("/reconciliationStatus").textValue()).isEqualTo("RECONCILED");
        assertThat(item.at("/version").asInt()).isEqualTo(2);
        assertThat(
                        client.get(PATH + "/" + item.at("/id").textValue() + "/events")
                                .json()
                                .get("items"))
                .hasSize(2);
    }

    private UUID book(StatementBuilder statement) {
        files.read(organization, Ids.next(), statement.file());
        return news.getLast().transactionId();
    }

    private void attach(Attachment... attachments) {
        kontor.database()
                .write(
                        organization,
                        tx -> {
                            transactions.attach(tx, List.of(attachments));
                            return true;
                        });
    }

    private List<UUID> open() {
        return client.get(PATH + "?reconciliationStatus=NOT_RECONCILED").ok().values("id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private List<Integer> found(String query) {
        var amounts = new ArrayList<Integer>();
        client.get(PATH + query)
                .json()
                .get("items")
                .forEach(item -> amounts.add(item.at("/amount/value").asInt()));
        return amounts;
    }

    private Reply patch(UUID id, String ifMatch, String body) {
        return client.patch(PATH + "/" + id, body, "If-Match", ifMatch);
    }
}

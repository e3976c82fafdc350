package kontor.transactions;

import static kontor.statements.StatementBuilder.aDetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.Client;
import kontor.ManyRows;
import kontor.Reply;
import kontor.Table;
import kontor.TestKontor;
import kontor.accounts.AccountFixtures;
import kontor.bookednames.BookedNameTable;
import kontor.bookednames.BookedNames;
import kontor.core.AccountLimit;
import kontor.db.Tx;
import kontor.expectations.ExpectedFixture;
import org.junit.jupiter.api.Test;

/** Bookings are found by the name at their other side, over HTTP and whatever is booked. */
class BookedNamesTest {

    private static final String LIST = ExpectedFixture.TRANSACTIONS + "?query=";

    private final TestKontor kontor = TestKontor.shared();
    private final ExpectedFixture room = new ExpectedFixture();
    private int amount = 1_000;

    private Reply booked(String name) {
        amount += 100;
        return room.booked(amount, aDetail(amount, "NOTPROVIDED").with(Optional.of(name)).build());
    }

    private static Reply asked(Client by, String query) {
        return by.get(LIST + query).ok();
    }

    private List<String> found(String query) {
        return asked(room.client, URLEncoder.encode(query, StandardCharsets.UTF_8)).items().stream()
                .map(one -> one.at("/counterparty/name").asText())
                .toList();
    }

    @Test
    void anyWord_orItsBeginning_findsTheBooking_whateverCaseAndAccents() {
        for (String name :
                List.of(
                        "Åsa Öberg",
                        "OBERG BYGG AB",
                        "Bengt-Olof Svensson",
                        "Stiftelsen Å. Öberg")) {
            booked(name);
        }
        for (var row :
                Table.of(
                        """
                        öberg              | Stiftelsen Å. Öberg, OBERG BYGG AB, Åsa Öberg
                        oberg              | Stiftelsen Å. Öberg, OBERG BYGG AB, Åsa Öberg
                        ÖBE ås             | Åsa Öberg
                        öberg, åsa         | Åsa Öberg
                        olof               | Bengt-Olof Svensson
                        sven bengt         | Bengt-Olof Svensson
                        sven öberg         |
                        berg               |
                        ***                |
                        100%               |
                        """)) {
            assertThat(String.join(", ", found(row[0]))).as(row[0]).isEqualTo(row[1]);
        }
        assertThat(room.client.get(LIST + "ab").status()).isEqualTo(400);
    }

    @Test
    void listOfAName_isNarrowedAndPagedAsAnyOther() {
        var all = new ArrayList<String>();
        for (String name :
                List.of("Nord AB", "Nordin", "Nord AB", "Nordin", "Nord AB", "Nord AB")) {
            all.addFirst(booked(name).at("/id"));
        }
        var paged = new ArrayList<String>();
        String token = "";
        do {
            var page = asked(room.client, "nord&limit=2" + token);
            paged.addAll(page.values("id"));
            token = "&token=" + page.at("/nextToken");
        } while (!token.equals("&token="));
        assertThat(paged).isEqualTo(all);
        assertThat(asked(room.client, "nord&amount[gte]=1600").values("id"))
                .isEqualTo(all.subList(0, 1));
        assertThat(asked(room.client, "nord&reconciliationStatus=RECONCILED").items()).isEmpty();
        for (String account : List.of(room.account.id().toString(), UUID.randomUUID().toString())) {
            assertThat(asked(room.client, "nordin&accountId=" + account).items())
                    .hasSize(account.equals(room.account.id().toString()) ? 2 : 0);
        }
    }

    /** Whoever may see other accounts only, and other organizations, find nobody. */
    @Test
    void names_areFoundWithinTheOrganizationAndTheAccountsOfTheCaller() {
        booked("Hemlig Person");
        var stranger = new ExpectedFixture();
        assertThat(asked(stranger.client, "hemlig").items()).isEmpty();
        var other = AccountFixtures.aEuroAccount(kontor, room.organization).id();
        var filter = TransactionFilter.called("hemlig");
        for (int most : new int[] {0, 1}) {
            assertThat(listed(most, limit(other), filter)).isEmpty();
            assertThat(listed(most, limit(room.account.id()), filter)).hasSize(1);
        }
    }

    private static AccountLimit limit(UUID account) {
        return AccountLimit.to(Set.of(account), Set.of());
    }

    private List<Transaction> listed(int most, AccountLimit within, TransactionFilter filter) {
        return read(tx -> new TransactionListTable(most).list(tx, within, filter, null, 10));
    }

    private <T> T read(Function<Tx, T> question) {
        return kontor.database().read(room.organization, question);
    }

    /** By names one by one, and where too many begin so by the days. */
    @Test
    void bothWays_findTheSame() {
        for (String name : List.of("Anna Berg", "Bo Bergman", "Cia Ahl", "Anna Bergman")) {
            booked(name);
        }
        for (String query : List.of("berg", "anna berg", "bergman", "ahl", "nobody")) {
            var filter = TransactionFilter.called(query);
            var ways =
                    Stream.of(0, 1, 1_000)
                            .map(most -> listed(most, AccountLimit.ALL, filter))
                            .distinct()
                            .toList();
            assertThat(ways).as(query).hasSize(1);
            int counted =
                    read(tx -> new TransactionListTable(1).count(tx, AccountLimit.ALL, filter, 10));
            assertThat(counted).isEqualTo(ways.getFirst().size());
        }
    }

    /** What was booked before names were read, and what a node of the version before books. */
    @Test
    void unreadNames_areReadASliceAfterTheOther() {
        booked("Tidig Kund");
        String id = booked("Senare Kund").at("/id");
        String empty = room.booked(7, aDetail(7, "E").with(Optional.empty()).build()).at("/id");
        kontor.database()
                .write(
                        room.organization,
                        tx ->
                                tx.update(
                                                """
                                                UPDATE transactions SET party_key = NULL
                                                WHERE organization_id = :org AND id = ANY (:ids)
                                                """)
                                        .bind(
                                                "ids",
                                                new UUID[] {
                                                    UUID.fromString(id), UUID.fromString(empty)
                                                })
                                        .execute());
        assertThat(found("kund")).containsExactly("Tidig Kund");
        new BookedNames(kontor.database()).readAll(room.organization);
        assertThat(found("kund")).containsExactly("Senare Kund", "Tidig Kund");
        assertThat(room.transaction(id).at("/version")).isEqualTo("1");
        Map<UUID, String> left = read(tx -> new BookedNameTable().unread(tx, 10));
        assertThat(left).isEmpty();
    }

    /** However many bookings there are: through the index of the name, the newest first. */
    @Test
    void bookingsOfAName_areLookedUpWithoutReadingOthers() {
        var first = UUID.fromString(booked("Många Kunder").at("/id"));
        var rows =
                new ManyRows(
                        "transactions",
                        room.organization,
                        first,
                        """
                        jsonb_build_object('entry_key', 'many ' || n, 'party_key', 'kund ' || n)\
                        """);
        var plan =
                rows.plan(
                        TransactionListTable.NAMED,
                        query ->
                                TransactionListTable.filtered(
                                        query.bind("names", new String[] {"kund 7", "kund 8"}),
                                        AccountLimit.ALL,
                                        TransactionFilter.called("kund"),
                                        null,
                                        26));
        assertThat(plan)
                .as(String.join("\n", plan))
                .anySatisfy(line -> assertThat(line).contains("transactions_by_party"))
                .anySatisfy(line -> assertThat(line).contains("Index Cond", "party_key"))
                .noneSatisfy(line -> assertThat(line).contains("Seq Scan"));
        var names =
                kontor.plan(
                        room.organization,
                        BookedNameTable.FIND,
                        query ->
                                query.bind("word", "kund")
                                        .bind("until", "kunds")
                                        .bind("beginnings", new String[] {"% kund%"})
                                        .bind("limit", 5));
        assertThat(names)
                .as(String.join("\n", names))
                .anySatisfy(line -> assertThat(line).contains("Index Cond", "word >="));
    }
}

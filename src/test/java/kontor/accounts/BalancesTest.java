package kontor.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kontor.Client;
import kontor.TestKontor;
import kontor.accounts.Balance.ReportedType;
import kontor.accounts.Balance.Type;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import org.junit.jupiter.api.Test;

/** What accounts held when. */
class BalancesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 14);

    private final TestKontor kontor = TestKontor.shared();
    private final kontor.core.OrganizationId organization = kontor.organization();
    private final Client client =
            kontor.client(organization, Set.of("accounts:read", "account_balances:read"));
    private final Account account = AccountFixtures.aEuroAccount(kontor, organization);

    @Test
    void record_addsNothingWhenTheSameSourceIsReadTwice() {
        var closing = balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY, 100, "statement-1");
        assertThat(record(closing)).isEqualTo(1);
        assertThat(record(closing)).isZero();
        assertThat(
                        record(
                                balance(
                                        account,
                                        Type.BOOKED,
                                        ReportedType.CLOSE,
                                        MONDAY,
                                        100,
                                        "statement-2")))
                .isEqualTo(1);
    }

    @Test
    void list_isInTheOrderOfTheDays() {
        record(balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY.plusDays(1), 250, "s2"));
        record(
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY, 100, "s1"),
                balance(account, Type.BOOKED, ReportedType.OPEN, MONDAY, 50, "s1"));
        var amounts = new ArrayList<String>();
        String token = "";
        do {
            var page = client.get(path(account.id().toString()) + "?limit=1&token=" + token);
            amounts.add(page.at("/items/0/amount/stringValue"));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(amounts).containsExactly("0.50", "1.00", "2.50");
    }

    @Test
    void list_mostRecentIsOnePerAccountAndType() {
        var other = AccountFixtures.aEuroAccount(kontor, organization);
        record(
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY, 100, "s1"),
                balance(account, Type.BOOKED, ReportedType.OPEN, MONDAY.plusDays(1), 100, "s2"),
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY.plusDays(1), 300, "s2"),
                balance(account, Type.AVAILABLE, ReportedType.CLOSE, MONDAY, 90, "s1"),
                balance(other, Type.BOOKED, ReportedType.CLOSE, MONDAY, 7, "s1"));
        var first = client.get(path("-") + "?mostRecent=true&limit=2");
        assertThat(first.json().get("items"))
                .extracting(item -> item.at("/amount/value").asInt())
                .containsExactly(90, 300);
        var second =
                client.get(path("-") + "?mostRecent=true&limit=2&token=" + first.at("/nextToken"));
        assertThat(second.json().get("items"))
                .extracting(item -> item.at("/amount/value").asInt())
                .containsExactly(7);
        assertThat(second.at("/nextToken")).isEmpty();
        var booked = client.get(path(account.id().toString()) + "?mostRecent=true&type=BOOKED");
        assertThat(booked.json().get("items")).hasSize(1);
        assertThat(booked.at("/items/0/reportedType")).isEqualTo("CLOSE");
        assertThat(booked.at("/items/0/localDate")).isEqualTo("2026-12-15");
    }

    @Test
    void lastOfADay_isItsCloseByAnyOrder() {
        record(
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY, 100, "s1"),
                balance(account, Type.BOOKED, ReportedType.OPEN, MONDAY, 50, "s1"),
                balance(account, Type.BOOKED, ReportedType.INTERIM, MONDAY, 70, "intraday"));
        var day = client.get(path(account.id().toString()) + "?type=BOOKED");
        assertThat(day.values("reportedType")).containsExactly("OPEN", "INTERIM", "CLOSE");
        var byTime = day.items().stream().map(one -> one.path("timestamp").asText()).toList();
        assertThat(byTime).isSorted();
        // When the day began where the account is.
        assertThat(byTime.getFirst()).isEqualTo("2026-12-13T23:00:00Z");
        var newest = client.get(path(account.id().toString()) + "?mostRecent=true");
        assertThat(newest.values("reportedType")).containsExactly("CLOSE");
    }

    @Test
    void adjusted_isTheLastWordOnEachDay() {
        record(
                balance(account, Type.BOOKED, ReportedType.OPEN, MONDAY, 50, "s1"),
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY, 100, "s1"),
                balance(account, Type.AVAILABLE, ReportedType.CLOSE, MONDAY, 90, "s1"));
        record(
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY, 110, "correction"),
                balance(account, Type.BOOKED, ReportedType.CLOSE, MONDAY.plusDays(1), 300, "s2"),
                balance(account, Type.BOOKED, ReportedType.OPEN, MONDAY.plusDays(2), 300, "s3"));
        String adjusted = path(account.id().toString()) + "?type=BOOKED_ADJUSTED";
        var all = client.get(adjusted).ok();
        assertThat(all.items())
                .extracting(item -> item.at("/amount/value").asInt())
                .containsExactly(110, 300);
        assertThat(all.values("type")).containsOnly("BOOKED_ADJUSTED");
        assertThat(all.values("reportedType")).containsOnly("CLOSE");
        var first = client.get(adjusted + "&limit=1").ok();
        var second = client.get(adjusted + "&limit=1&token=" + first.at("/nextToken")).ok();
        assertThat(second.at("/items/0/amount/value")).isEqualTo("300");
        var newest = client.get(path("-") + "?type=booked_adjusted&mostRecent=true").ok();
        assertThat(newest.at("/items/0/amount/value")).isEqualTo("300");
        assertThat(client.get(path(account.id().toString())).values("type"))
                .doesNotContain("BOOKED_ADJUSTED");
    }

    @Test
    void list_refusesABadFilterAndAnUnknownAccount() {
        assertThat(client.get(path("-") + "?type=MAYBE").status()).isEqualTo(400);
        assertThat(client.get(path(Ids.next().toString())).status()).isEqualTo(404);
        assertThat(kontor.client(organization, Set.of("accounts:read")).get(path("-")).status())
                .isEqualTo(403);
    }

    private static String path(String account) {
        return "/financial-data/v2/accounts/" + account + "/balances";
    }

    private int record(NewBalance... balances) {
        return kontor.database()
                .write(
                        organization,
                        tx -> kontor.wiring().parties().balances().record(tx, List.of(balances)));
    }

    private static NewBalance balance(
            Account account,
            Type type,
            ReportedType reported,
            LocalDate date,
            long minor,
            String source) {
        return new NewBalance(
                account.id(),
                type,
                reported,
                new Money(minor, Currency.EUR),
                date,
                Instant.parse("2026-12-16T05:00:00Z"),
                source);
    }
}

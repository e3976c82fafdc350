package kontor.suggestions;

import static kontor.expectations.ExpectedFixture.PATH;
import static kontor.expectations.ExpectedFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kontor.Reply;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.expectations.ExpectedFixture;
import org.junit.jupiter.api.Test;

/** Suggestions over HTTP from both sides, refused and allowed again. */
class SuggestionRoutesTest {

    private static final String BOOKED = "/financial-data/v2beta/transactions/";

    private final ExpectedFixture room = new ExpectedFixture();

    private Reply of(Reply booked) {
        return room.client.get(BOOKED + booked.at("/id") + "/suggestions").ok();
    }

    private Reply expecting(Reply expected) {
        return room.client.get(PATH + "/" + expected.at("/id") + "/suggestions").ok();
    }

    private Reply say(Reply booked, String verb, String id) {
        return room.client.post(
                BOOKED + booked.at("/id") + ":" + verb, "{\"transactableId\": \"" + id + "\"}");
    }

    @Test
    void bothSides_sayWhatSpeaksForAndAgainst() {
        var expected = room.expected(4_600, "UNSTRUCTURED", "rent of December");
        var other = room.expected(4_600, "UNSTRUCTURED", "something else");
        var booked = room.booked(4_600, detail(4_600, "X"));
        var all = of(booked);
        assertThat(all.items()).hasSize(2);
        assertThat(all.at("/items/0/parts/0/type")).isEqualTo("EXPECTED_TRANSACTION");
        assertThat(all.at("/items/0/parts/0/openAmount/value")).isEqualTo("4600");
        assertThat(all.at("/items/0/reasons/0/speaks")).isEqualTo("FOR");
        assertThat(all.at("/items/0/reasons/0/text")).isEqualTo("amount equals");
        assertThat(all.at("/items/0/reasons/1/speaks")).isEqualTo("AGAINST");
        assertThat(all.at("/items/0/sure")).isEqualTo("false");
        var back = expecting(expected);
        assertThat(back.items()).hasSize(1);
        assertThat(back.at("/items/0/parts/0/type")).isEqualTo("TRANSACTION");
        assertThat(back.at("/items/0/parts/0/id")).isEqualTo(booked.at("/id"));
        assertThat(back.at("/items/0/sure")).isEqualTo("false");
        room.reconcile(other, booked).ok();
        assertThat(of(booked).items()).isEmpty();
        assertThat(expecting(expected).items()).isEmpty();
        assertThat(expecting(other).items()).isEmpty();
    }

    @Test
    void refused_isNotSuggestedFromEitherSide_untilItIsAllowed() {
        var expected = room.expected(300, "UNSTRUCTURED", "a");
        var booked = room.booked(300, detail(300, "X"));
        String id = expected.at("/id");
        assertThat(say(booked, "refuse-suggestion", id).ok().at("/version")).isEqualTo("1");
        assertThat(say(booked, "refuse-suggestion", id).ok().at("/version")).isEqualTo("1");
        assertThat(of(booked).items()).isEmpty();
        assertThat(expecting(expected).items()).isEmpty();
        say(booked, "allow-suggestion", id).ok();
        assertThat(of(booked).items()).hasSize(1);
        assertThat(expecting(expected).items()).hasSize(1);
        room.reconcile(expected, booked).ok();
        say(booked, "refuse-suggestion", id).assertRefused("still_attached", "transactableId");
        for (String none : new String[] {Ids.next().toString(), "none"}) {
            say(booked, "refuse-suggestion", none)
                    .assertRefused("transactable_not_found", "transactableId");
        }
        room.client
                .post(BOOKED + booked.at("/id") + ":refuse-suggestion", "{}")
                .assertRefused("required", "transactableId");
    }

    @Test
    void whatCameBack_isSuggestedAsItsWayBack() {
        var expected = room.expected(300, "UNSTRUCTURED", "a");
        var booked = room.booked(300, detail(300, "PAID-1"));
        room.reconcile(expected, booked).ok();
        var part =
                room.booked(
                        -200,
                        kontor.statements.StatementBuilder.aDetail(-200, "PAID-1")
                                .returned("AC04")
                                .build());
        var all = of(part);
        assertThat(all.at("/items/0/parts/0/id")).isEqualTo(expected.at("/id"));
        assertThat(all.at("/items/0/parts/0/openAmount/value")).isEqualTo("-300");
        assertThat(all.at("/items/0/reasons/0/speaks")).isEqualTo("AGAINST");
        assertThat(all.json().at("/items/0/reasons").toString()).contains("it goes back");
        assertThat(room.reconcile(expected, part).ok().at("/openAmount/value")).isEqualTo("200");
    }

    @Test
    void strangersAndSmallRoles_learnNothing() {
        var expected = room.expected(300, "UNSTRUCTURED", "a");
        var booked = room.booked(300, detail(300, "X"));
        var kontor = TestKontor.shared();
        var stranger = kontor.client(kontor.organization(), ExpectedFixture.ALL);
        assertThat(stranger.get(BOOKED + booked.at("/id") + "/suggestions").status())
                .isEqualTo(404);
        assertThat(stranger.get(PATH + "/" + expected.at("/id") + "/suggestions").status())
                .isEqualTo(404);
        var cash =
                kontor.client(
                        room.organization, Set.of("transactions:read", "reconciliation:read"));
        assertThat(cash.get(BOOKED + booked.at("/id") + "/suggestions").ok().items()).isEmpty();
        assertThat(cash.get(PATH + "/" + expected.at("/id") + "/suggestions").status())
                .isEqualTo(403);
        assertThat(cash.post(BOOKED + booked.at("/id") + ":refuse-suggestion", "{}").status())
                .isEqualTo(403);
    }
}

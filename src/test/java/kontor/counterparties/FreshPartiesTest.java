package kontor.counterparties;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.TestKontor;
import kontor.changes.ExternalIds;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.wire.JsonFields;
import kontor.wire.JsonPatch;
import org.junit.jupiter.api.Test;

/** What a transaction knows of the accounts that it has made itself. */
class FreshPartiesTest {

    private static final String PARTY =
            """
            {"legalName": "Anna Müller", "partyType": "INDIVIDUAL",
             "address": {"streetName": "Weg", "city": "Köln", "country": "DE"},
             "nationalIdentifier": {"type": "CIVIC", "market": "SE", "number": "198112189876"},
             "accounts": [{"market": "DE",
                "identifiers": [{"type": "IBAN", "number": "DE64 5001 0517 3198 8333 24"}],
                "routing": [{"type": "BIC", "number": "INGDDEFFXXX"}]}]}
            """;

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final ExternalIds externalIds = new ExternalIds();
    private final ExternalAccounts accounts =
            new ExternalAccounts(
                    kontor.wiring().ground().journal(),
                    externalIds,
                    List.of(),
                    kontor.wiring().parties().payeeReviews());
    private final Counterparties counterparties =
            new Counterparties(
                    kontor.wiring().ground().journal(),
                    externalIds,
                    accounts,
                    (_, _) -> Set.of(),
                    (_, _) -> {});

    private <T> Request<T> request(UUID id, T input) {
        var caller =
                new Caller(
                        organization, Ids.next(), "u", "U", Ids.next(), true, false, Set.of(), 100);
        return new Request<>(caller, Ids.next(), id, Optional.empty(), input);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private UUID made(Tx tx, UUID party) {
        var wanted = NewCounterparty.parse(JsonFields.of(utf8(PARTY)));
        assertThat(counterparties.create(tx, List.of(request(party, wanted))).getFirst().isDone())
                .isTrue();
        return tx.query(
                        "SELECT id FROM external_accounts WHERE organization_id = :org"
                                + " AND counterparty_id = :party")
                .bind("party", party)
                .mapTo(UUID.class)
                .one();
    }

    @Test
    void freshParty_isTheOneThatIsStored() {
        kontor.database()
                .write(
                        organization,
                        tx -> {
                            UUID party = Ids.next();
                            UUID account = made(tx, party);
                            assertThat(ExternalParty.accountsMadeWith(tx, party))
                                    .containsExactly(account);
                            assertThat(ExternalParty.Fresh.among(tx, List.of(account))).hasSize(1);
                            assertThat(accounts.forUse(tx, List.of(account, Ids.next())))
                                    .isEqualTo(
                                            new ExternalAccountTable()
                                                    .parties(tx, List.of(account)));
                            return true;
                        });
    }

    @Test
    void partyThatIsChangedInTheSameTransaction_isReadAgain() {
        kontor.database()
                .write(
                        organization,
                        tx -> {
                            UUID party = Ids.next();
                            UUID account = made(tx, party);
                            var renamed =
                                    CounterpartyPatch.parse(
                                            JsonPatch.parse(
                                                    utf8(
                                                            """
                                                            [{"op": "replace", "path": "/legalName", "value": "B"}]
                                                            """),
                                                    CounterpartyPatch.RULES));
                            counterparties.patch.apply(tx, List.of(request(party, renamed)));
                            var now = accounts.forUse(tx, List.of(account)).get(account);
                            assertThat(now.legalName()).isEqualTo("B");
                            counterparties.delete.apply(tx, List.of(request(party, NoInput.NONE)));
                            assertThat(accounts.forUse(tx, List.of(account)).get(account).deleted())
                                    .isTrue();
                            return true;
                        });
    }
}

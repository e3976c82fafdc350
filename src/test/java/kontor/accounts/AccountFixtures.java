package kontor.accounts;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.TestKontor;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.entities.CreditorNumbers;
import kontor.entities.Entity;
import kontor.entities.NewEntity;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.identifiers.RoutingIdentifier;
import kontor.identifiers.RoutingIdentifierType;

/** Accounts for tests of this and upper rooms. */
public final class AccountFixtures {

    public static final String IBAN = "DE89370400440532013000";
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final NewAccount.Bank BANK =
            new NewAccount.Bank(Ids.next(), Ids.next(), Ids.next());

    private AccountFixtures() {}

    public static Entity anEntity(TestKontor kontor, OrganizationId organization) {
        return kontor.database()
                .write(
                        organization,
                        tx ->
                                kontor.wiring()
                                        .parties()
                                        .entities()
                                        .add(
                                                tx,
                                                NewEntity.named("Example Company GmbH")
                                                        .withCreditor(
                                                                new CreditorNumbers(
                                                                        Optional.of(
                                                                                "DE98ZZZ09999999999"),
                                                                        Optional.of("471234")))));
    }

    public static Account aEuroAccount(TestKontor kontor, OrganizationId organization) {
        var entity = anEntity(kontor, organization);
        return kontor.database()
                .write(
                        organization,
                        tx ->
                                kontor.wiring()
                                        .parties()
                                        .accounts()
                                        .add(
                                                tx,
                                                NewAccount.ofIban(
                                                        entity.id(),
                                                        BANK,
                                                        IBAN,
                                                        "COBADEFFXXX",
                                                        Currency.EUR,
                                                        STOCKHOLM)));
    }

    /** A SEK account with a bankgiro and creditor numbers of its own. */
    public static Account aBankgiroAccount(TestKontor kontor, OrganizationId organization) {
        var entity = anEntity(kontor, organization);
        var added =
                new NewAccount(
                        entity.id(),
                        BANK,
                        "SE",
                        Currency.SEK,
                        "Bankgiro",
                        List.of(
                                AccountIdentifier.of(
                                        AccountIdentifierType.SE_BANKGIRO, "SE", "5050-0604"),
                                AccountIdentifier.of(
                                        AccountIdentifierType.NUMBER, "SE", "5001 1234571")),
                        List.of(RoutingIdentifier.of(RoutingIdentifierType.BIC, "ESSESESS")),
                        true,
                        Optional.of("giro-" + Ids.next()),
                        Map.of("use", "autogiro"),
                        STOCKHOLM,
                        new CreditorNumbers(Optional.empty(), Optional.of("000777")));
        return kontor.database()
                .write(organization, tx -> kontor.wiring().parties().accounts().add(tx, added));
    }
}

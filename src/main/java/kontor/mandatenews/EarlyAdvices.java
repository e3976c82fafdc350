package kontor.mandatenews;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.bankgirot.MandateOrders;
import kontor.bankgirot.Payees;
import kontor.bankgirot.RefusedMandates;
import kontor.banks.ArrivedFile;
import kontor.cases.Cases;
import kontor.connections.Connection;
import kontor.connections.Connections;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.NewsCases.Unknown;
import kontor.girofacts.Told;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.Mandates;

/**
 * Advices on mandates that nothing here knew when they were read, since files come late and out of
 * order: a case tells of each, and however the mandate comes to be they are applied, but for those
 * of a day before it.
 */
public final class EarlyAdvices {

    private static final String KNOWN = "its mandate is known now, and this is applied";

    private final Cases cases;
    private final Mandates mandates;
    private final RefusedMandates refused;

    public EarlyAdvices(Cases cases, Mandates mandates, RefusedMandates refused) {
        this.cases = cases;
        this.mandates = mandates;
        this.refused = refused;
    }

    /**
     * Whose mandates they are.
     *
     * @param connection over which Bankgirot tells of them
     */
    private record Payee(Connection connection, String bankgiro, List<Account> own) {}

    /**
     * Hears of mandates that people, an import or a register make. Only of those that Bankgirot
     * knows already it can have told: the others it is asked for now.
     */
    public Mandates.Listener listener(Accounts accounts, Connections connections) {
        var payees = new Payees(accounts);
        return (tx, made) ->
                byAccount(made)
                        .forEach(
                                (id, some) ->
                                        Optional.ofNullable(
                                                        accounts.forUse(tx, List.of(id)).get(id))
                                                .flatMap(one -> payee(tx, connections, payees, one))
                                                .ifPresent(of -> known(tx, of, signed(tx, some))));
    }

    private static Map<UUID, List<Mandate>> byAccount(List<Mandate> made) {
        return made.stream()
                .filter(one -> one.scheme() == MandateScheme.AUTOGIRO && one.status().isAgreed())
                .filter(one -> one.destinationAccountId().isPresent())
                .collect(Collectors.groupingBy(one -> one.destinationAccountId().orElseThrow()));
    }

    private static Optional<Payee> payee(
            Tx tx, Connections connections, Payees payees, OwnAccount account) {
        var over = connections.forUse(tx, account.connectionId());
        return account.bankgiro()
                .flatMap(
                        bankgiro ->
                                over.map(
                                        one ->
                                                new Payee(
                                                        one,
                                                        bankgiro,
                                                        payees.own(tx, one, bankgiro))));
    }

    /** Where nobody says when, it is of today. */
    private static Map<String, Optional<LocalDate>> signed(Tx tx, List<Mandate> made) {
        var today = tx.today(MandateOrders.ZONE);
        return made.stream()
                .collect(
                        Collectors.toMap(
                                Mandate::mandateReference,
                                one -> Optional.of(one.signatureDate().orElse(today)),
                                (one, _) -> one));
    }

    /**
     * Mandates of a bankgiro were made just now, which Bankgirot told of.
     *
     * @param signed on which day, by payer number
     */
    void known(Tx tx, Told told, Map<String, Optional<LocalDate>> signed) {
        known(tx, new Payee(told.file().connection(), told.bankgiro(), told.own()), signed);
    }

    private void known(Tx tx, Payee payee, Map<String, Optional<LocalDate>> signed) {
        NewsCases.unknownOf(tx, cases, payee.bankgiro, signed.keySet()).stream()
                .filter(one -> isOf(one, Maps.required(signed, payer(one))))
                .sorted(Comparator.comparing(EarlyAdvices::day).thenComparing(Unknown::file))
                .forEach(one -> apply(tx, payee, one));
    }

    private static String payer(Unknown one) {
        return new Advice(one.record()).payerNumber();
    }

    private static boolean isOf(Unknown one, Optional<LocalDate> signed) {
        var day = new Advice(one.record()).day();
        return signed.isEmpty() || day.filter(told -> !told.isBefore(signed.get())).isPresent();
    }

    private static String day(Unknown one) {
        return new Advice(one.record()).day().map(Object::toString).orElse("");
    }

    private void apply(Tx tx, Payee payee, Unknown one) {
        var file = new ArrivedFile(tx.organization(), payee.connection, one.file(), one.fileName());
        var from =
                new Told(
                        file,
                        payee.bankgiro,
                        payee.own,
                        one.record(),
                        Optional.empty(),
                        List.of(one.record()));
        var news = new NewsCases(cases, from, Map.of());
        var facts = new Facts(tx, from);
        new AdviceRound(tx, new Answers(), news, facts, mandates, refused).apply(from);
        facts.keep(tx);
        NewsCases.known(tx, cases, one, KNOWN);
    }
}

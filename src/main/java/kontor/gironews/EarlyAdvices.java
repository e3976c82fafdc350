package kontor.gironews;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.bankgirot.RefusedMandates;
import kontor.banks.ArrivedFile;
import kontor.cases.Cases;
import kontor.db.Tx;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.NewsCases.Unknown;
import kontor.girofacts.Told;
import kontor.gironews.BankMandates.Made;
import kontor.gironews.Survey.Answers;
import kontor.mandates.Mandates;

/**
 * Advices on mandates that nothing here knew when they were read, since files come late and out of
 * order: a case tells of each, and when the record of a payer or the register makes the mandate
 * they are applied, but for those of a day before it.
 */
final class EarlyAdvices {

    private static final String KNOWN = "Bankgirot has told of the mandate, and this is applied";

    private final Cases cases;
    private final Mandates mandates;
    private final RefusedMandates refused;

    EarlyAdvices(Cases cases, Mandates mandates, RefusedMandates refused) {
        this.cases = cases;
        this.mandates = mandates;
        this.refused = refused;
    }

    /** Mandates of this bankgiro were made just now. */
    void known(Tx tx, Told told, Collection<Made> made) {
        Map<String, Made> byNumber =
                made.stream().collect(Collectors.toMap(Made::payerNumber, one -> one));
        NewsCases.unknownOf(tx, cases, told.bankgiro(), byNumber.keySet()).stream()
                .filter(one -> isOf(one, byNumber.get(new Advice(one.record()).payerNumber())))
                .sorted(Comparator.comparing(EarlyAdvices::day).thenComparing(Unknown::file))
                .forEach(one -> apply(tx, told, one));
    }

    private static boolean isOf(Unknown one, Made made) {
        var day = new Advice(one.record()).day();
        return made.signed().isEmpty()
                || day.filter(told -> !told.isBefore(made.signed().get())).isPresent();
    }

    private static String day(Unknown one) {
        return new Advice(one.record()).day().map(Object::toString).orElse("");
    }

    private void apply(Tx tx, Told told, Unknown one) {
        var file = told.file();
        var from =
                new Told(
                        new ArrivedFile(
                                file.organization(), file.connection(), one.file(), one.fileName()),
                        told.bankgiro(),
                        told.own(),
                        told.opening(),
                        Optional.empty(),
                        List.of(one.record()));
        var news = new NewsCases(cases, from, Map.of());
        var facts = new Facts(tx, from);
        new AdviceRound(tx, new Answers(), news, facts, mandates, refused).apply(from);
        facts.keep(tx);
        NewsCases.known(tx, cases, one, KNOWN);
    }
}

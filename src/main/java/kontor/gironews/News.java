package kontor.gironews;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.Section;
import kontor.bankgirot.Bankgirot;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.counterparties.Counterparties;
import kontor.db.Tx;
import kontor.girofacts.DaySums;
import kontor.girofacts.DepositListener;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Seen;
import kontor.girofacts.Told;
import kontor.mandatenews.Answers;
import kontor.mandatenews.MandateNews;

/** What each kind of file says, applied slice by slice; what is not certain is a case. */
final class News {

    private final Cases cases;
    private final MandateNews mandates;
    private final PaymentNews payments;
    private final WaitingNews waiting;

    News(
            Bankgirot bankgirot,
            Counterparties counterparties,
            Cases cases,
            DepositListener bookings) {
        var debits = bankgirot.debits();
        this.cases = cases;
        this.mandates =
                new MandateNews(
                        bankgirot.accounts(),
                        bankgirot.mandates(),
                        bankgirot.refused(),
                        counterparties,
                        cases);
        var refunds = new EarlyRefunds(debits, cases);
        this.payments =
                new PaymentNews(
                        debits.reports(), bankgirot.transfers().reports(), bookings, refunds);
        this.waiting = new WaitingNews(debits.reports(), bankgirot.transfers().reports());
    }

    /**
     * What became of a slice.
     *
     * @param lines lines of its bankgiro for which cases are open, with those of slices before
     */
    record Taken(Facts.Counted counted, Map<CaseKind, NewsCases.Lines> lines) {}

    /**
     * @param lines of slices before it
     */
    Taken take(
            Tx tx, Section kind, Told told, Answers answers, Map<CaseKind, NewsCases.Lines> lines) {
        var news = new NewsCases(cases, told, lines);
        var facts = new Facts(tx, told);
        switch (kind) {
            case ADVICES, OLD_ADVICES -> mandates.advices(tx, told, answers, news, facts);
            case BANK_MANDATES -> mandates.madeAtBanks(tx, told, news, facts);
            case PAYMENTS, OLD_PAYMENTS, REJECTED, OLD_REJECTED, CHANGED, OLD_CHANGED ->
                    payments.apply(tx, told, news, facts);
            case REGISTER, OLD_REGISTER -> mandates.register(tx, told, news);
            case WAITING -> waiting.apply(tx, told, news);
            case BGMAX, ORDERS -> throw new IllegalStateException(kind + " is not read here");
        }
        return new Taken(facts.keep(tx), news.lines());
    }

    /** The name by which an extract lists somebody; empty for a record that lists nobody. */
    static Optional<String> listed(AutogiroRecord record) {
        return switch (record.section()) {
            case REGISTER, OLD_REGISTER -> Optional.of(record.digits("payer_no"));
            case WAITING ->
                    record.has("reference")
                            ? Optional.of(record.text("reference"))
                            : Optional.empty();
            case PAYMENTS,
                    OLD_PAYMENTS,
                    ADVICES,
                    OLD_ADVICES,
                    REJECTED,
                    OLD_REJECTED,
                    CHANGED,
                    OLD_CHANGED,
                    BANK_MANDATES,
                    BGMAX,
                    ORDERS ->
                    Optional.empty();
        };
    }

    /**
     * After all that a file says of one bankgiro.
     *
     * @param told its last slice
     * @param seen whom an extract lists
     * @param sums to which what was executed belongs, where the layout tells none
     */
    void end(
            Tx tx,
            Section kind,
            Told told,
            Seen seen,
            DaySums sums,
            Map<CaseKind, NewsCases.Lines> lines) {
        var news = new NewsCases(cases, told, lines);
        news.rest(tx);
        payments.end(tx, told, sums);
        if (kind == Section.REGISTER || kind == Section.OLD_REGISTER) {
            mandates.missing(tx, told, seen, news);
        } else if (kind == Section.WAITING) {
            waiting.missing(tx, told, seen, news);
        }
    }

    /** In a register lines of several bankgiros may be mixed. */
    static List<List<AutogiroRecord>> byBankgiro(Section kind, List<AutogiroRecord> records) {
        if (kind != Section.REGISTER && kind != Section.OLD_REGISTER) {
            return List.of(records);
        }
        var byPayee = new LinkedHashMap<String, List<AutogiroRecord>>();
        records.forEach(
                one ->
                        byPayee.computeIfAbsent(one.digits("payee_bg"), _ -> new ArrayList<>())
                                .add(one));
        return List.copyOf(byPayee.values());
    }
}

package kontor.bankgirot;

import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.Mandates;

/** What Bankgirot says of mandates, asked or not. */
final class MandateNews {

    private final Mandates mandates;
    private final RefusedMandates refused;

    MandateNews(Mandates mandates, DirectDebits debits) {
        this.mandates = mandates;
        this.refused = new RefusedMandates(mandates, debits);
    }

    /**
     * Some advices of a section.
     *
     * @param answers those of the whole file
     */
    void apply(Tx tx, Told told, Answers answers, NewsCases cases, Facts facts) {
        var advices = told.records().stream().filter(one -> one.code().equals("73")).toList();
        var round = new AdviceRound(tx, answers, cases, facts, mandates, refused);
        round.apply(told, advices);
    }
}

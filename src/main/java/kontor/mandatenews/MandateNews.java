package kontor.mandatenews;

import kontor.accounts.Accounts;
import kontor.bankgirot.RefusedMandates;
import kontor.cases.Cases;
import kontor.counterparties.Counterparties;
import kontor.db.Tx;
import kontor.girofacts.Facts;
import kontor.girofacts.NewsCases;
import kontor.girofacts.Seen;
import kontor.girofacts.Told;
import kontor.mandates.Mandates;

/** What Bankgirot says of mandates, in slices of its files. */
public final class MandateNews {

    private final Mandates mandates;
    private final RefusedMandates refused;
    private final BankMandates bankMandates;
    private final RegisterNews register;

    public MandateNews(
            Accounts accounts,
            Mandates mandates,
            RefusedMandates refused,
            Counterparties counterparties,
            Cases cases) {
        this.mandates = mandates;
        this.refused = refused;
        this.bankMandates =
                new BankMandates(
                        accounts,
                        mandates,
                        counterparties,
                        new EarlyAdvices(cases, mandates, refused));
        this.register = new RegisterNews(mandates, bankMandates);
    }

    /**
     * Answers to orders, and ends.
     *
     * @param answers those of the whole file
     */
    public void advices(Tx tx, Told told, Answers answers, NewsCases cases, Facts facts) {
        new AdviceRound(tx, answers, cases, facts, mandates, refused).apply(told);
    }

    /** Mandates that payers made in their internet banks. */
    public void madeAtBanks(Tx tx, Told told, NewsCases cases, Facts facts) {
        bankMandates.apply(tx, told, cases, facts);
    }

    /** Lines of an extract of the register. */
    public void register(Tx tx, Told told, NewsCases cases) {
        register.apply(tx, told, cases);
    }

    /**
     * After all lines of an extract.
     *
     * @param seen the payer numbers that it lists
     */
    public void missing(Tx tx, Told told, Seen seen, NewsCases cases) {
        register.missing(tx, told, seen, cases);
    }
}

package kontor.portfolios;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.counterparties.EmbeddedAccount;
import kontor.counterparties.NewCounterparty;
import kontor.mandates.NewMandate;
import kontor.portfolios.PortfolioColumns.Cells;
import kontor.uploads.RowSource.Row;
import kontor.wire.ResourceRef;

/**
 * One row of the file as what it asks for.
 *
 * @param index its place among the rows, from 0; the header does not count
 * @param line on which it begins, from 1
 * @param wanted empty when {@code faults} tell what cannot be read
 * @param faults by their columns
 */
public record PortfolioRow(int index, long line, Optional<Wanted> wanted, List<Fault> faults) {

    public PortfolioRow {
        faults = List.copyOf(faults);
    }

    /** Reads a row; what is wrong with it stands in its faults. */
    public static PortfolioRow of(Row row) {
        return RowParser.of(row);
    }

    /** In its file the index says which row it is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PortfolioRow row && row.index == index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    /**
     * @param mandate of an account that is known later
     * @param ownIban of the own account, where the row names it so
     * @param cells where its faults stand
     */
    record Wanted(Payer payer, NewMandate mandate, Optional<String> ownIban, Cells cells) {

        /** The mandate from an account that is there by now. */
        NewMandate from(ResourceRef account) {
            return mandate.between(account, mandate.destinationAccount());
        }

        /** The same with its own account. */
        Wanted into(UUID ownAccount) {
            var own = Optional.<ResourceRef>of(new ResourceRef.ById(ownAccount));
            var into = mandate.between(mandate.externalAccount(), own);
            return new Wanted(payer, into, Optional.empty(), cells);
        }
    }

    /** Whose account it is, and whether there is more to be made than the mandate. */
    sealed interface Payer {

        /** An account that is there. */
        record Known(ResourceRef account) implements Payer {}

        /**
         * An account of a counterparty that is there; made unless it has that number already.
         *
         * @param legalName of the counterparty, where the row says it
         */
        record OfKnown(ResourceRef party, Optional<String> legalName, EmbeddedAccount account)
                implements Payer {}

        /**
         * A counterparty with its account; of the same external id there is one, whatever made it.
         */
        record New(NewCounterparty party) implements Payer {

            EmbeddedAccount account() {
                return party.accounts().getFirst();
            }
        }
    }
}

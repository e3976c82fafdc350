package kontor.portfolios;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

    /**
     * What it may share with other rows: of two that do, the first makes it, so it must have been
     * made when the other one is.
     */
    public Stream<String> names() {
        return wanted.stream().flatMap(PortfolioRow::namesOf);
    }

    /** The external ids of counterparties and accounts that are to be there already. */
    public Stream<String> references() {
        return wanted.stream()
                .flatMap(
                        one ->
                                switch (one.payer()) {
                                    case Payer.Known(var account) -> externalId(account);
                                    case Payer.OfKnown(var party, _, _) -> externalId(party);
                                    case Payer.New _ -> Stream.empty();
                                });
    }

    /** Of a thing that is named so. */
    static Stream<String> externalId(ResourceRef reference) {
        return reference instanceof ResourceRef.ByExternalId(var text)
                ? Stream.of(text)
                : Stream.empty();
    }

    private static Stream<String> namesOf(Wanted one) {
        var mandate = one.mandate();
        var reference = "mandate " + mandate.mandateReference().toUpperCase(Locale.ROOT);
        return Stream.concat(
                Stream.concat(Stream.of(reference), named(mandate.externalId())),
                switch (one.payer()) {
                    case Payer.Known(var account) -> named(account);
                    case Payer.OfKnown(var party, _, var account) ->
                            Stream.concat(named(party), named(account.externalId()));
                    case Payer.New made ->
                            Stream.concat(
                                    named(made.party().externalId()),
                                    named(made.account().externalId()));
                });
    }

    private static Stream<String> named(Optional<String> externalId) {
        return externalId.map("id "::concat).stream();
    }

    private static Stream<String> named(ResourceRef reference) {
        return switch (reference) {
            case ResourceRef.ById(var id) -> Stream.of(id.toString());
            case ResourceRef.ByExternalId(var text) -> named(Optional.of(text));
            case ResourceRef.Unknown _ -> Stream.empty();
        };
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

        /** The same of another payer. */
        Wanted of(Payer other) {
            return new Wanted(other, mandate, ownIban, cells);
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

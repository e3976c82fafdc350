package kontor.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.core.Money;
import kontor.iso20022.Balance;

/**
 * The balances of a statement, and which of them are its opening and its closing one.
 *
 * @param all in the order of the file
 */
public record ToldBalances(List<Balance> all) {

    private static final String INTERIM = "ITBD";

    public ToldBalances {
        all = List.copyOf(all);
    }

    /** The first balance with one of the codes, in the order of the codes. */
    public Optional<Balance> first(String... codes) {
        return Stream.of(codes)
                .flatMap(code -> all.stream().filter(one -> isCalled(one, code)))
                .findFirst();
    }

    private static boolean isCalled(Balance balance, String code) {
        return balance.type().value().equals(code);
    }

    /** The opening balance; on a page that is not the first, an interim balance. */
    public Optional<Balance> opening() {
        return first("OPBD", "PRCD", INTERIM);
    }

    /** The closing balance; on a page that is not the last, the later of its interim balances. */
    public Optional<Balance> closing() {
        var interim = all.stream().filter(one -> isCalled(one, INTERIM)).toList();
        // The first may be the one that opens the page.
        int own = opening().filter(one -> isCalled(one, INTERIM)).isPresent() ? 1 : 0;
        return first("CLBD")
                .or(() -> interim.size() > own ? Optional.of(interim.getLast()) : Optional.empty());
    }

    /**
     * The same as the rules read them, and with what the entries prove of opening and closing: the
     * sign that the bank did not tell, or that a line of credit is to be taken off. What they do
     * not prove stays as it is.
     *
     * @param movement of the account between opening and closing
     */
    public ToldBalances settled(BalanceRules rules, Money movement) {
        var named = new ToldBalances(rules.named(all));
        var opening = named.opening();
        var closing = named.closing();
        if (opening.isEmpty() || closing.isEmpty()) {
            return named;
        }
        var from = opening.get();
        var to = closing.get();
        return named.proving(from, to, movement)
                .or(() -> named.provingOthers(from, to, movement))
                .orElse(named);
    }

    private Optional<ToldBalances> proving(Balance from, Balance to, Money movement) {
        return new Pairs(from, to, movement)
                .only()
                .map(pair -> with(from, pair.opening()).with(to, pair.closing()));
    }

    /** A bank told two of one name, and not the first proves its entries: another one may. */
    private Optional<ToldBalances> provingOthers(Balance first, Balance last, Money movement) {
        return named(first)
                .flatMap(
                        from ->
                                named(last)
                                        .flatMap(
                                                to ->
                                                        ahead(from)
                                                                .ahead(to)
                                                                .proving(from, to, movement)
                                                                .stream()))
                .findFirst();
    }

    /** Interim balances are several by their nature. */
    private Stream<Balance> named(Balance one) {
        return isCalled(one, INTERIM)
                ? Stream.of(one)
                : all.stream().filter(other -> isCalled(other, one.type().value()));
    }

    private ToldBalances ahead(Balance one) {
        return new ToldBalances(
                Stream.concat(Stream.of(one), all.stream().filter(other -> other != one)).toList());
    }

    /** Balances of one name and day that are not equal, in words. */
    public Optional<String> twice() {
        return Stream.of(opening(), closing())
                .flatMap(Optional::stream)
                .filter(one -> !isCalled(one, INTERIM))
                .flatMap(
                        one ->
                                named(one)
                                        .filter(other -> contradicts(one, other))
                                        .map(
                                                other ->
                                                        "it has two balances %s, of %s and of %s"
                                                                .formatted(
                                                                        one.type().value(),
                                                                        one.amount().plain(),
                                                                        other.amount().plain())))
                .findFirst();
    }

    private static boolean contradicts(Balance one, Balance other) {
        boolean sameDay =
                one.date().isEmpty() || other.date().isEmpty() || one.date().equals(other.date());
        return sameDay
                && one.amount().currency().equals(other.amount().currency())
                && one.amount().amountMinor() != other.amount().amountMinor();
    }

    /** With one of them proven; of two that are equal the first, which is not equal any more. */
    private ToldBalances with(Balance before, Money value) {
        var after = new ArrayList<>(all);
        after.set(all.indexOf(before), before.proven(value));
        return new ToldBalances(after);
    }

    /** The same with a balance that nobody told and the others prove. */
    public ToldBalances with(Balance proven) {
        return new ToldBalances(Stream.concat(Stream.of(proven), all.stream()).toList());
    }
}

package kontor.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.iso20022.Balance;
import kontor.reporting.StatementGap;
import kontor.statements.NewStatement;
import kontor.statements.StatementFiles;

/**
 * What statements of one account would leave open between them and those that were read before, in
 * words: they are booked all the same, and {@link kontor.reporting} looks for the gap once more
 * when they are.
 */
final class ForeseenGaps {

    private final StatementFiles files;

    ForeseenGaps(StatementFiles files) {
        this.files = files;
    }

    private static List<NewStatement> inOrder(List<NewStatement> some) {
        return some.stream()
                .filter(one -> one.asOf().isPresent() && one.opening().isPresent())
                .filter(one -> one.closing().isPresent())
                .sorted(Comparator.comparing(one -> one.asOf().orElseThrow()))
                .toList();
    }

    List<String> of(Tx tx, UUID account, List<NewStatement> all) {
        var told = inOrder(all);
        var gaps = new ArrayList<String>();
        for (int i = 0; i < told.size(); i++) {
            before(tx, account, told, i).ifPresent(gaps::add);
        }
        if (!told.isEmpty()) {
            behind(tx, account, told.getLast()).ifPresent(gaps::add);
        }
        return gaps;
    }

    /** Statements of one day may stand in any order, so each that is not later may lead to it. */
    private Optional<String> before(Tx tx, UUID account, List<NewStatement> told, int place) {
        var now = told.get(place);
        var day = now.asOf().orElseThrow();
        var closings = new ArrayList<Long>();
        told.subList(0, place).reversed().forEach(one -> closings.add(minor(one.closing())));
        told.subList(place + 1, told.size()).stream()
                .filter(one -> one.asOf().equals(now.asOf()))
                .forEach(one -> closings.add(minor(one.closing())));
        closings.addAll(files.closingsBefore(tx, account, day));
        return closings.isEmpty() || closings.contains(minor(now.opening()))
                ? Optional.empty()
                : Optional.of(words(now, closings.getFirst()));
    }

    private Optional<String> behind(Tx tx, UUID account, NewStatement last) {
        var next = files.next(tx, account, last.asOf().orElseThrow());
        return next.isEmpty()
                        || next.stream()
                                .flatMap(one -> one.openingMinor().stream())
                                .anyMatch(opening -> opening == minor(last.closing()))
                ? Optional.empty()
                : Optional.of(
                        new StatementGap.Balances(
                                        next.getFirst().asOf(),
                                        plain(last, minor(last.closing())),
                                        plain(last, next.getFirst().openingMinor().orElseThrow()))
                                .words());
    }

    private static String words(NewStatement now, long closing) {
        return new StatementGap.Balances(
                        now.asOf().orElseThrow(),
                        plain(now, closing),
                        plain(now, minor(now.opening())))
                .words();
    }

    private static String plain(NewStatement one, long minor) {
        return new Money(minor, one.currency()).plain();
    }

    private static long minor(Optional<Balance> balance) {
        return balance.orElseThrow().amount().amountMinor();
    }
}

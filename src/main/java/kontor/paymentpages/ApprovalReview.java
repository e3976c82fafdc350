package kontor.paymentpages;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.core.Currency;
import kontor.forms.Typed;
import kontor.pageparts.ToSign;
import kontor.pages.Figures;

/**
 * What is to be decided, once more before it is.
 *
 * @param totals in each currency
 * @param sums on each own account
 * @param what would happen if all of it is approved
 * @param left of what was chosen, with why it stays as it is
 * @param gone how many of those chosen do not wait any more
 * @param payees the numbers of the accounts at the other side, where they are signed
 */
public record ApprovalReview(
        List<ApprovalRow> rows,
        List<String> totals,
        List<Sum> sums,
        List<String> what,
        List<ApprovalRow> left,
        int gone,
        ToSign sign,
        Map<String, String> payees,
        Typed typed) {

    /** The numbers of the account at the other side. */
    public String account(ApprovalRow row) {
        return payees.getOrDefault(row.pick(), "");
    }

    /** What is signed with a passkey where the organization asks for that, and then is shown. */
    ApprovalReview signed(ToSign signed, Map<String, String> accounts) {
        return new ApprovalReview(rows, totals, sums, what, left, gone, signed, accounts, typed);
    }

    /** What is decided on one own account. */
    public record Sum(String account, String payments, String amount, String currency) {}

    private record Place(UUID account, Currency currency) {}

    /**
     * A payment under several chains waits more than once and is decided once.
     *
     * @param held those that wait for their mandate when they are approved
     */
    static ApprovalReview of(
            List<ApprovalRow> all, int picked, Map<UUID, String> accounts, Set<UUID> held) {
        var open = new LinkedHashMap<String, ApprovalRow>();
        all.stream().filter(ApprovalRow::isOpen).forEach(row -> open.putIfAbsent(row.pick(), row));
        var left = new LinkedHashMap<String, ApprovalRow>();
        all.stream()
                .filter(row -> !open.containsKey(row.pick()))
                .forEach(row -> left.putIfAbsent(row.pick(), row));
        var rows = List.copyOf(open.values());
        return new ApprovalReview(
                rows,
                totals(rows),
                sums(rows, accounts),
                what(rows, held),
                List.copyOf(left.values()),
                picked - rows.size() - left.size(),
                ToSign.NOTHING,
                Map.of(),
                Typed.nothing());
    }

    /** What an approval of all of them would do. */
    private static List<String> what(List<ApprovalRow> rows, Set<UUID> held) {
        var leave = new LinkedHashMap<String, Integer>();
        rows.stream()
                .filter(row -> row.others() == 0 && !held.contains(row.id()))
                .forEach(row -> leave.merge(file(row), 1, Integer::sum));
        var what = new ArrayList<String>();
        leave.forEach((file, count) -> what.add(Figures.count(count) + " to the bank " + file));
        long mandates =
                rows.stream().filter(row -> row.others() == 0 && held.contains(row.id())).count();
        if (mandates > 0) {
            what.add(waitsForMandate(mandates));
        }
        long waits = rows.stream().filter(row -> row.others() > 0).count();
        if (waits > 0) {
            what.add(Figures.count(waits) + " on to the next approval");
        }
        return what;
    }

    /** The file of a deadline that has passed has left. */
    private static String file(ApprovalRow row) {
        return row.isLate()
                ? "for the next bank day: the file for the day asked for has left"
                : "with the file of " + row.until();
    }

    private static String waitsForMandate(long count) {
        return Figures.count(count)
                + " as soon as Bankgirot agrees to the mandate; "
                + (count == 1 ? "it fails" : "they fail")
                + " where it refuses";
    }

    private static List<Sum> sums(List<ApprovalRow> rows, Map<UUID, String> accounts) {
        var places = new LinkedHashMap<Place, List<ApprovalRow>>();
        for (var row : rows) {
            var place = new Place(row.account(), row.amount().currency());
            places.computeIfAbsent(place, _ -> new ArrayList<>()).add(row);
        }
        return places.entrySet().stream()
                .map(one -> sum(one.getKey(), one.getValue(), accounts))
                .toList();
    }

    private static Sum sum(Place place, List<ApprovalRow> rows, Map<UUID, String> accounts) {
        var minor =
                rows.stream()
                        .map(row -> BigInteger.valueOf(row.amount().amountMinor()))
                        .reduce(BigInteger.ZERO, BigInteger::add);
        return new Sum(
                accounts.getOrDefault(place.account, "an account that the role may not read"),
                Figures.count(rows.size()) + (rows.size() == 1 ? " payment" : " payments"),
                Figures.amount(minor, place.currency),
                place.currency.code());
    }

    private static List<String> totals(List<ApprovalRow> rows) {
        var sums = new LinkedHashMap<Currency, BigInteger>();
        for (var row : rows) {
            sums.merge(
                    row.amount().currency(),
                    BigInteger.valueOf(row.amount().amountMinor()),
                    BigInteger::add);
        }
        var told = new ArrayList<String>();
        sums.forEach(
                (currency, sum) -> told.add(Figures.amount(sum, currency) + " " + currency.code()));
        return told;
    }
}

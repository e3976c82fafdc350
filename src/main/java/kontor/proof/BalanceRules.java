package kontor.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kontor.iso20022.Balance;

/**
 * How a bank's balances are to be read.
 *
 * @param codes what the bank's own names of balances are called in ISO 20022, e.g. 015 CLBD
 * @param byValueDate its closing balance leaves out what counts from a later day on
 */
public record BalanceRules(Map<String, String> codes, boolean byValueDate) {

    /** Of a bank that does as ISO 20022 says. */
    public static final BalanceRules STANDARD = new BalanceRules(Map.of(), false);

    public BalanceRules {
        codes = Map.copyOf(codes);
    }

    /** The balances under ISO's names; what the bank itself calls so goes before. */
    List<Balance> named(List<Balance> told) {
        var named = new ArrayList<Balance>();
        for (Balance balance : told) {
            String name = codes.get(balance.type().value());
            boolean taken =
                    told.stream().anyMatch(other -> other.type().value().equals(name))
                            || named.stream().anyMatch(other -> other.type().value().equals(name));
            named.add(name == null || taken ? balance : balance.called(name));
        }
        return named;
    }
}

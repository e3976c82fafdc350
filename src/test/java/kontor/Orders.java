package kontor;

import java.util.ArrayList;
import java.util.List;

/** All orders in which some things may come. */
public final class Orders {

    private Orders() {}

    /** Of words with blanks between them. */
    public static List<List<String>> of(String words) {
        return of(List.of(words.split(" ")));
    }

    private static List<List<String>> of(List<String> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<String>>();
        for (String first : all) {
            var rest = new ArrayList<>(all);
            rest.remove(first);
            for (var behind : of(rest)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(behind);
                orders.add(order);
            }
        }
        return orders;
    }
}

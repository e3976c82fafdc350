package kontor.reference;

import java.util.List;
import java.util.Map;
import kontor.guides.Guide;
import kontor.manual.Operation;

/**
 * What every page has beside its content: guides, operations by resource, and the search.
 *
 * @param current what is read: the id of an operation or {@code guides/} and a name; else empty
 * @param query what was searched for; empty on other pages
 * @param index where the script finds what can be searched
 */
public record Contents(
        List<Guide> guides,
        Map<String, List<Operation>> groups,
        String current,
        String query,
        String index) {

    public boolean isIn(List<Operation> group) {
        return group.stream().anyMatch(one -> one.id().equals(current));
    }
}

package kontor.counterparties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import kontor.wire.Page;
import kontor.wire.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever way a list goes, it finds the same rows in the same order. */
class SearchPlanTest {

    private static final int ROWS = 40;

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final CounterpartyClient client = CounterpartyClient.of(organization);
    private final CounterpartyTable table = new CounterpartyTable();

    @BeforeEach
    void fill() {
        for (int i = 0; i < ROWS; i++) {
            client.create(
                    "{'legalName': '%s %s alb%02d'}"
                            .formatted(
                                    i % 2 == 0 ? "Alder" : "Birch",
                                    i % 10 == 0 ? "Rare" : "Ltd",
                                    i));
        }
    }

    private record Walk(List<String> names, int pages) {}

    private Walk walk(String query, int limit, SearchPlan.Bounds bounds) {
        var filter = CounterpartyFilter.named(Optional.of(query));
        var names = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        int pages = 0;
        do {
            Page<Counterparty> page = page(filter, new PageRequest(limit, after, ""), bounds);
            page.items().forEach(one -> names.add(one.details().legalName()));
            after = page.next();
            pages++;
        } while (after.isPresent());
        return new Walk(names, pages);
    }

    private Page<Counterparty> page(
            CounterpartyFilter filter, PageRequest request, SearchPlan.Bounds bounds) {
        return kontor.database()
                .read(
                        organization,
                        tx -> {
                            UUID before = request.after().map(UUID::fromString).orElse(null);
                            var finding =
                                    SearchPlan.of(
                                            tx, Counterparties.RESOURCE, filter, request, bounds);
                            return finding.cut(
                                    table.list(tx, finding, filter, before, request.limit() + 1),
                                    request.limit(),
                                    Counterparty::id);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "alder, 20",
        "rare, 4",
        "alder rare, 4",
        "birch rare, 0",
        "alb, 40",
        "alb0, 10",
        "alb07, 1",
        "ltd alb3, 9"
    })
    void everyWay_findsTheSame(String query, int rows) {
        var through = walk(query, 7, SearchPlan.Bounds.USUAL);
        assertThat(through.names)
                .hasSize(rows)
                .isSortedAccordingTo(
                        (a, b) ->
                                b.substring(b.length() - 2).compareTo(a.substring(a.length() - 2)));
        assertThat(walk(query, 7, new SearchPlan.Bounds(3, 64, 1_000)).names)
                .isEqualTo(through.names);
        assertThat(walk(query, 7, new SearchPlan.Bounds(100, 0, 2)).names).isEqualTo(through.names);
        assertThat(walk(query, 7, new SearchPlan.Bounds(3, 2, 6)).names).isEqualTo(through.names);
        assertThat(walk(query, 7, new SearchPlan.Bounds(0, 0, 1)).names).isEqualTo(through.names);
    }

    @Test
    void lookingAtRows_endsAPageThatIsNotFullAndSaysWhereToGoOn() {
        var walk = walk("birch ltd", 100, new SearchPlan.Bounds(0, 0, 9));
        assertThat(walk.names).hasSize(20);
        assertThat(walk.pages).isBetween(4, 5);
    }
}

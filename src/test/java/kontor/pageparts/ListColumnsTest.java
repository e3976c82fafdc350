package kontor.pageparts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kontor.pageparts.ListColumns.Kind;
import org.junit.jupiter.api.Test;

/** Columns that a browser remembers, and cells that no spreadsheet computes. */
class ListColumnsTest {

    @Test
    void whatIsHidden_isRememberedAndReadAgain() {
        var chosen = ListColumns.showing(Kind.TRANSACTIONS, List.of("date", "account", "nonsense"));
        assertThat(chosen.remembered())
                .startsWith("hidden_TRANSACTIONS=reference.status; Path=/; Max-Age=31536000;");
        var again =
                ListColumns.of(
                        Kind.TRANSACTIONS,
                        Optional.of("a=b; hidden_TRANSACTIONS=reference.status"));
        assertThat(again).isEqualTo(chosen);
        assertThat(again.shows("reference")).isFalse();
        assertThat(again.shows("date")).isTrue();
    }

    @Test
    void whatIsNoColumn_isPassedOver() {
        var odd = Optional.of("hidden_ACCOUNTS=who.<script>.number; hidden_ACCOUNTS=number");
        assertThat(ListColumns.of(Kind.ACCOUNTS, odd).hidden()).as("twice").isEmpty();
        assertThat(ListColumns.of(Kind.ACCOUNTS, Optional.of("hidden_ACCOUNTS=x.number")).hidden())
                .containsExactly("number");
        assertThat(ListColumns.of(Kind.ACCOUNTS, Optional.empty()).hidden()).isEmpty();
    }
}

package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.TransactionDetails;
import kontor.transactions.BookedEntry;
import kontor.transactions.EntryDetail;
import org.junit.jupiter.api.Test;

/** What details leave of their entry. */
class UnlistedTest {

    private static BookedEntry entry(long minor, long... details) {
        return new BookedEntry(
                Ids.next(),
                Ids.next(),
                LocalDate.of(2026, 11, 30),
                euro(minor),
                true,
                BankTransactionCode.NONE,
                Optional.empty(),
                Optional.empty(),
                "",
                LongStream.of(details).mapToObj(UnlistedTest::detail).toList(),
                true);
    }

    private static EntryDetail detail(long minor) {
        return new EntryDetail(
                TransactionDetails.References.NONE,
                Optional.of(euro(minor)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "{}");
    }

    private static Money euro(long minor) {
        return Money.of(minor, "EUR");
    }

    @Test
    void rest_isWhatWasTaken_ofMoneyThatGoesAndThatComes() {
        assertThat(Unlisted.of(entry(-107, -50, -50)).rest()).isEqualTo(7);
        assertThat(Unlisted.of(entry(93, 50, 50)).rest()).isEqualTo(7);
        assertThat(Unlisted.of(entry(-93, -50, -50))).isEqualTo(Unlisted.NOTHING);
        assertThat(Unlisted.of(entry(107, 50, 50))).isEqualTo(Unlisted.NOTHING);
    }

    /** Of an entry with very many details the others come later; what they are was not taken. */
    @Test
    void detailsThatComeInPart_leaveNothing() {
        assertThat(Unlisted.of(entry(-107, -50, -50).inPart())).isEqualTo(Unlisted.NOTHING);
    }

    @Test
    void sumsThatNoNumberHolds_areNoFailure() {
        long most = Long.MAX_VALUE - 1;
        assertThat(Unlisted.of(entry(-107, -most, -most, -most, -53))).isEqualTo(Unlisted.NOTHING);
    }
}

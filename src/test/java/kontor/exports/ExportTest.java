package kontor.exports;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization ours = kontor.sandbox();
    private final Browser owner = Browser.of(ours.owner());

    private List<NamedCsvRecord> rows(Browser who, String path) {
        var page = who.open(path);
        assertThat(page.status()).as(page.html()).isEqualTo(200);
        assertThat(page.html()).startsWith("\ufeff");
        return CsvReader.builder().ofNamedCsvRecord(page.html().substring(1)).stream().toList();
    }

    @Test
    void payments_areThereAsTheApiShowsThem() {
        var debit = ours.aDirectDebit().with("reference", "=1+1").with("externalId", "bill-17");
        String id = debit.id();
        var row = rows(owner, "/direct-debits.csv").getFirst();
        assertThat(row.getField("id")).isEqualTo(id);
        assertThat(row.getField("externalId")).isEqualTo("bill-17");
        assertThat(row.getField("status")).isEqualTo("CREATED");
        assertThat(row.getField("amount.stringValue")).isEqualTo("1.00");
        assertThat(row.getField("reference")).isEqualTo("'=1+1");
        assertThat(row.getField("source.identifiers.0.number")).isEqualTo("DE64500105173198833324");
        assertThat(row.getField("mandate.mandateReference")).isNotEmpty();
        assertThat(rows(owner, "/direct-debits.csv?status=FAILED")).isEmpty();
        assertThat(owner.open("/direct-debits.csv?status=NONE").status()).isEqualTo(400);
    }

    /** More than one page in memory. */
    @Test
    void longList_isWhole_eachRowOnce() {
        var names = IntStream.range(0, 450).mapToObj(i -> "Payee " + i).toList();
        names.forEach(name -> ours.aCounterparty().with("legalName", name).id());
        assertThat(
                        rows(owner, "/counterparties.csv").stream()
                                .map(row -> row.getField("legalName")))
                .containsAll(names)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/direct-debits",
                "/credit-transfers",
                "/mandates",
                "/counterparties",
                "/transactions"
            })
    void eachList_isAFileToo_forThoseWhoMay(String path) {
        assertThat(owner.open(path).html()).contains("href=\"" + path + ".csv\"");
        rows(owner, path + ".csv");
        var stranger = Browser.of(ours.clientWith(Set.of()));
        assertThat(stranger.open(path + ".csv").status()).isEqualTo(403);
    }

    @Test
    void anotherOrganization_isNotInIt() {
        String id = ours.aCreditTransfer().id();
        var other = Browser.of(kontor.sandbox().owner());
        assertThat(other.open("/credit-transfers.csv").html()).doesNotContain(id);
        assertThat(rows(owner, "/credit-transfers.csv")).hasSize(1);
    }
}

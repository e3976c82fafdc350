package kontor.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.TestKontor;
import kontor.accounts.NewAccount;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.entities.CreditorNumbers;
import kontor.entities.NewEntity;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.transactions.BookedEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The public Finnish samples: a statement with totals, and the notification that tells what they
 * consist of.
 */
class NotificationSamplesTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("kontor.shared", "../shared")).resolve("data/samples");
    private static final String IBAN = "FI7433010001222090";

    private final TestKontor kontor = TestKontor.shared();
    private final OrganizationId organization = kontor.organization();
    private final List<BookedEntry> news = new ArrayList<>();
    private final StatementFiles files =
            new StatementFiles(
                    kontor.database(),
                    kontor.wiring().ground().changes(),
                    kontor.wiring().parties().accounts(),
                    new Statements(
                            kontor.wiring().ground().journal(),
                            kontor.wiring().banking().cases(),
                            kontor.wiring().parties().accounts(),
                            kontor.wiring().parties().balances(),
                            (_, entries) -> news.addAll(entries)));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void totals_findTheirDetails(boolean statementFirst) throws IOException {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "needs " + SAMPLES.toAbsolutePath().normalize() + "; set -Dkontor.shared");
        account();
        var names =
                new ArrayList<>(
                        List.of(
                                "camt.053.001.02/iso20022__testdata__FI_camt_053_sample.xml.xml",
                                "camt.054.001.02/iso20022__testdata__FI_camt_054_sample.xml.xml"));
        for (String name : statementFirst ? names : names.reversed()) {
            byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));
            assertThat(files.read(organization, Ids.next(), _ -> new ByteArrayInputStream(bytes)))
                    .isEmpty();
        }
        assertThat(
                        text(
                                """
                                SELECT servicer_reference || ' ' || status || ' ' || details FROM notified_entries WHERE organization_id = :org
                                ORDER BY servicer_reference
                                """))
                .containsExactly(
                        "091029ACCTSTMTARCH03 NEEDLESS 3",
                        "091029ACCTSTMTARCH04 JOINED 2",
                        "091029ACCTSTMTARCH05 JOINED 2",
                        "091029ACCTSTMTARCH21 JOINED 2",
                        "091029NTFCTNXBCT010101 WAITING 2");
        assertThat(news)
                .flatExtracting(BookedEntry::details)
                .extracting(detail -> detail.references().accountServicer())
                .contains(
                        Optional.of("D091029N987654321S001"), Optional.of("D091029N987654321S212"));
    }

    private List<String> text(String sql) {
        return kontor.database()
                .read(
                        organization,
                        tx ->
                                tx.sql()
                                        .createQuery(sql)
                                        .bind("org", organization.value())
                                        .mapTo(String.class)
                                        .list());
    }

    private void account() {
        kontor.database()
                .write(
                        organization,
                        tx -> {
                            var entity =
                                    kontor.wiring()
                                            .parties()
                                            .entities()
                                            .add(tx, NewEntity.named("Holder"));
                            return kontor.wiring()
                                    .parties()
                                    .accounts()
                                    .add(
                                            tx,
                                            new NewAccount(
                                                    entity.id(),
                                                    new NewAccount.Bank(
                                                            Ids.next(), Ids.next(), Ids.next()),
                                                    "FI",
                                                    Currency.EUR,
                                                    IBAN,
                                                    List.of(
                                                            AccountIdentifier.of(
                                                                    AccountIdentifierType.NUMBER,
                                                                    "FI",
                                                                    IBAN)),
                                                    List.of(),
                                                    false,
                                                    Optional.empty(),
                                                    Map.of(),
                                                    ZoneId.of("Europe/Helsinki"),
                                                    CreditorNumbers.NONE));
                        });
    }
}

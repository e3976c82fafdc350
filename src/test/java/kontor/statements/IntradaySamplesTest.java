package kontor.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.accounts.NewAccount;
import kontor.banks.NoInterest;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.entities.CreditorNumbers;
import kontor.entities.NewEntity;
import kontor.identifiers.AccountIdentifier;
import kontor.identifiers.AccountIdentifierType;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.EntryHead;
import kontor.iso20022.StatementHead;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import org.junit.jupiter.api.Test;

/**
 * Intraday reports of real banks and libraries: each entry is announced once, however often it is
 * told.
 */
class IntradaySamplesTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("kontor.shared", "../shared")).resolve("data/samples");

    private final TestKontor kontor = TestKontor.shared();

    @Test
    void everySample_announcesItsEntriesOnce() throws IOException {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "needs " + SAMPLES.toAbsolutePath().normalize() + "; set -Dkontor.shared");
        var announced = new LinkedHashMap<String, Long>();
        for (Path sample : samples()) {
            byte[] bytes = Files.readAllBytes(sample);
            var expected = new Expected();
            try {
                Camt053Reader.read(
                        new ByteArrayInputStream(bytes), ReadLimits.ofFileBytes(1 << 20), expected);
            } catch (MalformedMessage refused) {
                continue; // SamplesTest says which and why
            }
            announced.put(sample.getFileName().toString(), announced(sample, bytes, expected));
        }
        assertThat(announced).hasSizeGreaterThan(5);
        assertThat(announced.values().stream().mapToLong(Long::longValue).sum()).isPositive();
    }

    private long announced(Path sample, byte[] bytes, Expected expected) {
        var organization = kontor.organization();
        expected.accounts.forEach((number, currency) -> account(organization, number, currency));
        var files =
                new StatementFiles(
                        kontor.database(),
                        kontor.wiring().ground().changes(),
                        kontor.wiring().parties().accounts(),
                        new Statements(
                                kontor.wiring().ground().journal(),
                                kontor.wiring().banking().cases(),
                                kontor.wiring().parties().accounts(),
                                kontor.wiring().parties().balances(),
                                (_, _) -> {}));
        var client = kontor.client(organization, Set.of("pending_transactions:read"));
        for (int twice = 0; twice < 2; twice++) {
            assertThat(files.read(organization, Ids.next(), _ -> new ByteArrayInputStream(bytes)))
                    .as(sample.toString())
                    .isEmpty();
            assertThat(
                            client.get("/financial-data/v2/pending-transactions?limit=500")
                                    .json()
                                    .get("items"))
                    .as(sample.toString())
                    .hasSize(expected.entries);
        }
        return expected.entries;
    }

    private void account(OrganizationId organization, String number, Currency currency) {
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
                                                    "DE",
                                                    currency,
                                                    number,
                                                    List.of(
                                                            AccountIdentifier.of(
                                                                    AccountIdentifierType.NUMBER,
                                                                    "DE",
                                                                    number)),
                                                    List.of(),
                                                    false,
                                                    Optional.empty(),
                                                    Map.of(),
                                                    ZoneId.of("Europe/Berlin"),
                                                    CreditorNumbers.NONE));
                        });
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(
                            file ->
                                    file.toString().endsWith(".xml")
                                            && file.toString().contains("camt.052"))
                    .sorted()
                    .toList();
        }
    }

    /** Whose accounts the file speaks of, and how many of its entries are to be announced. */
    private static final class Expected extends NoInterest {

        private final Map<String, Currency> accounts = new HashMap<>();
        private int entries;

        @Override
        public void statementStarted(StatementHead statement) {
            String number =
                    statement.account().iban().or(statement.account()::otherId).orElseThrow();
            accounts.putIfAbsent(number, statement.account().currency().orElse(Currency.EUR));
        }

        @Override
        public void entryStarted(EntryHead entry) {
            String status = entry.status().map(code -> code.value()).orElse("BOOK");
            entries += status.equals("BOOK") || status.equals("PDNG") ? 1 : 0;
        }
    }
}

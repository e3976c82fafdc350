package kontor.testbank;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.TestKontor;
import kontor.connections.BankProfile;
import kontor.connections.Carried;
import kontor.connections.Channel;
import kontor.connections.Connection;
import kontor.core.BankCalendar;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.Balance;
import kontor.iso20022.Batch;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.EntryHead;
import kontor.iso20022.Pain002Reader;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.iso20022.StatusReport;
import kontor.iso20022.TransactionDetails;
import kontor.testbankgirot.SimulatedBankgirot;
import kontor.xml.ReadLimits;

/** An organization of its own with the login of the euro accounts, and a clock that it moves. */
final class Customer {

    static final String IBAN = "DE12999100000000001111";
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    final Database database = TestKontor.shared().database();
    final OrganizationId organization = TestKontor.shared().organization();
    final Simulation bank = new Simulation(database, new SimulatedBankgirot());
    private final TestBankChannel channel =
            new TestBankChannel(database, _ -> true, new SimulatedBankgirot());
    private Connection connection = connection("user2");

    Customer() {
        database.write(organization, tx -> new TestBank().open(tx));
    }

    private static Connection connection(String login) {
        return new Connection(
                Ids.next(),
                "Test bank",
                "ATLRDEFFXXX",
                Ids.next(),
                BankProfile.find("testbank").orElseThrow(),
                TestBankChannel.NAME,
                login);
    }

    /** Goes on with the accounts of another login. */
    Customer as(String login) {
        connection = connection(login);
        return this;
    }

    /** The first TARGET day after today; tests start on it, at whatever date they run. */
    static LocalDate firstDay() {
        return BankCalendar.TARGET.nextOpen(LocalDate.now(BankChecks.ZONE).plusDays(1));
    }

    /** A bank day some bank days later. */
    static LocalDate bankDay(int later) {
        return BankCalendar.TARGET.plus(firstDay(), later);
    }

    /** Lets the bank work until this wall time. */
    Customer at(LocalDate day, int hour, int minute) {
        Instant to = day.atTime(LocalTime.of(hour, minute)).atZone(BankChecks.ZONE).toInstant();
        database.write(
                organization,
                tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        UPDATE organizations SET clock_offset_seconds = :offset WHERE id = :org
                                        """)
                                .bind("offset", to.getEpochSecond() - tx.now().getEpochSecond())
                                .bind("org", organization.value())
                                .execute());
        return work();
    }

    Customer work() {
        bank.run(organization, database.read(organization, Tx::bankNow));
        return this;
    }

    Channel.Delivery delivered(String name) {
        return channel.delivered(
                organization, connection, Carried.of(new byte[0]).attempt(name, 1), true);
    }

    Customer send(String name, byte[] file) {
        var carried = Carried.of(file);
        channel.send(organization, connection, carried.attempt(name, 1), carried);
        return work();
    }

    /** Fetches and acknowledges what the bank offers. */
    List<byte[]> fetch(String prefix) {
        var files = new ArrayList<byte[]>();
        for (var file : channel.waiting(organization, connection)) {
            if (!file.name().startsWith(prefix)) {
                continue;
            }
            var bytes = new ByteArrayOutputStream();
            try (InputStream in = channel.open(organization, connection, file)) {
                in.transferTo(bytes);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            channel.acknowledge(organization, connection, file);
            files.add(bytes.toByteArray());
        }
        return files;
    }

    /**
     * All reports that wait, as short lines such as {@code PART}, {@code P1 PART}, {@code E2 RJCT
     * AC01}.
     */
    List<List<String>> reports() {
        return fetch("pain.002").stream().map(Customer::lines).toList();
    }

    private static List<String> lines(byte[] report) {
        var lines = new ArrayList<String>();
        Pain002Reader.read(
                new ByteArrayInputStream(report),
                LIMITS,
                new Pain002Reader.Handler() {
                    @Override
                    public void report(StatusReport told) {
                        lines.add(told.groupStatus().orElse("-") + reason(told.reasons()));
                    }

                    @Override
                    public void paymentInformation(StatusReport.PaymentInformation told) {
                        lines.add(
                                told.originalId()
                                        + " "
                                        + told.status().orElse("-")
                                        + reason(told.reasons()));
                    }

                    @Override
                    public void transaction(StatusReport.Transaction told) {
                        lines.add(
                                told.originalEndToEndId().orElse("-")
                                        + " "
                                        + told.status().orElse("-")
                                        + reason(told.reasons()));
                    }
                });
        return lines;
    }

    private static String reason(List<kontor.iso20022.StatusReason> reasons) {
        return reasons.isEmpty() ? "" : " " + reasons.getFirst().code().orElseThrow().value();
    }

    /** An entry with its transactions. */
    record Entry(EntryHead head, Optional<Batch> batch, List<TransactionDetails> details) {}

    /** One camt.053, read. */
    static final class Statement implements StatementHandler {
        StatementHead head;
        final List<Balance> balances = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();
        private EntryHead entry;
        private Batch batch;
        private List<TransactionDetails> details;

        static Statement read(byte[] file) {
            var statement = new Statement();
            Camt053Reader.read(new ByteArrayInputStream(file), LIMITS, statement);
            return statement;
        }

        long balance(String type) {
            return balances.stream()
                    .filter(one -> one.type().value().equals(type))
                    .findFirst()
                    .orElseThrow()
                    .amount()
                    .amountMinor();
        }

        long booked() {
            return entries.stream().mapToLong(one -> one.head.amount().amountMinor()).sum();
        }

        boolean proves() {
            return balance("OPBD") + booked() == balance("CLBD")
                    && balance("CLBD") == balance("CLAV");
        }

        @Override
        public void file(StatementFile file) {}

        @Override
        public void statementStarted(StatementHead statement) {
            head = statement;
        }

        @Override
        public void balance(Balance balance) {
            balances.add(balance);
        }

        @Override
        public void entryStarted(EntryHead started) {
            entry = started;
            batch = null;
            details = new ArrayList<>();
        }

        @Override
        public void batch(Batch told) {
            batch = told;
        }

        @Override
        public void details(TransactionDetails told) {
            details.add(told);
        }

        @Override
        public void entryEnded(Optional<String> additionalInformation) {
            entries.add(new Entry(entry, Optional.ofNullable(batch), details));
        }

        @Override
        public void statementEnded() {}
    }

    /** The statements of the first euro account that wait. */
    List<Statement> statements() {
        return statements(IBAN);
    }

    /**
     * Fetches the statements of all accounts of the login; those of other accounts are gone then.
     */
    List<Statement> statements(String iban) {
        return fetch("camt.053").stream()
                .map(Statement::read)
                .filter(one -> one.head.account().iban().orElseThrow().equals(iban))
                .toList();
    }

    static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}

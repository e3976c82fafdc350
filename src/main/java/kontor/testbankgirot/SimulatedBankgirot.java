package kontor.testbankgirot;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.MalformedAutogiro;
import kontor.autogiro.Section;
import kontor.core.BankCalendar;
import kontor.db.Tx;
import kontor.seals.SealKey;
import kontor.testbank.TestBank;

/** Takes orders for Bankgirot and works on mornings. */
public final class SimulatedBankgirot implements TestBank.Clearing {

    /** What it does with whom, for people who try it. */
    public static final List<TestBank.Told> SCENARIOS = GiroScenario.all();

    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    static final BankCalendar CALENDAR = BankCalendar.SWEDEN;

    /** That of Bankgirot's manual of seals, for whoever tries them. */
    private static final Optional<SealKey> TEST_KEY =
            SealKey.parse("1234567890ABCDEF1234567890ABCDEF");

    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final LocalTime CUT_OFF = LocalTime.of(19, 0);

    @Override
    public boolean takes(InputStream beginning) {
        return AutogiroReader.recognize(beginning).filter(one -> one == Section.ORDERS).isPresent();
    }

    @Override
    public boolean receive(
            Tx tx, TestBank.Customer customer, InputStream file, TestBank.Desk desk) {
        var sections = new ArrayList<List<AutogiroRecord>>();
        try {
            AutogiroReader.read(
                    file,
                    TEST_KEY,
                    record -> {
                        if (record.opensSection()) {
                            sections.add(new ArrayList<>());
                        }
                        sections.getLast().add(record);
                    });
        } catch (MalformedAutogiro broken) {
            return false;
        }
        sections.forEach(one -> new GiroOrders(tx, customer, desk, one).take());
        return true;
    }

    @Override
    public void work(Tx tx, String subject, Instant due, TestBank.Desk desk) {
        var day = due.atZone(ZONE).toLocalDate();
        new GiroMorning(tx, Payee.of(subject), day, desk).work();
    }

    /** When the answers of a day are ready. */
    static Instant morning(LocalDate day) {
        return day.atTime(MORNING).atZone(ZONE).toInstant();
    }

    /** Until when a file for that day is taken. */
    static Instant cutOff(LocalDate day) {
        return CALENDAR.plus(day, -1).atTime(CUT_OFF).atZone(ZONE).toInstant();
    }

    /** Who is paid, over whose login at the bank. */
    record Payee(String login, String customerNumber, String bankgiro) {

        String subject() {
            return String.join("|", login, customerNumber, bankgiro);
        }

        static Payee of(String subject) {
            String[] parts = subject.split("\\|");
            return new Payee(parts[0], parts[1], parts[2]);
        }
    }
}

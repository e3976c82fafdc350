package kontor.testbank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.db.Tx;
import kontor.iso20022.MalformedMessage;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.Pain008Reader;
import kontor.iso20022.ReadLimits;
import org.jspecify.annotations.Nullable;

/** Reads one received file of orders, judges it as it streams by and writes the judgement down. */
final class OrderFileReader {

    private static final int PAGE = 1_000;
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(512L * 1024 * 1024);

    /**
     * What the bank thinks of a file.
     *
     * @param message what it is, where that could be read, as its id
     * @param refusal reason code when the whole file is refused
     * @param reports how many pain.002 it is answered with: none, one, or the same one twice
     */
    record Judgement(
            Optional<OrderMessage> message,
            Optional<String> messageId,
            Optional<String> refusal,
            int reports) {}

    private final Tx tx;
    private final FileTable files;
    private final OrderFileTable table;
    private final ScheduleTable agenda;
    private final MandateRegister register = new MandateRegister();
    private final FileTable.Received file;

    private final List<OrderFileTable.Group> groups = new ArrayList<>();
    private final List<OrderFileTable.Judged> page = new ArrayList<>();
    private final Set<String> groupNames = new HashSet<>();
    private final Set<ScheduledAction> toDo = new HashSet<>();
    private Optional<OrderMessage> message = Optional.empty();
    private @Nullable MessageHeader header;
    private Optional<String> refusal = Optional.empty();
    private int reports = 1;
    private int number;
    private BigDecimal sum = BigDecimal.ZERO;

    private @Nullable OrderGroup group;
    private Optional<String> groupRefusal = Optional.empty();
    private boolean booksSingly;
    private int groupNumber;
    private BigDecimal groupSum = BigDecimal.ZERO;

    OrderFileReader(
            Tx tx,
            FileTable files,
            OrderFileTable table,
            ScheduleTable agenda,
            FileTable.Received file) {
        this.tx = tx;
        this.files = files;
        this.table = table;
        this.agenda = agenda;
        this.file = file;
    }

    Judgement judge() {
        try {
            message = Optional.of(recognize());
            read(message.get());
            endGroup();
            judgeTotals();
        } catch (MalformedMessage malformed) {
            refusal = Optional.of("FF01");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (refusal.isPresent()) {
            table.forgetOrders(tx, file.id());
            return new Judgement(message, messageId(), refusal, 1);
        }
        files.keepMessage(tx, file.id(), current(header).messageId(), message.get(), reports == 0);
        keepPage();
        table.keepGroups(tx, file.id(), groups);
        if (message.get() == OrderMessage.DIRECT_DEBITS) {
            register.judge(tx, file.id());
            register.learn(tx, file.id());
        }
        agenda.enter(tx, toDo);
        return new Judgement(message, messageId(), refusal, reports);
    }

    private OrderMessage recognize() throws IOException {
        try (InputStream bytes = FileChunks.reader(tx, file.id())) {
            return OrderMessage.recognize(bytes, LIMITS);
        }
    }

    private void read(OrderMessage recognized) throws IOException {
        var login = BankLogins.named(file.login());
        try (InputStream bytes = FileChunks.reader(tx, file.id())) {
            switch (recognized) {
                case DIRECT_DEBITS ->
                        Pain008Reader.read(
                                bytes, LIMITS, new CollectionIntake(this, login, file.received()));
                case CREDIT_TRANSFERS ->
                        Pain001Reader.read(
                                bytes, LIMITS, new TransferIntake(this, login, file.received()));
            }
        }
    }

    private Optional<String> messageId() {
        return Optional.ofNullable(header).map(MessageHeader::messageId);
    }

    private void judgeTotals() {
        if (header != null && refusal.isEmpty()) {
            refusal =
                    BankChecks.totals(
                            header.numberOfTransactions(), header.controlSum(), number, sum);
        }
    }

    void header(MessageHeader told) {
        header = told;
        if (files.knowsMessage(tx, file.login(), told.messageId())) {
            refusal = Optional.of("DU01");
        }
    }

    void group(OrderGroup told) {
        endGroup();
        group = told;
        groupRefusal =
                groupNames.add(told.paymentInformationId()) ? told.refusal() : Optional.of("DU02");
        booksSingly = false;
        groupNumber = 0;
        groupSum = BigDecimal.ZERO;
    }

    /**
     * @param refused reason code when the order itself is at fault
     */
    void order(BankOrder told, Optional<String> refused) {
        number++;
        groupNumber++;
        BigDecimal amount = told.amount().decimal().abs();
        sum = sum.add(amount);
        groupSum = groupSum.add(amount);
        if (refusal.isPresent()) {
            return;
        }
        page.add(
                new OrderFileTable.Judged(
                        groups.size() + 1, groupNumber, told, fate(told, refused)));
        if (page.size() == PAGE) {
            keepPage();
        }
    }

    private OrderResult fate(BankOrder told, Optional<String> refused) {
        var execution = current(group).execution();
        var ending = Scenario.of(current(group).message(), told.account(), told.party());
        switch (ending.orElse(null)) {
            case Scenario.NoReport _ -> reports = 0;
            case Scenario.ReportedTwice _ -> reports = Math.min(reports * 2, 2);
            case Scenario.BookedSingly _ -> booksSingly = true;
            case null, default -> {
                /* it concerns this order alone */
            }
        }
        var fate = OrderResult.of(refused, ending, execution);
        if (groupRefusal.isEmpty()) {
            var day = fate.heldUntil().orElse(execution.day());
            fate.lateRefusal().ifPresent(_ -> toDo.add(ScheduledAction.refuseLate(file.id(), day)));
            fate.heldUntil()
                    .ifPresent(until -> toDo.add(ScheduledAction.release(file.id(), until)));
            fate.comesBack()
                    .ifPresent(back -> toDo.add(ScheduledAction.comeBack(file.id(), back.day())));
        }
        return fate;
    }

    private static <T> T current(@Nullable T known) {
        if (known == null) {
            throw new IllegalStateException(
                    "the reader tells the header first, then groups, then orders");
        }
        return known;
    }

    private void endGroup() {
        if (group == null) {
            return;
        }
        var no =
                groupRefusal.or(
                        () ->
                                BankChecks.totals(
                                        current(group).toldNumber(),
                                        current(group).toldSum(),
                                        groupNumber,
                                        groupSum));
        if (no.isEmpty()) {
            toDo.add(ScheduledAction.book(file, group));
            willReport(group);
        }
        groups.add(
                new OrderFileTable.Group(
                        groups.size() + 1, group, group.batchBooking() && !booksSingly, no));
        group = null;
    }

    /**
     * A collection waits unseen, for it is booked in the morning; instant transfers do not wait.
     */
    private void willReport(OrderGroup accepted) {
        if (accepted.message() == OrderMessage.CREDIT_TRANSFERS && !accepted.execution().atOnce()) {
            BankLogins.account(accepted.iban())
                    .ifPresent(
                            account ->
                                    toDo.add(
                                            ScheduledAction.report(
                                                    account,
                                                    accepted.execution().day(),
                                                    file.received())));
        }
    }

    private void keepPage() {
        table.keepOrders(tx, file.id(), page);
        page.clear();
    }
}

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
import kontor.iso20022.MessageHeader;
import kontor.iso20022.OrderMessage;
import kontor.iso20022.Pain001Reader;
import kontor.iso20022.Pain008Reader;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import org.jspecify.annotations.Nullable;

/** Reads one received file of orders as a stream, decides on each order, and stores the orders. */
final class OrderFileReader {

    private static final int PAGE = 1_000;
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(512L * 1024 * 1024);

    /**
     * The bank's decision on a file.
     *
     * @param message which message it is; absent when that could not be read, as is its id
     * @param refusal reason code when the whole file is refused
     * @param reports how many pain.002 answer it: none, one, or the same one twice
     */
    record Judgement(
            Optional<OrderMessage> message,
            Optional<String> messageId,
            Optional<String> refusal,
            int reports) {}

    private final Tx tx;
    private final FileTable files;
    private final OrderFileTable table;
    private final ScheduleTable schedule;
    private final MandateRegister register = new MandateRegister();
    private final FileTable.Received file;

    private final List<OrderFileTable.Group> groups = new ArrayList<>();
    private final List<OrderFileTable.Judged> page = new ArrayList<>();
    private final Set<String> groupNames = new HashSet<>();
    private final Set<ScheduledAction> actions = new HashSet<>();
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
            ScheduleTable schedule,
            FileTable.Received file) {
        this.tx = tx;
        this.files = files;
        this.table = table;
        this.schedule = schedule;
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
        schedule.add(tx, actions);
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
                case DIRECT_DEBITS -> {
                    var handler = new CollectionFileHandler(this, login, file.received());
                    Pain008Reader.read(bytes, LIMITS, handler);
                }
                case CREDIT_TRANSFERS -> {
                    var handler = new TransferFileHandler(this, login, file.received());
                    Pain001Reader.read(bytes, LIMITS, handler);
                }
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

    void header(MessageHeader first) {
        header = first;
        if (files.knowsMessage(tx, file.login(), first.messageId())) {
            refusal = Optional.of("DU01");
        }
    }

    void group(OrderGroup next) {
        endGroup();
        group = next;
        groupRefusal =
                groupNames.add(next.paymentInformationId()) ? next.refusal() : Optional.of("DU02");
        booksSingly = false;
        groupNumber = 0;
        groupSum = BigDecimal.ZERO;
    }

    /**
     * @param refused reason code when the order itself is wrong
     */
    void order(BankOrder order, Optional<String> refused) {
        number++;
        groupNumber++;
        BigDecimal amount = order.amount().decimal().abs();
        sum = sum.add(amount);
        groupSum = groupSum.add(amount);
        if (refusal.isPresent()) {
            return;
        }
        var result = result(order, refused);
        page.add(new OrderFileTable.Judged(groups.size() + 1, groupNumber, order, result));
        if (page.size() == PAGE) {
            keepPage();
        }
    }

    private OrderResult result(BankOrder order, Optional<String> refused) {
        var execution = current(group).execution();
        var ending = Scenario.of(current(group).message(), order.account(), order.party());
        switch (ending.orElse(null)) {
            case Scenario.NoReport _ -> reports = 0;
            case Scenario.ReportedTwice _ -> reports = Math.min(reports * 2, 2);
            case Scenario.BookedSingly _ -> booksSingly = true;
            case null, default -> {
                /* it concerns this order alone */
            }
        }
        var result = OrderResult.of(refused, ending, execution);
        if (groupRefusal.isEmpty()) {
            schedule(result, execution);
        }
        return result;
    }

    private void schedule(OrderResult result, OrderGroup.Execution execution) {
        if (result.lateRefusal().isPresent()) {
            var day = result.heldUntil().orElse(execution.day());
            actions.add(ScheduledAction.refuseLate(file.id(), day));
        }
        result.heldUntil()
                .ifPresent(until -> actions.add(ScheduledAction.release(file.id(), until)));
        result.comesBack()
                .ifPresent(back -> actions.add(ScheduledAction.comeBack(file.id(), back.day())));
    }

    private static <T> T current(@Nullable T known) {
        if (known == null) {
            throw new IllegalStateException(
                    "the reader passes the header first, then groups, then orders");
        }
        return known;
    }

    private void endGroup() {
        if (group == null) {
            return;
        }
        var ended = group;
        var refused = groupRefusal.or(() -> wrongTotals(ended));
        if (refused.isEmpty()) {
            actions.add(ScheduledAction.book(file, ended));
            scheduleReport(ended);
        }
        boolean batch = ended.batchBooking() && !booksSingly;
        groups.add(new OrderFileTable.Group(groups.size() + 1, ended, batch, refused));
        group = null;
    }

    private Optional<String> wrongTotals(OrderGroup ended) {
        return BankChecks.totals(ended.statedNumber(), ended.statedSum(), groupNumber, groupSum);
    }

    /**
     * Transfers that wait for their day are reported as pending. Collections are not, since they
     * are booked in the morning, and instant transfers do not wait.
     */
    private void scheduleReport(OrderGroup accepted) {
        var execution = accepted.execution();
        if (accepted.message() == OrderMessage.CREDIT_TRANSFERS && !execution.atOnce()) {
            BankLogins.account(accepted.iban())
                    .map(own -> ScheduledAction.report(own, execution.day(), file.received()))
                    .ifPresent(actions::add);
        }
    }

    private void keepPage() {
        table.keepOrders(tx, file.id(), page);
        page.clear();
    }
}

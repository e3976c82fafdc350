package kontor.testbank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kontor.core.BankCalendar;
import kontor.core.Iban;
import kontor.db.Tx;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import kontor.iso20022.MalformedMessage;
import kontor.iso20022.MessageHeader;
import kontor.iso20022.Pain008Reader;
import kontor.iso20022.ReadLimits;
import org.jspecify.annotations.Nullable;

/** Reads one received pain.008, judges it as it streams by and writes the judgement down. */
final class Intake implements Pain008Reader.Handler {

    private static final int PAGE = 1_000;
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(512L * 1024 * 1024);

    /**
     * What the bank thinks of a file.
     *
     * @param messageId of the file, where it could be read
     * @param refusal   reason code when the whole file is refused
     * @param reports   how many pain.002 it is answered with: none, one, or the same one twice
     */
    record Judgement(Optional<String> messageId, Optional<String> refusal, int reports) {}

    private final Tx tx;
    private final FileTable files;
    private final IntakeTable table;
    private final AgendaTable agenda;
    private final FileTable.Received file;
    private final LocalDate today;

    private final List<IntakeTable.Group> groups = new ArrayList<>();
    private final List<IntakeTable.Judged> page = new ArrayList<>();
    private final Set<String> groupNames = new HashSet<>();
    private final Set<Agenda> toDo = new HashSet<>();
    private @Nullable MessageHeader header;
    private Optional<String> refusal = Optional.empty();
    private int reports = 1;
    private int number;
    private BigDecimal sum = BigDecimal.ZERO;

    private @Nullable CollectionGroup group;
    private Optional<String> groupRefusal = Optional.empty();
    private boolean booksSingly;
    private int groupNumber;
    private BigDecimal groupSum = BigDecimal.ZERO;

    Intake(Tx tx, FileTable files, IntakeTable table, AgendaTable agenda, FileTable.Received file) {
        this.tx = tx;
        this.files = files;
        this.table = table;
        this.agenda = agenda;
        this.file = file;
        this.today = file.received().atZone(BankChecks.ZONE).toLocalDate();
    }

    Judgement judge() {
        try (InputStream bytes = FileChunks.reader(tx, file.id())) {
            Pain008Reader.read(bytes, LIMITS, this);
            endGroup();
            judgeTotals();
        } catch (MalformedMessage malformed) {
            refusal = Optional.of("FF01");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (refusal.isPresent()) {
            table.forgetCollections(tx, file.id());
            return new Judgement(messageId(), refusal, 1);
        }
        messageId().ifPresent(id -> files.keepMessage(tx, file.id(), id));
        keepPage();
        table.keepGroups(tx, file.id(), groups);
        agenda.enter(tx, toDo);
        return new Judgement(messageId(), refusal, reports);
    }

    private Optional<String> messageId() {
        return Optional.ofNullable(header).map(MessageHeader::messageId);
    }

    private void judgeTotals() {
        if (header != null && refusal.isEmpty()) {
            refusal = BankChecks.totals(header.numberOfTransactions(), header.controlSum(), number, sum);
        }
    }

    @Override
    public void header(MessageHeader told) {
        header = told;
        if (files.knowsMessage(tx, file.login(), told.messageId())) {
            refusal = Optional.of("DU01");
        }
    }

    @Override
    public void group(CollectionGroup told) {
        endGroup();
        group = told;
        groupRefusal = groupNames.add(told.paymentInformationId())
                ? BankChecks.group(told, BankLogins.named(file.login()), file.received())
                : Optional.of("DU02");
        booksSingly = false;
        groupNumber = 0;
        groupSum = BigDecimal.ZERO;
    }

    @Override
    public void collection(Collection told) {
        number++;
        groupNumber++;
        sum = sum.add(told.amount().decimal());
        groupSum = groupSum.add(told.amount().decimal());
        if (refusal.isPresent()) {
            return;
        }
        page.add(judged(told));
        if (page.size() == PAGE) {
            keepPage();
        }
    }

    private IntakeTable.Judged judged(Collection told) {
        var no = BankChecks.collection(told, today);
        var ending = Scenario.ofDebtor(Iban.normalize(told.debtor().iban())).orElse(null);
        Optional<String> late = Optional.empty();
        Optional<String> returned = Optional.empty();
        switch (ending) {
            case null -> { }
            case Scenario.Refused _ -> { }
            case Scenario.RefusedLate(var reason) -> late = Optional.of(reason);
            case Scenario.Returned(var reason) -> returned = Optional.of(reason);
            case Scenario.NoReport _ -> reports = 0;
            case Scenario.ReportedTwice _ -> reports = Math.min(reports * 2, 2);
            case Scenario.BookedSingly _ -> booksSingly = true;
        }
        LocalDate collected = current().terms().collectionDate();
        var returnDate = returned.map(_ -> BankCalendar.TARGET.plus(collected, Scenario.RETURNED_AFTER));
        if (no.isEmpty() && groupRefusal.isEmpty()) {
            late.ifPresent(_ -> toDo.add(Agenda.refuseLate(file.id(), collected)));
            returnDate.ifPresent(day -> toDo.add(Agenda.comeBack(file.id(), day)));
        }
        return new IntakeTable.Judged(groups.size() + 1, groupNumber, told, no, late, returned, returnDate);
    }

    private CollectionGroup current() {
        if (group == null) {
            throw new IllegalStateException("a collection before the first group");
        }
        return group;
    }

    private void endGroup() {
        if (group == null) {
            return;
        }
        var no = groupRefusal.or(() -> BankChecks.totals(
                current().numberOfTransactions(), current().controlSum(), groupNumber, groupSum));
        if (no.isEmpty()) {
            toDo.add(Agenda.book(file.id(), group.terms().collectionDate()));
        }
        groups.add(new IntakeTable.Group(groups.size() + 1, group, group.batchBooking() && !booksSingly, no));
        group = null;
    }

    private void keepPage() {
        table.keepCollections(tx, file.id(), page);
        page.clear();
    }
}

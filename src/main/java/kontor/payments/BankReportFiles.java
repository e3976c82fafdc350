package kontor.payments;

import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.banks.ArrivedFile;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Instructions;
import kontor.banks.Verdict;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.changes.Changes;
import kontor.db.Tx;
import kontor.iso20022.IncomingMessage;
import kontor.originals.AppliedReportTable;
import kontor.originals.StatusDoubt;
import kontor.originals.ToldOriginal;
import kontor.xml.MalformedMessage;

/** Status reports of banks (pain.002): each speaks of one file of ours and is applied once. */
public final class BankReportFiles implements FileKind {

    private final Changes changes;
    private final Instructions instructions;
    private final Cases cases;
    private final Reporters reporters;
    private final RefusalListener refusals;
    private final Map<String, BankReportListener> listeners;
    private final AppliedReportTable table = new AppliedReportTable();

    /** Whether own accounts are reported of by a connection that is not theirs. */
    @FunctionalInterface
    public interface Reporters {
        boolean report(Tx tx, UUID connection, Collection<UUID> accounts);
    }

    /** Hears that a report refused payments of a file: others of it may be booked as one sum. */
    @FunctionalInterface
    public interface RefusalListener {
        void refused(Tx tx, UUID instruction);
    }

    /**
     * @param listeners the rooms of the payments that are in our files
     */
    public BankReportFiles(
            Changes changes,
            Instructions instructions,
            Cases cases,
            Reporters reporters,
            RefusalListener refusals,
            List<? extends BankReportListener> listeners) {
        this.changes = changes;
        this.instructions = instructions;
        this.cases = cases;
        this.reporters = reporters;
        this.refusals = refusals;
        this.listeners =
                listeners.stream()
                        .collect(
                                Collectors.toMap(
                                        BankReportListener::payments, Function.identity()));
    }

    @Override
    public String name() {
        return IncomingMessage.STATUS_REPORT.name();
    }

    @Override
    public boolean recognizes(FileHead head) {
        return IncomingMessage.STATUS_REPORT.isIn(head.open());
    }

    @Override
    public String objection(FileHead head) {
        return IncomingMessage.objection(head.open());
    }

    @Override
    public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
        try {
            return applied(file, PaymentReportCollector.read(() -> files.apply(file.id())));
        } catch (MalformedMessage malformed) {
            return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
        }
    }

    /** Whether a report is to be applied. */
    private sealed interface Judged {

        record Ours(Instructions.Known known) implements Judged {}

        record AppliedBefore() implements Judged {}

        record NotOurs(String why) implements Judged {}
    }

    private Judged judge(Tx tx, ArrivedFile file, PaymentReportCollector report) {
        var header = report.header();
        var ours = header.originalMessageId().flatMap(id -> instructions.ofMessage(tx, id));
        if (ours.isEmpty()) {
            return new Judged.NotOurs("which Kontor did not send");
        }
        var known = ours.get();
        var connection = file.connection().id();
        if (!known.connection().equals(connection)
                && !reporters.report(tx, connection, listener(known).accounts(tx, known.id()))) {
            return new Judged.NotOurs(
                    "which Kontor did not send over this connection; add its id "
                            + connection
                            + " to reportedBy of the accounts of its payments");
        }
        return table.isApplied(tx, connection, header.messageId(), report.digest())
                ? new Judged.AppliedBefore()
                : new Judged.Ours(known);
    }

    private Conclusion applied(ArrivedFile file, PaymentReportCollector report) {
        var judged = changes.inLane(file.organization(), tx -> judge(tx, file, report));
        return switch (judged) {
            case Judged.NotOurs(var why) -> tx -> setAside(tx, file, report, why);
            case Judged.AppliedBefore() -> _ -> appliedBefore(report);
            case Judged.Ours(var known) -> applied(file, report, known);
        };
    }

    private static Verdict appliedBefore(PaymentReportCollector report) {
        return new Verdict.Duplicate(
                "the report " + report.header().messageId() + " was applied before");
    }

    /** In slices; that it was applied is noted behind the last of them. */
    private Conclusion applied(
            ArrivedFile file, PaymentReportCollector report, Instructions.Known known) {
        var other = ToldOriginal.otherTotals(report.header().totals(), known.count(), known.sum());
        var reports =
                report.reports(file.connection().profile()).stream()
                        .filter(one -> other.isEmpty() || one.isOfOne())
                        .toList();
        var slices = new OfFile(file, facts(report));
        slices.one(tx -> spokenOf(tx, known));
        var doubts = listener(known).apply(slices, known.id(), reports);
        return tx -> {
            if (!claim(tx, file, report, known)) {
                return appliedBefore(report);
            }
            other.ifPresent(words -> cases.open(tx, miscount(file, report, ofAnother(words))));
            doubts.forEach(one -> slices.doubt(tx, one));
            tellRefusals(tx, known, reports);
            report.miscount().ifPresent(words -> cases.open(tx, miscount(file, report, words)));
            return new Verdict.Processed();
        };
    }

    private boolean spokenOf(Tx tx, Instructions.Known known) {
        instructions.spokenOf(tx, known.id());
        return true;
    }

    private void tellRefusals(Tx tx, Instructions.Known known, List<PaymentReport> reports) {
        if (reports.stream().anyMatch(PaymentReport::isRefusal)) {
            refusals.refused(tx, known.id());
        }
    }

    private boolean claim(
            Tx tx, ArrivedFile file, PaymentReportCollector report, Instructions.Known known) {
        return table.claim(
                tx,
                file.connection().id(),
                report.header().messageId(),
                report.digest(),
                known.id(),
                file.id());
    }

    /** The slices of one file. */
    private final class OfFile implements BankReportListener.Slices {

        private final ArrivedFile file;
        private final Map<String, String> ofReport;

        OfFile(ArrivedFile file, Map<String, String> ofReport) {
            this.file = file;
            this.ofReport = ofReport;
        }

        @Override
        public <R> R one(Function<Tx, R> work) {
            return changes.inLane(file.organization(), work);
        }

        @Override
        public void doubt(Tx tx, StatusDoubt doubt) {
            cases.open(tx, doubt.inFile(file.id(), ofReport));
        }
    }

    private static String ofAnother(String words) {
        return words + ", so only statuses of single payments were applied";
    }

    private Verdict setAside(Tx tx, ArrivedFile file, PaymentReportCollector report, String why) {
        String words =
                "it speaks of the message "
                        + report.header().originalMessageId().orElse("(none)")
                        + ", "
                        + why;
        var facts = new LinkedHashMap<>(facts(report));
        facts.putAll(refusals(report.refusals()));
        cases.open(tx, ofFile(CaseKind.REPORT_NOT_APPLIED, file, words, facts));
        return new Verdict.Quarantined(words, true);
    }

    /** What is refused, so that it can be looked for elsewhere; of several each by its number. */
    private static Map<String, String> refusals(List<PaymentReport> refused) {
        var facts = new LinkedHashMap<String, String>();
        for (PaymentReport one : refused) {
            String prefix = refused.size() == 1 ? "" : "refusal " + (facts.size() + 1) + " ";
            if (prefix.isEmpty()) {
                facts.putAll(one.facts());
            } else {
                facts.put(prefix.strip(), one.facts().toString());
            }
        }
        return facts;
    }

    private static NewCase miscount(ArrivedFile file, PaymentReportCollector report, String words) {
        return ofFile(CaseKind.REPORT_COUNTS_DIFFER, file, words, facts(report));
    }

    private static NewCase ofFile(
            CaseKind kind, ArrivedFile file, String words, Map<String, String> facts) {
        return new NewCase(
                kind,
                kind + "|" + file.id() + "|" + facts,
                Optional.empty(),
                Optional.empty(),
                Optional.of(file.id()),
                "status report in file %s: %s".formatted(file.name(), words),
                facts);
    }

    private static Map<String, String> facts(PaymentReportCollector report) {
        return NewCase.facts(
                "reportId", report.header().messageId(),
                "reported", report.header().createdAt(),
                "originalMessageId", report.header().originalMessageId(),
                "groupStatus", report.header().groupStatus());
    }

    private BankReportListener listener(Instructions.Known ours) {
        var room = listeners.get(ours.source().payments());
        if (room == null) {
            throw new IllegalStateException("no room hears reports of " + ours.source());
        }
        return room;
    }
}

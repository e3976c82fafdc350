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
import kontor.db.Tx;
import kontor.iso20022.IncomingMessage;
import kontor.originals.AppliedReportTable;
import kontor.originals.ToldOriginal;
import kontor.xml.MalformedMessage;

/** Status reports of banks (pain.002): each speaks of one file of ours and is applied once. */
public final class BankReportFiles implements FileKind {

    private final Instructions instructions;
    private final Cases cases;
    private final Reporters reporters;
    private final Map<String, BankReportListener> listeners;
    private final AppliedReportTable table = new AppliedReportTable();

    /** Whether own accounts are reported of by a connection that is not theirs. */
    @FunctionalInterface
    public interface Reporters {
        boolean report(Tx tx, UUID connection, Collection<UUID> accounts);
    }

    /**
     * @param listeners the rooms of the payments that are in our files
     */
    public BankReportFiles(
            Instructions instructions,
            Cases cases,
            Reporters reporters,
            List<? extends BankReportListener> listeners) {
        this.instructions = instructions;
        this.cases = cases;
        this.reporters = reporters;
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
            var report = PaymentReportCollector.read(() -> files.apply(file.id()));
            return tx -> apply(tx, file, report);
        } catch (MalformedMessage malformed) {
            return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
        }
    }

    private Verdict apply(Tx tx, ArrivedFile file, PaymentReportCollector report) {
        var header = report.header();
        var connection = file.connection();
        var ours = header.originalMessageId().flatMap(id -> instructions.ofMessage(tx, id));
        if (ours.isEmpty()) {
            return setAside(tx, file, report, "which Kontor did not send");
        }
        var listener = listener(ours.get());
        var known = ours.get();
        if (!known.connection().equals(connection.id())
                && !reporters.report(tx, connection.id(), listener.accounts(tx, known.id()))) {
            return setAside(
                    tx,
                    file,
                    report,
                    "which Kontor did not send over this connection; add its id "
                            + connection.id()
                            + " to reportedBy of the accounts of its payments");
        }
        if (!table.claim(
                tx, connection.id(), header.messageId(), report.digest(), known.id(), file.id())) {
            return new Verdict.Duplicate(
                    "the report " + header.messageId() + " was applied before");
        }
        instructions.spokenOf(tx, known.id());
        var other = ToldOriginal.otherTotals(report.header().totals(), known.count(), known.sum());
        var reports =
                report.reports(connection.profile()).stream()
                        .filter(one -> other.isEmpty() || one.isOfOne())
                        .toList();
        other.ifPresent(words -> cases.open(tx, miscount(file, report, ofAnother(words))));
        var doubts = listener.apply(tx, known.id(), reports);
        doubts.forEach(one -> cases.open(tx, one.inFile(file.id(), facts(report))));
        report.miscount().ifPresent(words -> cases.open(tx, miscount(file, report, words)));
        return new Verdict.Processed();
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

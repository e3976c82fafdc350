package kontor.banks;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.changes.Changes;
import kontor.db.Tx;
import kontor.leases.Lease;

/** Finds the kind of a stored file, has it read, and notes what became of it. */
final class InboxReader {

    private final Changes changes;

    /** They say why a file, or a part of it, was not used. */
    private static final Set<CaseKind> NOT_USED =
            Set.of(
                    CaseKind.FILE_SET_ASIDE,
                    CaseKind.STATEMENT_NOT_BOOKED,
                    CaseKind.REPORT_NOT_APPLIED);

    private final Cases cases;
    private final List<FileKind> kinds;
    private final InboxTable table = new InboxTable();

    InboxReader(Changes changes, Cases cases, List<FileKind> kinds) {
        this.cases = cases;
        this.changes = changes;
        this.kinds = List.copyOf(kinds);
    }

    /**
     * @param reading what whoever notes something must still have
     */
    Verdict read(ArrivedFile file, Function<UUID, InputStream> files, Lease reading) {
        var head = new FileHead(() -> files.apply(file.id()));
        var kind = kinds.stream().filter(one -> one.recognizes(head)).findFirst();
        if (kind.isEmpty()) {
            return setAside(file, objections(head), reading);
        }
        var conclusion = kind.get().read(file, files);
        return changes.inLane(
                file.organization(),
                tx -> {
                    reading.check(tx);
                    return noted(tx, file, kind.get().name(), conclusion.of(tx));
                });
    }

    /** Kinds that read one format object in the same words. */
    private String objections(FileHead head) {
        return head.nature().orElseGet(() -> objectionsOfKinds(head));
    }

    private String objectionsOfKinds(FileHead head) {
        return kinds.stream()
                .map(one -> one.objection(head))
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    Verdict setAside(ArrivedFile file, String reason, Lease reading) {
        return changes.inLane(
                file.organization(),
                tx -> {
                    reading.check(tx);
                    return noted(tx, file, "", new Verdict.Quarantined(reason));
                });
    }

    private Verdict noted(Tx tx, ArrivedFile file, String kind, Verdict verdict) {
        table.done(tx, file.id(), kind, verdict);
        if (!(verdict instanceof Verdict.Quarantined(var why, var told))) {
            cases.settleOfFile(
                    tx, file.id(), NOT_USED, _ -> true, "the file was read again and used");
            return verdict;
        }
        var aside = aside(file, why);
        cases.settleOfFile(
                tx,
                file.id(),
                Set.of(CaseKind.FILE_SET_ASIDE),
                one -> told || !one.summary().equals(aside.summary()),
                "the file was read again and set aside for another reason");
        if (!told) {
            cases.open(tx, aside);
        }
        return verdict;
    }

    private static NewCase aside(ArrivedFile file, String why) {
        return new NewCase(
                CaseKind.FILE_SET_ASIDE,
                CaseKind.FILE_SET_ASIDE + "|" + file.id() + "|" + why,
                Optional.empty(),
                Optional.empty(),
                Optional.of(file.id()),
                "file %s of connection %s was set aside: %s"
                        .formatted(file.name(), file.connection().name(), why),
                NewCase.facts("fileName", file.name(), "reason", why));
    }

    /** Looks whether what these files waited for has come. */
    void settle(Tx tx, List<InboxTable.WaitingFile> files) {
        var byKind = files.stream().collect(Collectors.groupingBy(InboxTable.WaitingFile::kind));
        for (var kind : kinds) {
            settle(tx, kind, byKind.getOrDefault(kind.name(), List.of()));
        }
    }

    private void settle(Tx tx, FileKind kind, List<InboxTable.WaitingFile> files) {
        if (files.isEmpty()) {
            return;
        }
        Map<UUID, String> waiting =
                kind.waiting(tx, files.stream().map(InboxTable.WaitingFile::id).toList());
        for (var file : files) {
            var why = Optional.ofNullable(waiting.get(file.id()));
            if (!why.equals(file.note())) {
                table.done(
                        tx,
                        file.id(),
                        kind.name(),
                        why.<Verdict>map(Verdict.Waiting::new).orElseGet(Verdict.Processed::new));
            }
        }
    }
}

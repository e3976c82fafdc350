package kontor.banks;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kontor.changes.Changes;
import kontor.db.Tx;
import kontor.leases.Lease;

/** Finds the kind of a stored file, has it read, and notes what became of it. */
final class InboxReader {

    private final Changes changes;
    private final List<FileKind> kinds;
    private final InboxTable table = new InboxTable();

    InboxReader(Changes changes, List<FileKind> kinds) {
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
                    return noted(tx, file.id(), kind.get().name(), conclusion.of(tx));
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
                    return noted(tx, file.id(), "", new Verdict.Quarantined(reason));
                });
    }

    private Verdict noted(Tx tx, UUID file, String kind, Verdict verdict) {
        table.done(tx, file, kind, verdict);
        return verdict;
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
                noted(
                        tx,
                        file.id(),
                        kind.name(),
                        why.<Verdict>map(Verdict.Waiting::new).orElseGet(Verdict.Processed::new));
            }
        }
    }
}

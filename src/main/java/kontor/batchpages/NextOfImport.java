package kontor.batchpages;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a person may do about an import now.
 *
 * @param tried it is a trial that may be made in earnest
 * @param stored its file is still there
 * @param since what was made of the same file in earnest, and neither failed nor was stopped; of
 *     several that which made most
 */
public record NextOfImport(
        boolean cancel, boolean create, boolean tried, boolean stored, Optional<ImportView> since) {

    /**
     * @param others imports of the same file, the newest first
     */
    static NextOfImport of(
            boolean mayCreate, ImportView one, boolean stored, List<ImportView> others) {
        boolean tried = one.dryRun() && one.completed();
        var since =
                others.stream()
                        .filter(other -> !other.dryRun())
                        .filter(other -> other.completed() || other.cancellable())
                        .filter(other -> other.path().compareTo(one.path()) > 0)
                        .max(Comparator.comparingInt(other -> other.progress().succeeded()));
        return new NextOfImport(
                mayCreate && one.cancellable(), mayCreate, mayCreate && tried, stored, since);
    }

    /** The import that the page is about asks for nothing more urgently than this. */
    public boolean isUrgent() {
        return tried && stored && since.isEmpty();
    }
}

package kontor.batchpages;

/**
 * What a person may do about an import now.
 *
 * @param tried it is a trial that may be made in earnest
 * @param stored its file is still there
 */
public record NextOfImport(boolean cancel, boolean create, boolean tried, boolean stored) {

    static NextOfImport of(boolean mayCreate, ImportView one, boolean stored) {
        boolean tried = one.dryRun() && one.completed();
        return new NextOfImport(
                mayCreate && one.cancellable(), mayCreate, mayCreate && tried, stored);
    }
}

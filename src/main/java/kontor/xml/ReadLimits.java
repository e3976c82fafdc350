package kontor.xml;

/**
 * How much of a file from outside is read before it is refused.
 *
 * @param fileBytes size of the whole file
 * @param depth nested elements; real camt files have about 20
 * @param textChars characters of one element's text or one attribute
 * @param recordChars characters and elements of one record, the unit that is held in memory (a
 *     transaction, a header)
 */
public record ReadLimits(long fileBytes, int depth, int textChars, int recordChars) {

    public ReadLimits {
        if (fileBytes < 1 || depth < 1 || textChars < 1 || recordChars < 1) {
            throw new IllegalArgumentException("read limits must be positive");
        }
    }

    /** The usual limits around a file of at most so many bytes. */
    public static ReadLimits ofFileBytes(long fileBytes) {
        return new ReadLimits(fileBytes, 64, 64 * 1024, 1024 * 1024);
    }
}

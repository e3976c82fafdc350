package kontor.banktexts;

/**
 * A member of a payment whose text leaves.
 *
 * @param path as the API names it, such as {@code destinationHolder.legalName}
 * @param words as people call it at the beginning of a sentence, such as {@code The payee's name}
 */
public record Member(String path, String words) {

    public static final Member REFERENCE = new Member("reference", "The reference");

    /** A part of it, such as the town of an address. */
    public Member part(String name, String partWords) {
        return new Member(path + "." + name, words + ": the " + partWords);
    }
}

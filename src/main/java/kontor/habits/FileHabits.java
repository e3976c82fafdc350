package kontor.habits;

import de.siegmar.fastcsv.reader.NamedCsvRecord;

/**
 * What a bank wants in files of payments.
 *
 * @param nationalLetters letters beyond those of SEPA (EPC217-08) that it takes as they are, such
 *     as {@code ÅÄÖåäö}
 */
public record FileHabits(String nationalLetters) {

    public FileHabits {
        if (!nationalLetters.codePoints().allMatch(FileHabits::isNational)) {
            throw new IllegalArgumentException(
                    "national letters are letters of one character beyond a-z and A-Z");
        }
    }

    private static boolean isNational(int letter) {
        return letter > 0x7F && Character.isBmpCodePoint(letter) && Character.isLetter(letter);
    }

    public static FileHabits of(NamedCsvRecord row) {
        return new FileHabits(row.getField("national_letters"));
    }
}

package kontor.filenature;

/**
 * Text as mainframes write it: digits, letters and blanks stand above those of ASCII (IBM code
 * pages 037, 278 and 500, which agree in these). Standard: Bankgirot's manuals, "teckenkod".
 */
final class Ebcdic {

    private static final int BLANK = 0x40;

    /** Letters stand in three rows of nine, small ones and capital ones. */
    private static final int LAST_OF_ROW = 9;

    private static final int MOST_OTHERS_PERCENT = 10;

    private Ebcdic() {}

    /** By far most of its characters are what text in EBCDIC consists of, and in no text else. */
    static boolean isText(byte[] head) {
        int known = 0;
        int blanks = 0;
        for (byte one : head) {
            known += isKnown(one & 0xFF) ? 1 : 0;
            blanks += one == BLANK ? 1 : 0;
        }
        return blanks > 0 && (head.length - known) * 100 <= head.length * MOST_OTHERS_PERCENT;
    }

    private static boolean isKnown(int one) {
        int place = one & 0xF;
        return switch (one >> 4) {
            case 0x4 -> one == BLANK;
            case 0x8, 0x9, 0xC, 0xD -> place >= 1 && place <= LAST_OF_ROW;
            case 0xA, 0xE -> place >= 2 && place <= LAST_OF_ROW;
            case 0xF -> place <= LAST_OF_ROW;
            default -> false;
        };
    }
}

package kontor.filenature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of files that a fixed run of bytes gives away. */
enum BinaryKind {
    GZIP("1F8B", "a gzip archive; unpack it first"),
    BZIP2("425A68", "a bzip2 archive; unpack it first"),
    XZ("FD377A585A00", "an xz archive; unpack it first"),
    ZSTD("28B52FFD", "a zstd archive; unpack it first"),
    SEVEN_ZIP("377ABCAF271C", "a 7z archive; unpack it first"),
    RAR("526172211A07", "a RAR archive; unpack it first"),
    OFFICE("D0CF11E0A1B11AE1", "an Excel or Word file of the old kind"),
    PDF("255044462D", "a PDF, for people to read"),
    COMPRESS("1F9D", "a compressed file (.Z); unpack it first"),
    LZ4("04224D18", "an lz4 archive; unpack it first"),
    CABINET("4D534346", "a cabinet archive; unpack it first"),
    GIF("47494638", "a picture"),
    TIFF("49492A00", "a picture"),
    TIFF_BIG("4D4D002A", "a picture"),
    ELF("7F454C46", "a program"),
    EXE("4D5A9000", "a program"),
    SQLITE("53514C69746520666F726D617420", "a database (SQLite)"),
    PNG("89504E470D0A1A0A", "a picture"),
    JPEG("FFD8FF", "a picture"),
    RTF("7B5C727466", "a text document (RTF)"),
    OPENSSL("53616C7465645F5F", "encrypted (OpenSSL)");

    private static final byte[] ZIP = {'P', 'K'};

    /** The mark of POSIX (ustar) stands behind name, rights and times of the first file. */
    private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};

    private static final int TAR_AT = 257;

    /** The object identifiers of PKCS #7, 1.2.840.113549.1.7, as DER writes them. */
    private static final byte[] CMS = HexFormat.of().parseHex("06092A864886F70D0107");

    /** The version of a session key packet, by which RFC 9580 lets a message begin. */
    private static final int PGP_KEY_PACKET = 3;

    private final byte[] magic;
    private final String words;

    BinaryKind(String hex, String words) {
        this.magic = HexFormat.of().parseHex(hex);
        this.words = words;
    }

    static Optional<String> of(byte[] head) {
        return Stream.of(values())
                .filter(kind -> begins(head, kind.magic))
                .findFirst()
                .map(kind -> kind.words)
                .or(
                        () ->
                                begins(head, ZIP) && isZip(head)
                                        ? Optional.of(zip(head))
                                        : Optional.empty())
                .or(
                        () ->
                                isTar(head)
                                        ? Optional.of("a tar archive; unpack it first")
                                        : Optional.empty())
                .or(() -> isCms(head) ? Optional.of("encrypted or signed (CMS)") : Optional.empty())
                .or(() -> isPgp(head) ? Optional.of("encrypted (PGP)") : Optional.empty());
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length
                && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    private static boolean isTar(byte[] head) {
        return head.length >= TAR_AT + TAR.length
                && Arrays.equals(head, TAR_AT, TAR_AT + TAR.length, TAR, 0, TAR.length);
    }

    private static boolean isZip(byte[] head) {
        return head.length >= 4 && head[2] >= 1 && head[2] <= 8;
    }

    /** Office files are archives, too; the names of what is inside tell them apart. */
    private static String zip(byte[] head) {
        String inside = new String(head, StandardCharsets.ISO_8859_1);
        if (inside.contains("xl/") || inside.contains("spreadsheet")) {
            return "an Excel file";
        }
        if (inside.contains("word/") || inside.contains("[Content_Types].xml")) {
            return "an Office file";
        }
        return "a ZIP archive; unpack it first";
    }

    private static boolean isCms(byte[] head) {
        return head[0] == 0x30
                && new String(head, 0, Math.min(head.length, 40), StandardCharsets.ISO_8859_1)
                        .contains(new String(CMS, StandardCharsets.ISO_8859_1));
    }

    private static boolean isPgp(byte[] head) {
        if (head.length < 4) {
            return false;
        }
        return switch (head[0] & 0xFF) {
            case 0x8C -> head[2] == 4;
            case 0xA3 -> head[1] >= 1 && head[1] <= 3;
            case 0xC3 -> head[2] == 4;
            case 0x84 -> head[2] == PGP_KEY_PACKET;
            case 0x85 -> head[3] == PGP_KEY_PACKET;
            case 0xC1 -> head[2] == PGP_KEY_PACKET || head[3] == PGP_KEY_PACKET;
            default -> false;
        };
    }
}

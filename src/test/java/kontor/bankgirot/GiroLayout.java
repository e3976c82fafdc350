package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.padded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same facts as Bankgirot writes them in its two layouts. */
enum GiroLayout {
    NEW,
    OLD;

    private static final String DAY = "20261127";

    /** Of advices, which must not be older than their mandates. */
    private static final String LATER = "20261217";

    /** Comments with which a change was carried out, so that end records count it. */
    private static final List<String> DONE = List.of("12", "14", "18");

    /** A payment in a specification or among rejects. */
    record Paid(String code, int payer, String reference, String says, long minor) {

        private boolean isDone() {
            return says.equals("0");
        }
    }

    /**
     * A payment that was cancelled or moved.
     *
     * @param newDay eight digits
     */
    record Changed(
            String record,
            String code,
            int payer,
            String reference,
            String comment,
            long minor,
            String newDay) {}

    /**
     * @param answers payer number, information code and comment, e.g. {@code 990000 04 32}
     */
    String advices(String... answers) {
        String records =
                Stream.of(answers)
                        .map(
                                one ->
                                        "73%s%016d%28s%s%s%s%s"
                                                .formatted(
                                                        BANKGIRO,
                                                        Integer.parseInt(one.substring(0, 6)),
                                                        "",
                                                        this == NEW ? "     " : "00000",
                                                        one.substring(7, 9),
                                                        one.substring(10),
                                                        LATER))
                        .map(BankgirotDesk::padded)
                        .collect(Collectors.joining());
        String opening =
                this == NEW
                        ? opening("AG-MEDAVI", LATER)
                        : "01%s9900%sAG-MEDAVI".formatted(LATER, BANKGIRO);
        return padded(opening) + records + padded("09%s9900%07d".formatted(LATER, answers.length));
    }

    private static String opening(String content, String written) {
        return "01AUTOGIRO              %-20s%-20s123456%s".formatted(written, content, BANKGIRO);
    }

    private static String oldOpening(String content) {
        return "01%sAUTOGIRO9900%-40s123456%s".formatted(DAY, content, BANKGIRO);
    }

    String specification(List<Paid> payments) {
        if (this == OLD) {
            return padded(oldOpening(""))
                    + payments.stream().map(this::result).collect(Collectors.joining())
                    + oldEnd(payments.stream().filter(Paid::isDone).toList());
        }
        var debits = of("82", payments);
        var credits = of("32", payments);
        return padded(opening("BET. SPEC & STOPP TK", DAY + "060102000123"))
                + group("15", debits)
                + group("16", credits)
                + padded(
                        "09%s9900%06d%012d%06d%012d%06d%012d"
                                .formatted(
                                        DAY,
                                        done(debits) > 0 ? 1 : 0,
                                        done(debits),
                                        done(credits) > 0 ? 1 : 0,
                                        done(credits),
                                        0,
                                        0));
    }

    private String group(String code, List<Paid> payments) {
        if (payments.isEmpty()) {
            return "";
        }
        long sum = payments.stream().filter(Paid::isDone).mapToLong(Paid::minor).sum();
        return padded(
                        "%s%035d%s%05d%018d   %08d "
                                .formatted(code, 1, DAY, sum > 0 ? 1 : 0, sum, done(payments)))
                + payments.stream().map(this::result).collect(Collectors.joining());
    }

    private String result(Paid one) {
        String paid = this == OLD && one.isDone() ? " " : one.says;
        return padded(
                "%s%s0    %016d%012d%s%-16s          %s"
                        .formatted(
                                one.code,
                                DAY,
                                one.payer,
                                one.minor,
                                BANKGIRO,
                                one.reference,
                                paid));
    }

    private static List<Paid> of(String code, List<Paid> payments) {
        return payments.stream().filter(one -> one.code.equals(code)).toList();
    }

    private static long done(List<Paid> payments) {
        return payments.stream().filter(Paid::isDone).count();
    }

    private static long sum(List<Paid> payments) {
        return payments.stream().mapToLong(Paid::minor).sum();
    }

    private static String oldEnd(List<Paid> counted) {
        var debits = of("82", counted);
        var credits = of("32", counted);
        return padded(
                "09%s9900%14s%012d%06d%06d0000%012d%012d"
                        .formatted(
                                DAY,
                                "",
                                sum(credits),
                                credits.size(),
                                debits.size(),
                                sum(debits),
                                0));
    }

    String rejected(List<Paid> payments) {
        var debits = of("82", payments);
        var credits = of("32", payments);
        String opening =
                this == NEW
                        ? opening("AVVISADE BET UPPDR", DAY)
                        : oldOpening("FELLISTA REG.KONTRL");
        return padded(opening)
                + payments.stream()
                        .map(
                                one ->
                                        padded(
                                                "%s%s0   %016d%012d%-16s%s"
                                                        .formatted(
                                                                one.code,
                                                                DAY,
                                                                one.payer,
                                                                one.minor,
                                                                one.reference,
                                                                one.says)))
                        .collect(Collectors.joining())
                + (this == OLD
                        ? oldEnd(payments)
                        : padded(
                                "09%s9900%06d%012d%06d%012d"
                                        .formatted(
                                                DAY,
                                                credits.size(),
                                                sum(credits),
                                                debits.size(),
                                                sum(debits))));
    }

    String changed(List<Changed> payments) {
        String content = this == NEW ? "MAKULERING/\u00c4NDRING" : "MAK/\u00c4NDRINGSLISTA";
        var counted =
                payments.stream()
                        .filter(one -> DONE.contains(one.comment))
                        .map(one -> new Paid(one.code, one.payer, "", "", one.minor))
                        .toList();
        return padded(this == NEW ? opening(content, DAY) : oldOpening(content))
                + payments.stream()
                        .map(
                                one ->
                                        padded(
                                                "%s%s%016d%s%012dREFERENS%s%-16s%s"
                                                        .formatted(
                                                                one.record,
                                                                DAY,
                                                                one.payer,
                                                                one.code,
                                                                one.minor,
                                                                one.newDay,
                                                                one.reference,
                                                                one.comment)))
                        .collect(Collectors.joining())
                + oldEnd(counted);
    }

    /** A line of the register, of a payer with an account of that number. */
    String registered(int payer, String status) {
        String of = "%s198112189876%016d1".formatted(BANKGIRO, payer);
        String account = "5001000001234571";
        return padded(
                this == NEW
                        ? of + "262026010120260102" + status + "      " + account
                        : of + "62026010120260102" + status + "000000" + account);
    }
}

package kontor.autogiro;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of sections that files have; a file has one kind only. */
public enum Section {
    /** To Bankgirot: mandates, payments, or changes of them. Has no end record. */
    ORDERS("IN", "01", ""),
    /** What was collected, paid out, refused or refunded. */
    PAYMENTS("OUT.SPEC", "01", "09"),
    OLD_PAYMENTS("OLD.SPEC", "01", "09"),
    /** What became of mandates. */
    ADVICES("OUT.MEDAVI", "01", "09"),
    OLD_ADVICES("OLD.MEDAVI", "01", "09"),
    /** Orders that Bankgirot did not take. */
    REJECTED("OUT.REJ", "01", "09"),
    OLD_REJECTED("OLD.REJ", "01", "09"),
    /** Payments cancelled or moved, as asked for or not. */
    CHANGED("OUT.CHG", "01", "09"),
    OLD_CHANGED("OLD.CHG", "01", "09"),
    /** Mandates that payers made in their internet banks. */
    BANK_MANDATES("OUT.EMED", "51", "59"),
    /** Payments that wait for their day. */
    WAITING("OUT.WATCH", "01", "09"),
    /** The mandate register; has neither opening nor end record. */
    REGISTER("OUT.MREG", Section.NONE, ""),
    OLD_REGISTER("OLD.MREG", Section.NONE, ""),
    /** Incoming payments with their references; ended on 27 November 2026. */
    BGMAX("BGMAX", "01", "70");

    /** Stands for the code of records that have none. */
    static final String NONE = "--";

    private static final int CODE = 2;

    /** The field of opening records that names the kind of report. */
    private static final String KIND = "content";

    private final String id;
    private final String opens;
    private final String ends;

    Section(String id, String opens, String ends) {
        this.id = id;
        this.opens = opens;
        this.ends = ends;
    }

    /**
     * Which section a line opens: the one whose opening record has most of its fixed texts. Some
     * opening records name no kind; one that names an unknown kind in their manner is none of them.
     */
    static Optional<Section> openedBy(String line) {
        return Stream.of(values())
                .filter(section -> section.isOpenedBy(line))
                .max(Comparator.comparingInt(section -> section.form(section.opens).fixedLength()))
                .filter(section -> section.form(section.opens).has(KIND) || !namesAKind(line));
    }

    private static boolean namesAKind(String line) {
        return nearForms(line).anyMatch(form -> !form.field(KIND).isBlankOrZeros(line));
    }

    private static Stream<RecordForm> nearForms(String line) {
        return Stream.of(values())
                .filter(Section::hasCodes)
                .map(section -> section.form(section.opens))
                .filter(form -> form.fitsBut(KIND, line));
    }

    private boolean isOpenedBy(String line) {
        var form = form(opens);
        return hasCodes() ? form.fits(line) : form.problem(line).isEmpty();
    }

    /** What is wrong with a line that opens a section but for the kind of report that it names. */
    static Optional<String> nearly(String line) {
        var forms = nearForms(line).map(form -> form.field(KIND)).toList();
        return forms.stream()
                .findFirst()
                .map(
                        kind ->
                                "columns %d-%d '%s' are none of %s"
                                        .formatted(
                                                kind.from(),
                                                kind.to(),
                                                kind.in(line).strip(),
                                                forms.stream()
                                                        .map(Field::value)
                                                        .collect(Collectors.joining(", "))));
    }

    boolean hasCodes() {
        return !opens.equals(NONE);
    }

    /** Each of its sections ends with a record that counts; extracts of registers have neither. */
    public boolean hasEnd() {
        return !ends.isEmpty();
    }

    String opens() {
        return opens;
    }

    String ends() {
        return ends;
    }

    String codeOf(String line) {
        return hasCodes() ? line.substring(0, CODE) : NONE;
    }

    /** How such a record is laid out; empty for a code that this section does not have. */
    Optional<RecordForm> form(String code, String line) {
        // The manual prints the end record of old rejects in the manner of old specifications, too.
        boolean likePayments =
                this == OLD_REJECTED && code.equals(ends) && line.substring(14, 28).isBlank();
        return RecordForm.find(likePayments ? OLD_PAYMENTS.id : id, code);
    }

    RecordForm form(String code) {
        return RecordForm.find(id, code)
                .orElseThrow(() -> new IllegalStateException(this + " has no record " + code));
    }

    /** From Bankgirot; what it says has happened. */
    public boolean isReport() {
        return this != ORDERS;
    }
}

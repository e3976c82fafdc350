package kontor.autogiro;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One record of a file, checked by its form. Fields have the names of {@code
 * tables/autogiro_records.csv}; asking for one that the record does not have is a bug.
 */
public final class AutogiroRecord {

    private final Section section;
    private final String code;
    private final RecordForm form;
    private final int line;
    private final String content;

    AutogiroRecord(Section section, String code, RecordForm form, int line, String content) {
        this.section = section;
        this.code = code;
        this.form = form;
        this.line = line;
        this.content = content;
    }

    /** The kind of section it stands in. */
    public Section section() {
        return section;
    }

    /** Its transaction code, e.g. {@code 82}; {@code --} where records have none. */
    public String code() {
        return code;
    }

    /** It begins a section; in a register there is one section, which begins with line 1. */
    public boolean opensSection() {
        return section.hasCodes() ? code.equals(section.opens()) : line == 1;
    }

    /** Its line in the file, counted from 1. */
    public int line() {
        return line;
    }

    /** Whether records of its kind have this field. */
    public boolean has(String field) {
        return form.has(field);
    }

    /** Without the blanks around it. */
    public String text(String field) {
        return form.field(field).in(content).strip();
    }

    /** A text, where there is one: blanks and zeros are none. */
    public Optional<String> filled(String field) {
        return form.field(field).isBlankOrZeros(content)
                ? Optional.empty()
                : Optional.of(text(field));
    }

    /** Digits without leading zeros, e.g. a payer number or a bankgiro; empty for none. */
    public String digits(String field) {
        String text = text(field);
        int start = 0;
        while (start < text.length() && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start);
    }

    /** A number, e.g. an amount in ore; empty where it is blank, or in a refused order none. */
    public Optional<Long> number(String field) {
        var known = form.field(field);
        return known.kind() == Field.Kind.SIGNED ? known.signed(content) : known.number(content);
    }

    /** The day; empty where none is given. */
    public Optional<LocalDate> date(String field) {
        return form.field(field).date(content);
    }

    /** GENAST: on the next possible bank day. */
    public boolean isAsSoonAsPossible() {
        return text("pay_date").equals(Field.AS_SOON_AS_POSSIBLE);
    }

    /** The 80 characters. */
    public String content() {
        return content;
    }

    /**
     * What it says, field by field: the same for records that say the same, whatever stands between
     * their fields and behind them.
     */
    public String words() {
        return form.fields().stream()
                .filter(field -> field.kind().says())
                .map(field -> field.in(content).strip())
                .collect(Collectors.joining("|"));
    }

    /** What kind of record it is, in words. */
    public String title() {
        return form.title();
    }

    RecordForm form() {
        return form;
    }

    /**
     * A fault of it that its reader finds.
     *
     * @param reason behind the number of its line
     */
    public MalformedAutogiro malformed(String reason) {
        return new MalformedAutogiro(line, reason);
    }
}

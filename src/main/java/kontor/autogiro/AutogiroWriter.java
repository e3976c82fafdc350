package kontor.autogiro;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes records one after the other, each with 80 characters and CR LF. What it writes passes the
 * checks of the reader: a record out of order, or a value that does not fit, is a bug of who
 * writes. Closing it flushes; an open section must have been ended.
 */
public final class AutogiroWriter implements AutoCloseable {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final OutputStream out;
    private final Section section;
    private int line;
    private @Nullable Course course;

    public AutogiroWriter(OutputStream out, Section section) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.section = section;
    }

    /** Begins the next record: its fields are set, then it is written. */
    public Draft record(String code) {
        return new Draft(code, section.form(code));
    }

    /** The end record of the section, with its counts and sums. */
    public void end(LocalDate written) {
        var open = course;
        if (open == null) {
            throw new IllegalStateException("no section is open");
        }
        var end = record(section.ends());
        if (end.form.has("written_date")) {
            end.set("written_date", written);
        }
        for (Field field : end.form.fields()) {
            if (field.name().startsWith("n_") || field.name().startsWith("sum_")) {
                end.set(field.name(), open.tally().of(field.name()));
            }
        }
        end.write();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (course != null && section.hasEnd()) {
            throw new IllegalStateException("the last section has no end record");
        }
    }

    /** A record being filled. */
    public final class Draft {

        private final String code;
        private final RecordForm form;
        private final char[] chars;

        private Draft(String code, RecordForm form) {
            this.code = code;
            this.form = form;
            this.chars = form.empty().toCharArray();
        }

        /** Digits into a number, filled with zeros; any other text left-aligned. */
        public Draft set(String name, String value) {
            var field = form.field(name);
            boolean digits = field.kind() == Field.Kind.NUMBER || field.kind() == Field.Kind.SIGNED;
            boolean filled = digits || field.kind() == Field.Kind.RAW && isNumber(value);
            return filled ? fill(field, value) : put(field, value);
        }

        private static boolean isNumber(String value) {
            return !value.isEmpty() && value.chars().allMatch(one -> one >= '0' && one <= '9');
        }

        public Draft set(String name, long value) {
            return fill(form.field(name), Long.toString(value));
        }

        public Draft set(String name, LocalDate day) {
            var field = form.field(name);
            String text = DateTimeFormatter.BASIC_ISO_DATE.format(day);
            return put(field, text.substring(text.length() - field.length()));
        }

        private Draft put(Field field, String value) {
            require(value.length() <= field.length(), field, value);
            for (int i = 0; i < value.length(); i++) {
                char one = value.charAt(i);
                boolean fits = one >= ' ' && one < 0x7F || one >= 0xA0 && one <= 0xFF;
                require(fits, field, value);
                chars[field.from() - 1 + i] = one;
            }
            return this;
        }

        private Draft fill(Field field, String digits) {
            require(digits.length() <= field.length(), field, digits);
            int start = field.to() - digits.length();
            for (int i = field.from() - 1; i < field.to(); i++) {
                chars[i] = i < start ? '0' : digits.charAt(i - start);
            }
            return this;
        }

        private void require(boolean fits, Field field, String value) {
            if (!fits) {
                throw new IllegalStateException(
                        "record %s: '%s' does not fit into %s of %d columns"
                                .formatted(form.id(), value, field.name(), field.length()));
            }
        }

        public void write() {
            line++;
            String content = new String(chars);
            form.problem(content)
                    .ifPresent(
                            problem -> {
                                throw new IllegalStateException(form.id() + ": " + problem);
                            });
            take(new AutogiroRecord(section, code, form, line, content));
            try {
                out.write(content.getBytes(StandardCharsets.ISO_8859_1));
                out.write(LINE_END);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void take(AutogiroRecord record) {
        try {
            var open = course;
            if (open == null
                    || section == Section.ORDERS && record.code().equals(section.opens())) {
                course = new Course(record);
            } else if (record.code().equals(section.ends())) {
                open.end(record);
                course = null;
            } else {
                open.add(record);
            }
        } catch (MalformedAutogiro wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }
}

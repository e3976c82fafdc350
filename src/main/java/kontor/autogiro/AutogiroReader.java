package kontor.autogiro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import kontor.seals.Seal;
import kontor.seals.SealKey;
import org.jspecify.annotations.Nullable;

/** Reads the records of a file, one after the other, each checked before it is passed on. */
public final class AutogiroReader {

    /**
     * A register has no opening record: a bankgiro, a payer number, and digits to about the end.
     */
    private static final String REGISTERED = "00[0-9]{24}[0-9 ]{44,64}[\\r\\n]";

    private static final Pattern BEGINNING =
            Pattern.compile(
                    "^(\u00ef\u00bb\u00bf)?(00[0-9]{6}HMAC *[\\r"
                            + "\\n"
                            + "]+)?(01(AUTOGIRO|BGMAX)|(01|51)[0-9]{6,8}(AUTOGIRO|9900)|%s)"
                                    .formatted(REGISTERED));

    private static final int MOST_LOOKED_AT = 1_000;

    private final LineReader lines;
    private final Consumer<AutogiroRecord> handler;
    private final SealedLines sealed;
    private @Nullable Section kind;
    private @Nullable Course course;
    private int sections;

    private AutogiroReader(
            InputStream in, Optional<SealKey> key, Consumer<AutogiroRecord> handler) {
        this.lines = new LineReader(in);
        this.handler = handler;
        this.sealed = new SealedLines(key);
    }

    /**
     * What kind of file it is, told by its first line, in a sealed one by its second; empty when it
     * is none of these.
     */
    public static Optional<Section> recognize(InputStream beginning) {
        try {
            // Other files may be one line of a gigabyte.
            var first = new ByteArrayInputStream(beginning.readNBytes(MOST_LOOKED_AT));
            var lines = new LineReader(first);
            var line = lines.next();
            return (line.filter(Seal::opens).isPresent() ? lines.next() : line)
                    .flatMap(Section::openedBy);
        } catch (MalformedAutogiro _) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Whether it begins as such a file does, be it whole or not: what is wrong with its first line
     * is told when it is read.
     */
    public static boolean looksLike(InputStream beginning) {
        try {
            String start = new String(beginning.readNBytes(3 * RecordForm.LINE), ISO_8859_1);
            return BEGINNING.matcher(start).find();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Passes on opening, detail and end records, in the order of the file.
     *
     * @return the kind of its sections
     * @throws MalformedAutogiro with the line, for the first thing that is wrong
     */
    public static Section read(InputStream in, Consumer<AutogiroRecord> handler) {
        return read(in, Optional.empty(), handler);
    }

    /**
     * The same of a file whose seal is judged where it has one: also when it was sealed with
     * another key, or changed since, it is malformed. Records are passed on before that is known.
     *
     * @param key absent where the seal can be judged by its place only
     */
    public static Section read(
            InputStream in, Optional<SealKey> key, Consumer<AutogiroRecord> handler) {
        return new AutogiroReader(in, key, handler).read();
    }

    /**
     * A record that was read before and kept by its content.
     *
     * @param line on which it stood
     */
    public static AutogiroRecord again(Section section, int line, String content) {
        String code = section.codeOf(content);
        var form = section.form(code, content);
        if (form.isEmpty()) {
            throw new IllegalStateException(section + " has no record " + code);
        }
        return new AutogiroRecord(section, code, form.get(), line, content);
    }

    private Section read() {
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!sealed.isSeal(lines.line(), line.get(), isBetweenSections())) {
                take(line.get());
            }
        }
        sealed.end(lines.line());
        var open = course;
        if (open != null && open.opening().section().hasEnd()) {
            throw new MalformedAutogiro(
                    lines.line(),
                    "the file ends without its end record %s; a part of it is missing"
                            .formatted(open.opening().section().ends()));
        }
        var read = kind;
        if (read == null) {
            throw new MalformedAutogiro(1, "the file is empty");
        }
        return read;
    }

    /** Where a seal may end: it covers whole sections. */
    private boolean isBetweenSections() {
        var open = course;
        return open == null || !open.opening().section().hasEnd();
    }

    private void take(String line) {
        var open = course;
        if (open == null || opensAnother(open, line)) {
            open(line);
            return;
        }
        var section = open.opening().section();
        String code = section.codeOf(line);
        var form = section.form(code, line);
        if (form.isEmpty()) {
            requirePassedOver(section, code);
        } else {
            add(open, record(section, code, form.get(), line));
        }
    }

    private void add(Course open, AutogiroRecord record) {
        var section = record.section();
        if (record.code().equals(section.opens()) && section.hasCodes()) {
            throw record.malformed("a section is opened before the one before it has ended");
        }
        if (record.code().equals(section.ends())) {
            open.end(record);
            course = null;
        } else {
            open.add(record);
        }
        handler.accept(record);
    }

    private static boolean opensAnother(Course open, String line) {
        var section = open.opening().section();
        return section == Section.ORDERS && section.codeOf(line).equals(section.opens());
    }

    private void open(String line) {
        var opened = Section.openedBy(line);
        if (opened.isEmpty()) {
            throw new MalformedAutogiro(
                    lines.line(),
                    sections == 0
                            ? "is no opening record of a file of Bankgirot"
                                    + Section.nearly(line).map(why -> "; " + why).orElse("")
                            : "a section must begin with its opening record");
        }
        var section = opened.get();
        if (kind != null && kind != section) {
            throw new MalformedAutogiro(
                    lines.line(), "the file has sections of two kinds: " + kind + ", " + section);
        }
        kind = section;
        sections++;
        String code = section.codeOf(line);
        var record = record(section, code, section.form(code), line);
        course = new Course(record);
        handler.accept(record);
    }

    private AutogiroRecord record(Section section, String code, RecordForm form, String line) {
        var problem = form.problem(line);
        if (problem.isPresent()) {
            throw new MalformedAutogiro(
                    lines.line(), "%s, %s".formatted(form.title(), problem.get()));
        }
        return new AutogiroRecord(section, code, form, lines.line(), line);
    }

    /** BgMax has records that its readers must pass over; nothing else has. */
    private void requirePassedOver(Section section, String code) {
        if (section != Section.BGMAX) {
            throw new MalformedAutogiro(
                    lines.line(), "there is no record '%s' in such a file".formatted(code));
        }
    }
}

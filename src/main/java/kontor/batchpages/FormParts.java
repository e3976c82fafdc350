package kontor.batchpages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.forms.Typed;
import kontor.http.Call;
import kontor.resources.ArrivingForm;
import kontor.uploads.Arriving;
import kontor.uploads.UploadKind;
import kontor.visits.ForeignForm;
import kontor.visits.FormFields;
import kontor.visits.Visitor;

/**
 * The parts of a page's form with a file, as the input of a batch. The token of the session stands
 * before the file: until it has come, nothing of the file is read.
 */
final class FormParts implements Arriving.Parts {

    private static final String FILE = "file";

    private final Call call;
    private final Visitor visitor;
    private final String contentType;
    private final Arriving.Parts parts;
    private final Map<String, String> typed = new LinkedHashMap<>();
    private boolean own;

    /** What the form says of its file by its name, after the file itself. */
    private Optional<Arriving.Part> pending = Optional.empty();

    /**
     * @param contentType of such files, without {@code +csv} or {@code +json}
     */
    FormParts(Call call, Visitor visitor, String contentType) {
        this.call = call;
        this.visitor = visitor;
        this.contentType = contentType;
        var form = call.form().orElseThrow(FormParts::foreign);
        this.parts = () -> form.next().map(ArrivingForm::part);
    }

    /** What was typed beside the file. */
    FormFields fields() {
        return FormFields.of(typed);
    }

    Call call() {
        return call;
    }

    @Override
    public Optional<Arriving.Part> next() {
        if (pending.isPresent()) {
            var next = pending;
            pending = Optional.empty();
            return next;
        }
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            var taken = taken(part.get());
            if (taken.isPresent()) {
                return taken;
            }
        }
        requireOwn();
        return Optional.empty();
    }

    private Optional<Arriving.Part> taken(Arriving.Part part) {
        if (part.name().equals(FILE)) {
            requireOwn();
            return file(part);
        }
        String text = part.text().strip();
        typed.put(part.name(), text);
        own = own || isOwn();
        boolean isOfPage = part.name().equals(FormFields.TOKEN) || part.name().equals(Typed.KEY);
        return isOfPage || text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Field(part.name(), text));
    }

    /** A browser sends a part without a name where no file was chosen. */
    private Optional<Arriving.Part> file(Arriving.Part part) {
        String name = part.fileName().orElse("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!contentType.equals(UploadKind.CSV)) {
            boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
            String type = contentType + (json ? "+json" : "+csv");
            pending = Optional.of(new Field(UploadKind.FILE_TYPE, type));
        }
        return Optional.of(part);
    }

    private boolean isOwn() {
        if (!typed.containsKey(FormFields.TOKEN)) {
            return false;
        }
        visitor.requireOwn(fields());
        return true;
    }

    private void requireOwn() {
        if (!own) {
            throw foreign();
        }
    }

    private static ForeignForm foreign() {
        return new ForeignForm("the form has no token of this session; load the page again");
    }

    /** A field that is no file. */
    private record Field(String name, String text) implements Arriving.Part {

        @Override
        public Optional<String> fileName() {
            return Optional.empty();
        }

        @Override
        public Arriving.Content content() {
            throw new IllegalStateException(name + " is no file");
        }
    }
}

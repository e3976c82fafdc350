package kontor.resources;

import java.util.Optional;
import kontor.http.Call;
import kontor.http.MultipartForm;
import kontor.uploads.Arriving;

/** The body of a request that brings many things, as those take it who store it. */
public final class ArrivingForm {

    private ArrivingForm() {}

    /** A form where the request sends one, else its body. */
    public static Arriving of(Call call) {
        return call.form()
                .<Arriving>map(form -> new Arriving.Form(() -> form.next().map(ArrivingForm::part)))
                .orElseGet(() -> new Arriving.Body(call::stream));
    }

    public static Arriving.Part part(MultipartForm.Part part) {
        return new PartOfForm(part);
    }

    private record PartOfForm(MultipartForm.Part part) implements Arriving.Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public Optional<String> fileName() {
            return part.fileName();
        }

        @Override
        public Arriving.Content content() {
            return part::content;
        }

        @Override
        public String text() {
            return part.text();
        }
    }
}

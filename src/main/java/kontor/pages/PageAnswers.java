package kontor.pages;

import java.util.Map;
import kontor.http.Answer;
import kontor.http.AnswerKind;
import kontor.http.Failure;

/** A no as a page of the house: what, why, what to do now, and the request id to quote. */
final class PageAnswers implements AnswerKind {

    private final Pages pages;

    PageAnswers(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Answer words(Failure failure) {
        if (failure.status() == 303) {
            return Answer.bytes(303, Pages.HTML, new byte[0]);
        }
        var no = new No(failure.status(), heading(failure), next(failure), failure);
        var frame = Frame.open(no.heading(), Theme.SYSTEM);
        return pages.html(failure.status(), "pages/no.jte", Map.of("frame", frame, "view", no));
    }

    @Override
    public boolean isDocumented() {
        return false;
    }

    private static String heading(Failure failure) {
        return switch (failure.status()) {
            case 400 -> "This cannot be read";
            case 401 -> "The session has ended";
            case 403 -> isForeign(failure) ? "Not from a page of Kontor" : "Not for this role";
            case 404 -> "There is nothing here";
            case 405 -> "This address is not for that";
            case 409, 412 -> "Somebody changed it meanwhile";
            case 410 -> "It is gone";
            case 413 -> "This is too large";
            case 425, 429 -> "Too much at once";
            case 503 -> "Kontor cannot answer now";
            default -> failure.status() < 500 ? "This did not work" : "Something broke";
        };
    }

    private static boolean isForeign(Failure failure) {
        return failure.code().equals("foreign_form");
    }

    private static String next(Failure failure) {
        return switch (failure.status()) {
            case 401 -> "Sign in again. Nothing was changed.";
            case 403 ->
                    isForeign(failure)
                            ? "Nothing was changed."
                            : "Whoever manages roles can grant the permission. Nothing was"
                                    + " changed.";
            case 404 ->
                    "The address may be mistyped, or what it names belongs to another organization"
                            + " or is hidden from this role.";
            case 409, 412 -> "Go back, load the page again and look at what is new.";
            case 425, 429, 503 -> "Wait some seconds and load the page again.";
            default -> "Nothing was changed.";
        };
    }
}

package kontor.bankpages;

import kontor.connections.StoredConnection;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;

/** Where the pages of one connection are, and the frame around those below its own. */
record ConnectionPlace(StoredConnection one) {

    private static final Frame.Crumb FILES = new Frame.Crumb("Bank files", "/files");

    /** That of a request; refused as the door does. */
    static ConnectionPlace of(BankFiles files, Call call) {
        return new ConnectionPlace(
                ErrorAnswers.orThrow(files.connection(call.caller(), call.id("id"))));
    }

    String path() {
        return "/files/connections/" + one.id();
    }

    String name() {
        return one.connection().name();
    }

    Frame frame(Pages pages, Call call) {
        return pages.frame(call, Section.FILES, name(), FILES);
    }

    /**
     * @param title of a page below
     */
    Frame frameBelow(Pages pages, Call call, String title) {
        return pages.frame(call, Section.FILES, title, FILES, new Frame.Crumb(name(), path()));
    }
}

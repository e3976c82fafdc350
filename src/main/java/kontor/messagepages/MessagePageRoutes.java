package kontor.messagepages;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.bankfiles.BankFileRoutes;
import kontor.bankfiles.BankFiles;
import kontor.bankfiles.Direction;
import kontor.bankfiles.Excerpt;
import kontor.bankfiles.PrintedLine;
import kontor.banks.InboxFiles;
import kontor.banks.Instructions;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;

/** The page of what is in a file, and the file itself. */
public final class MessagePageRoutes {

    private static final String PAYMENT = "paymentId";
    private static final String LINE = "line";

    /** Never a type that a browser would show or run: what is in a bank's file is a stranger's. */
    private static final String BYTES = "application/octet-stream";

    private static final String INDENT = "  ";
    private static final int DEEPEST_INDENT = 30;
    private static final int LONGEST_LINE_NUMBER = 15;

    private final Pages pages;
    private final BankFiles files;

    public MessagePageRoutes(Pages pages, BankFiles files) {
        this.pages = pages;
        this.files = files;
    }

    /**
     * What the page shows.
     *
     * @param payment the payment that is looked for; empty where the file is read on
     * @param isReadable whether there is text to show
     * @param isFound whether the payment stands in it by its id
     * @param further the address of what comes after; empty at the end
     */
    public record View(
            String file,
            String path,
            String size,
            String payment,
            boolean isReadable,
            boolean isFound,
            boolean isBegun,
            List<Row> rows,
            String further) {}

    /**
     * A line.
     *
     * @param number empty for lines that are left out, which {@code left} tells
     */
    public record Row(
            String number,
            String indent,
            List<PrintedLine.Part> parts,
            boolean isMarked,
            String left) {}

    public void register(Routes routes) {
        register(routes, "/files/out/{id}", Direction.OUT, Instructions.READ);
        register(routes, "/files/in/{id}", Direction.IN, InboxFiles.READ);
    }

    private void register(Routes routes, String path, Direction direction, Use read) {
        routes.add(
                pages.route(path + "/message", read)
                        .wholeOrganization()
                        .filters(PAYMENT, LINE)
                        .by(call -> message(call, direction)));
        routes.add(
                pages.route(path + "/content", read)
                        .wholeOrganization()
                        .gives(BYTES)
                        .by(call -> bytes(call, direction)));
    }

    private Answer message(Call call, Direction direction) {
        var content = orThrow(files.content(call.caller(), direction, call.id("id")));
        var payment = call.query().id(PAYMENT);
        long from = from(call);
        var excerpt = payment.map(content::around).orElseGet(() -> content.page(from));
        var file = content.file();
        String path = "/files/" + (direction == Direction.OUT ? "out/" : "in/") + file.id();
        var view = view(content, payment, from, excerpt, path);
        var frame =
                pages.frame(
                        call,
                        Section.FILES,
                        "Message",
                        new Frame.Crumb("Bank files", "/files"),
                        new Frame.Crumb(file.name(), path));
        return pages.show(frame, "messagepages/message.jte", view);
    }

    private static View view(
            BankFiles.Content content,
            Optional<UUID> payment,
            long from,
            Excerpt excerpt,
            String path) {
        return new View(
                content.file().name(),
                path,
                Figures.count(content.file().size()),
                payment.map(UUID::toString).orElse(""),
                excerpt.isReadable(),
                excerpt.isFound(),
                payment.isEmpty() && from == 1,
                excerpt.rows().stream().map(MessagePageRoutes::row).toList(),
                excerpt.next().map(next -> path + "/message?" + LINE + "=" + next).orElse(""));
    }

    /** What is no number is the first line. */
    private static long from(Call call) {
        return call.query()
                .text(LINE)
                .filter(text -> text.matches("[1-9][0-9]*"))
                .filter(text -> text.length() <= LONGEST_LINE_NUMBER)
                .map(Long::parseLong)
                .orElse(1L);
    }

    private static Row row(Excerpt.Row row) {
        Optional<PrintedLine> line = row.line();
        if (line.isEmpty()) {
            String lines = row.skipped() == 1 ? "1 line" : Figures.count(row.skipped()) + " lines";
            return new Row("", "", List.of(), false, lines);
        }
        return new Row(
                Figures.count(line.get().number()),
                INDENT.repeat(Math.min(line.get().depth(), DEEPEST_INDENT)),
                line.get().parts(),
                row.isMarked(),
                "");
    }

    private Answer bytes(Call call, Direction direction) {
        return BankFileRoutes.download(
                orThrow(files.content(call.caller(), direction, call.id("id"))));
    }
}

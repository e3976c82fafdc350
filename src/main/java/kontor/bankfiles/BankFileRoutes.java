package kontor.bankfiles;

import static kontor.http.ErrorAnswers.orThrow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import kontor.banks.InboxFiles;
import kontor.banks.Instructions;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;

/** The bytes of bank files over HTTP; Kontor's own. A download is told to the security log. */
public final class BankFileRoutes {

    /** Never a type that a browser would show or run: what is in a bank's file is a stranger's. */
    private static final String BYTES = "application/octet-stream";

    private final BankFiles files;

    public BankFileRoutes(BankFiles files) {
        this.files = files;
    }

    public void register(Routes routes) {
        register(
                routes, Direction.OUT, "/connectivity/v2beta/instructions/{id}", Instructions.READ);
        register(routes, Direction.IN, "/connectivity/v2beta/inbox-files/{id}", InboxFiles.READ);
    }

    private void register(Routes routes, Direction direction, String path, Use read) {
        routes.add(
                Route.get(path + "/content")
                        .needs(read)
                        .wholeOrganization()
                        .gives(BYTES)
                        .answers(200, "FileContent")
                        .by(call -> content(call, direction)));
        routes.add(
                Route.get(path + "/place")
                        .needs(read)
                        .wholeOrganization()
                        .filters("paymentId")
                        .answers(200, "PaymentPlace")
                        .by(call -> place(call, direction)));
    }

    private Answer content(Call call, Direction direction) {
        return download(orThrow(files.content(call.caller(), direction, call.id("id"))));
    }

    /** The file as it left or came, for somebody who keeps it. */
    public static Answer download(BankFiles.Content content) {
        String name =
                URLEncoder.encode(content.file().name(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        return Answer.streamed(200, BYTES, content::writeTo)
                .with("Content-Disposition", "attachment; filename*=UTF-8''" + name);
    }

    private Answer place(Call call, Direction direction) {
        var content = orThrow(files.content(call.caller(), direction, call.id("id")));
        UUID payment =
                call.query()
                        .id("paymentId")
                        .orElseThrow(() -> new InvalidRequest(Fault.required("paymentId")));
        return Answer.json(200, orThrow(content.place(payment)).view());
    }
}

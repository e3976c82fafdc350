package kontor.mandatepapers;

import static kontor.http.ErrorAnswers.orThrow;

import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;

/** Mandates on paper over HTTP. */
public final class PaperRoutes {

    private static final String ONE = "/payments/v2beta/mandates/{id}";

    private final MandatePapers papers;

    public PaperRoutes(MandatePapers papers) {
        this.papers = papers;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(ONE + "/pdf")
                        .needs(MandatePapers.FORM)
                        .externalIds()
                        .gives(Paper.PDF)
                        .answers(200, "MandateDocument")
                        .by(this::form));
        routes.add(
                Route.get(ONE + "/history-pdf")
                        .needs(MandatePapers.HISTORY)
                        .externalIds()
                        .gives(Paper.PDF)
                        .answers(200, "MandateDocument")
                        .by(this::history));
    }

    private Answer form(Call call) {
        return download(orThrow(papers.form(call.caller(), call.reference("id"))));
    }

    private Answer history(Call call) {
        return download(orThrow(papers.history(call.caller(), call.reference("id"))));
    }

    /** The document, for somebody who keeps it. */
    public static Answer download(Paper paper) {
        return Answer.streamed(200, Paper.PDF, (Answer.Writer) paper::writeTo)
                .with(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + paper.name() + ".pdf");
    }
}

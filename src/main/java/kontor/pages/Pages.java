package kontor.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Use;
import kontor.http.Answer;
import kontor.http.AnswerKind;
import kontor.http.Call;
import kontor.http.Route;
import kontor.visits.Cookies;

/** Makes pages out of templates, and routes whose answers are pages. */
public final class Pages {

    /** What a browser may load and do on a page: ours, and nothing inline. */
    public static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src"
                    + " 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'";

    static final String HTML = "text/html; charset=utf-8";

    /** What the last change did, for the page that comes after it; taken when it is shown. */
    private static final String NOTICE = "notice";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "templates");

    private final AnswerKind kind = new PageAnswers(this);
    private final Framer framer;

    public Pages(Framer framer) {
        this.framer = framer;
    }

    /** The kind of routes that say no with a page. */
    public AnswerKind kind() {
        return kind;
    }

    /** A page for people who are signed in and may {@code use}. */
    public Route.Builder route(String path, Use use) {
        return Route.get(path).session().needs(use).says(kind).gives("text/html").answers(200, "");
    }

    /** A form of a page for people who are signed in and may {@code use}. */
    public Route.Builder form(String path, Use use) {
        return Route.post(path)
                .session()
                .needs(use)
                .takes(Route.Body.FORM)
                .says(kind)
                .gives("text/html")
                .answers(303, "");
    }

    /** A page that anybody may open. */
    public Route.Builder open(String path) {
        return Route.get(path).guest().says(kind).gives("text/html").answers(200, "");
    }

    /** A form that anybody may send, from a page of ours. */
    public Route.Builder openForm(String path) {
        return Route.post(path)
                .guest()
                .takes(Route.Body.FORM)
                .says(kind)
                .gives("text/html")
                .answers(303, "");
    }

    /** The frame of a page in a section. */
    public Frame frame(Call call, Section section, String title, Frame.Crumb... crumbs) {
        var cookies = Cookies.of(call.header("Cookie").orElse(null));
        return new Frame(
                title,
                Optional.of(section),
                List.of(crumbs),
                call.visitor().map(framer::viewer),
                Theme.of(cookies),
                cookies.value(NOTICE).flatMap(Notices::read));
    }

    /** The frame of a page that needs nobody; with the rail where somebody is signed in. */
    public Frame openFrame(Call call, String title) {
        var cookies = Cookies.of(call.header("Cookie").orElse(null));
        var notice = cookies.value(NOTICE).flatMap(Notices::read);
        return Frame.open(title, Theme.of(cookies), notice);
    }

    /**
     * A page.
     *
     * @param template its path under {@code src/main/jte}; has the parameters {@code frame} and
     *     {@code view}
     */
    public Answer show(Frame frame, String template, Object view) {
        return show(200, frame, template, view);
    }

    /** The same with another status, as for a form that needs a change. */
    public Answer show(int status, Frame frame, String template, Object view) {
        var parameters = new HashMap<String, Object>();
        parameters.put("frame", frame);
        parameters.put("view", view);
        var answer = html(status, template, parameters);
        // A notice is shown once, whatever else the page has to say.
        return frame.notice().isPresent() ? answer.and("Set-Cookie", gone(NOTICE)) : answer;
    }

    Answer html(int status, String template, Map<String, Object> parameters) {
        var output = new Utf8ByteOutput();
        engine.render(template, parameters, output);
        var bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Answer.bytes(status, HTML, FaultLinks.resolved(bytes.toByteArray()))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "same-origin")
                .with("Vary", "Cookie, HX-Request");
    }

    /** After a change the browser asks for another page, so that a reload repeats nothing. */
    public static Answer goTo(String path) {
        return Answer.bytes(303, HTML, new byte[0]).with("Location", path);
    }

    /**
     * The same, with what was done.
     *
     * @param notice one sentence without secrets
     */
    public static Answer goTo(String path, String notice) {
        return goTo(path)
                .and(
                        "Set-Cookie",
                        NOTICE
                                + "="
                                + Notices.write(notice)
                                + "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    }

    private static String gone(String cookie) {
        return cookie + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
    }
}

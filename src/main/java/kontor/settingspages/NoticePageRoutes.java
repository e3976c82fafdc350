package kontor.settingspages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.mail.Outbox;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.prenotifications.Language;
import kontor.prenotifications.NoticeDoor;
import kontor.prenotifications.NoticePatch;
import kontor.prenotifications.NoticeSettings;
import kontor.prenotifications.NoticeText;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** Whether and how payers are told of collections, and in whose words. */
public final class NoticePageRoutes {

    private static final String PATH = "/settings/pre-notifications";
    private static final String WORDS = PATH + "/words";
    private static final String BY_MAIL = "byMail";
    private static final String LANGUAGE = "language";
    private static final String DAYS = "sepaDays";
    private static final String TEXT = "text";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final NoticeDoor door;

    public NoticePageRoutes(Pages pages, Desk desk, Deeds deeds, NoticeDoor door) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.door = door;
    }

    /** Whose words an announcement in a language has. */
    public record Words(String path, String language, boolean own) {}

    /**
     * What the form shows.
     *
     * @param asks what a press of the button would begin or end; empty where it does neither
     */
    public record View(
            List<SettingsTabs> tabs,
            boolean byMail,
            List<Choice> languages,
            String language,
            String days,
            List<Words> words,
            boolean sandbox,
            boolean outbox,
            String asks,
            int version,
            boolean mayChange,
            Typed typed) {

        public boolean ticked() {
            return typed.fields().has("version") ? typed.fields().has(BY_MAIL) : byMail;
        }
    }

    /**
     * What the form of the words in one language shows.
     *
     * @param usual Kontor's own
     * @param places what may stand in braces
     */
    public record WordsView(
            List<SettingsTabs> tabs,
            String code,
            String language,
            boolean own,
            String text,
            String usual,
            String places,
            int version,
            boolean mayChange,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, NoticeDoor.READ)
                        .by(call -> show(call, 200, "", Typed.nothing())));
        routes.add(pages.form(PATH, NoticeDoor.UPDATE).wholeOrganization().by(this::change));
        routes.add(
                pages.route(WORDS, NoticeDoor.READ)
                        .filters(LANGUAGE)
                        .by(call -> words(call, asked(call), 200, Typed.nothing())));
        routes.add(pages.form(WORDS, NoticeDoor.UPDATE).wholeOrganization().by(this::changeWords));
    }

    private NoticeSettings settings(Call call) {
        return desk.read(call.caller(), door::read);
    }

    private static boolean mayChange(Call call) {
        return call.caller().may(NoticeDoor.UPDATE) && call.caller().accounts().all();
    }

    private Answer show(Call call, int status, String asks, Typed typed) {
        var now = settings(call);
        var view =
                new View(
                        SettingsTabs.of(call.caller()),
                        now.byMail(),
                        Arrays.stream(Language.values())
                                .map(one -> new Choice(one.code(), name(one)))
                                .toList(),
                        now.language().code(),
                        String.valueOf(now.sepaDays()),
                        Arrays.stream(Language.values()).map(one -> words(now, one)).toList(),
                        desk.organization(call.caller()).sandbox(),
                        Outbox.opensTo(call.caller()),
                        asks,
                        now.version(),
                        mayChange(call),
                        typed);
        var frame = pages.frame(call, Section.SETTINGS, "Pre-notifications", SettingsTabs.CRUMB);
        return pages.show(status, frame, "settingspages/notices.jte", view);
    }

    private static Words words(NoticeSettings now, Language one) {
        String path = WORDS + "?" + LANGUAGE + "=" + one.code();
        return new Words(path, name(one), now.text(one).isPresent());
    }

    private static String name(Language language) {
        return Locale.of(language.code()).getDisplayLanguage(Locale.ENGLISH);
    }

    /** Mails to payers begin or end only when that was said and pressed once more. */
    private Answer change(Call call) {
        var form = call.fields();
        boolean wanted = form.has(BY_MAIL);
        var changes =
                new FormPatch()
                        .replace(BY_MAIL, BooleanNode.valueOf(wanted), BY_MAIL)
                        .replace(LANGUAGE, TextNode.valueOf(form.text(LANGUAGE)), LANGUAGE)
                        .replace(DAYS, number(form.text(DAYS)), DAYS);
        // Faults are told before it is asked whether to go on.
        var wrong = changes.wrong(NoticePageRoutes::parsed);
        if (!wrong.isEmpty()) {
            return show(call, 400, "", Typed.refused(form, wrong));
        }
        boolean switched = settings(call).byMail() != wanted;
        if (switched && !form.text("confirmed").equals(String.valueOf(wanted))) {
            return show(call, 200, asks(wanted), Typed.refused(form, List.of()));
        }
        return switch (sent(call, form, changes)) {
            case Deeds.Sent.Done _ -> Pages.goTo(PATH, "Payers are told so from now on.");
            case Deeds.Sent.Again(int status, var faults) ->
                    show(call, status, "", Typed.refused(form, changes.atFields(faults)));
        };
    }

    private static String asks(boolean wanted) {
        return wanted
                ? "From then on Kontor writes to each payer with an e-mail address when a"
                        + " collection is approved, when its day moves, and when it is given up"
                        + " before it was made. What is approved already is not told."
                : "From then on Kontor tells payers nothing, not even that a collection moves of"
                        + " which they were told. You must tell them yourselves.";
    }

    private Deeds.Sent sent(Call call, FormFields form, FormPatch changes) {
        var id = new ResourceRef.ById(settings(call).id());
        return Deeds.send(
                () ->
                        deeds.change(
                                call, form, door.change, id, Deeds.version(form), parsed(changes)));
    }

    private static NoticePatch parsed(FormPatch changes) {
        return NoticePatch.parse(changes.parse(NoticePatch.RULES));
    }

    private static JsonNode number(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,9}")
                ? IntNode.valueOf(Integer.parseInt(digits))
                : TextNode.valueOf(digits);
    }

    /** The language in the address, else that of the organization. */
    private Language asked(Call call) {
        return call.query()
                .text(LANGUAGE)
                .flatMap(Language::find)
                .orElseGet(() -> settings(call).language());
    }

    private Answer words(Call call, Language language, int status, Typed typed) {
        var now = settings(call);
        var own = now.text(language);
        String usual = NoticeText.usual(language);
        var view =
                new WordsView(
                        SettingsTabs.of(call.caller()),
                        language.code(),
                        name(language),
                        own.isPresent(),
                        own.orElse(usual),
                        usual,
                        "{" + String.join("}, {", NoticeText.PLACES) + "}",
                        now.version(),
                        mayChange(call),
                        typed);
        var frame =
                pages.frame(
                        call,
                        Section.SETTINGS,
                        "Announcement in " + view.language(),
                        SettingsTabs.CRUMB,
                        SettingsTabs.NOTICES.crumb());
        return pages.show(status, frame, "settingspages/noticewords.jte", view);
    }

    private Answer changeWords(Call call) {
        var form = call.fields();
        var language =
                Language.find(form.text(LANGUAGE)).orElseGet(() -> settings(call).language());
        // Browsers end lines as HTTP does.
        String text = form.text(TEXT).replace("\r\n", "\n").strip();
        boolean own = !text.isEmpty() && !text.equals(NoticeText.usual(language).strip());
        String path = "texts/" + language.code();
        var changes =
                own
                        ? new FormPatch().replace(path, TextNode.valueOf(text), TEXT)
                        : new FormPatch().remove(path);
        return switch (sent(call, form, changes)) {
            case Deeds.Sent.Done _ ->
                    Pages.goTo(
                            PATH,
                            own
                                    ? "Payers read your words from now on."
                                    : "Payers read Kontor's words from now on.");
            case Deeds.Sent.Again(int status, var faults) ->
                    words(call, language, status, Typed.refused(form, changes.atFields(faults)));
        };
    }
}

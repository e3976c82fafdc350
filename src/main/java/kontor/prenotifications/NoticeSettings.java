package kontor.prenotifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.OrganizationId;
import kontor.onerow.OneRow;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * How an organization tells its payers.
 *
 * @param byMail whether Kontor writes mails; without it nothing is told
 * @param language for payers whose country says none
 * @param sepaDays days before a SEPA collection, as agreed with the payers; 1 to 14
 * @param texts the organization's own words of an announcement, by language
 * @param version 0 until somebody changes them
 */
public record NoticeSettings(
        UUID id,
        boolean byMail,
        Language language,
        int sepaDays,
        Map<Language, String> texts,
        int version)
        implements OneRow {

    static final String RESOURCE = "pre_notification_settings";

    public NoticeSettings {
        texts = Map.copyOf(texts);
    }

    static NoticeSettings usual(UUID id) {
        return new NoticeSettings(id, false, Language.EN, Deadline.SEPA_DAYS, Map.of(), 0);
    }

    NoticeSettings with(NoticePatch patch) {
        var words = new TreeMap<>(texts);
        patch.texts()
                .forEach(
                        (language, text) ->
                                text.ifPresentOrElse(
                                        one -> words.put(language, one),
                                        () -> words.remove(language)));
        return new NoticeSettings(
                id,
                patch.byMail().orElse(byMail),
                patch.language().orElse(language),
                patch.sepaDays().orElse(sepaDays),
                words,
                version + 1);
    }

    /** The organization's own words in this language. */
    public Optional<String> text(Language wanted) {
        return Optional.ofNullable(texts.get(wanted));
    }

    /** As it is stored: own words by language code. */
    ObjectNode textsJson() {
        var json = Json.object();
        new TreeMap<>(texts).forEach((language, text) -> json.put(language.code(), text));
        return json;
    }

    @Override
    public Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(RESOURCE, id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("organizationId", organization.toString())
                        .put("byMail", byMail)
                        .put("language", language.code())
                        .put("sepaDays", sepaDays);
        view.set("texts", textsJson());
        return view.put("version", version).put("etag", Etag.of(version));
    }
}

package kontor.paymentpages;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kontor.changes.Door;
import kontor.core.Fault;
import kontor.core.Use;
import kontor.forms.FormPatch;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.paymentmetadata.MetadataPatch;
import kontor.payments.Payment;
import kontor.visits.FormFields;
import kontor.wire.ResourceRef;

/** The form that changes the metadata of a payment. */
public final class PaymentNoteRoutes<P extends Payment<P>> {

    private static final int NEW_ROWS = 3;

    private final PaymentDesk desk;
    private final KindOfPayment<P> kind;
    private final Door<MetadataPatch> patch;

    PaymentNoteRoutes(PaymentDesk desk, KindOfPayment<P> kind, Door<MetadataPatch> patch) {
        this.desk = desk;
        this.kind = kind;
        this.patch = patch;
    }

    /**
     * What the form shows.
     *
     * @param rows keys with values, as they are or as they were typed, and some empty ones
     * @param now how it is, where somebody else changed it meanwhile; else empty
     * @param version that the person saw
     */
    public record View(
            String path,
            String what,
            List<Row> rows,
            Map<String, String> now,
            int version,
            Typed typed) {

        /** Faults of the metadata, each with its key. */
        public List<Fault> faults() {
            return typed.faults().stream()
                    .filter(one -> one.field().startsWith("metadata"))
                    .toList();
        }
    }

    /** A key and its value. */
    public record Row(String key, String value) {}

    public void register(Routes routes) {
        String path = kind.path() + "/{id}/metadata";
        var change = new ArrayList<>(kind.decide().permissions());
        change.addAll(kind.read().permissions());
        var use = new Use(change);
        routes.add(desk.pages().route(path, use).externalIds().by(this::asItIs));
        routes.add(desk.pages().form(path, use).externalIds().by(this::changed));
    }

    private P found(Call call) {
        var caller = call.caller();
        var reference = call.reference("id");
        return orThrow(
                        desk.database()
                                .read(
                                        caller.organization(),
                                        tx -> kind.payments().find(tx, caller, reference)))
                .payment();
    }

    private Answer asItIs(Call call) {
        return form(call, 200, found(call), Typed.nothing());
    }

    private Answer form(Call call, int status, P payment, Typed typed) {
        var now = new TreeMap<>(payment.terms().metadata());
        boolean isTyped = typed.fields().has("metadata.key");
        String path = kind.path(payment.id());
        var view =
                new View(
                        path,
                        kind.other().apply(payment).legalName()
                                + ", "
                                + payment.terms().reference(),
                        rows(isTyped ? typed(typed.fields()) : now),
                        typed.isStale() ? now : Map.of(),
                        payment.version(),
                        typed);
        var frame =
                desk.pages()
                        .frame(
                                call,
                                kind.section(),
                                "Metadata",
                                new Frame.Crumb(kind.section().label(), kind.path()),
                                new Frame.Crumb(payment.terms().reference(), path));
        return desk.pages().show(status, frame, "payments/note.jte", view);
    }

    private static List<Row> rows(Map<String, String> entries) {
        var rows = new ArrayList<Row>();
        entries.forEach((key, value) -> rows.add(new Row(key, value)));
        for (int i = 0; i < NEW_ROWS; i++) {
            rows.add(new Row("", ""));
        }
        return rows;
    }

    /** Of two rows with one key the later one counts. */
    private static Map<String, String> typed(FormFields fields) {
        var keys = fields.all("metadata.key");
        var values = fields.all("metadata.value");
        var typed = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            if (!keys.get(i).isBlank()) {
                typed.put(keys.get(i).strip(), values.get(i).strip());
            }
        }
        return typed;
    }

    private Answer changed(Call call) {
        var payment = found(call);
        var changes = changes(payment.terms().metadata(), typed(call.fields()));
        String path = kind.path(payment.id());
        if (changes.isEmpty()) {
            return Pages.goTo(path, "Nothing was changed: the metadata is as you typed it.");
        }
        return desk.deeds()
                .change(
                        call,
                        patch,
                        new ResourceRef.ById(payment.id()),
                        _ -> MetadataPatch.parse(changes.parse(MetadataPatch.RULES)),
                        (_, _) -> Pages.goTo(path, "The metadata is changed."),
                        (status, typed) ->
                                form(call, status, found(call), changes.atFields(typed)));
    }

    /** What is emptied is removed; a key that the form does not name stays as it is. */
    private static FormPatch changes(Map<String, String> now, Map<String, String> typed) {
        var changes = new FormPatch();
        typed.forEach(
                (key, value) -> {
                    if (!value.isEmpty() && !value.equals(now.get(key))) {
                        changes.replace(path(key), TextNode.valueOf(value), "metadata." + key);
                    }
                });
        now.keySet().stream()
                .filter(key -> typed.containsKey(key) && typed.getOrDefault(key, "").isEmpty())
                .forEach(key -> changes.remove(path(key)));
        return changes;
    }

    /** A key as a step of a JSON Pointer (RFC 6901). */
    private static String path(String key) {
        return "metadata/" + key.replace("~", "~0").replace("/", "~1");
    }
}

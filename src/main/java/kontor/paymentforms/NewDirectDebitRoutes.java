package kontor.paymentpages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.MoneyBack;
import kontor.directdebits.NewDirectDebit;
import kontor.forms.Choice;
import kontor.forms.Deeds;
import kontor.forms.FormJson;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.mandates.Mandate;
import kontor.mandates.MandateFilter;
import kontor.mandates.MandateStatus;
import kontor.mandates.Mandates;
import kontor.pages.Figures;
import kontor.pages.Frame;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.previews.PaymentPreview;
import kontor.previews.Previews;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.PageRequest;
import kontor.wire.ResourceRef;

/** The form for a collection, with what will happen beside it. */
public final class NewDirectDebitRoutes {

    private static final String PATH = "/direct-debits/new";

    private final Pages pages;
    private final Database database;
    private final Deeds deeds;
    private final PaymentListRoutes.Parts parts;
    private final Doors doors;
    private final Door<NewDirectDebit> create;

    /** Doors that only collections have. */
    public record Doors(DirectDebits directDebits, Mandates mandates, Previews previews) {}

    public NewDirectDebitRoutes(
            Pages pages,
            Database database,
            Deeds deeds,
            PaymentListRoutes.Parts parts,
            Doors doors) {
        this.pages = pages;
        this.database = database;
        this.deeds = deeds;
        this.parts = parts;
        this.doors = doors;
        this.create = doors.directDebits::create;
    }

    /**
     * What the page shows.
     *
     * @param mandates those that can be used, the newest first; more are found by their id
     * @param ahead what would become of it, a line each; empty where nothing was asked yet
     */
    public record View(
            Typed typed, List<Choice> mandates, List<Choice> accounts, List<Line> ahead) {}

    /** A line of what will happen. */
    public record Line(String icon, String what, String more) {}

    public void register(Routes routes) {
        routes.add(pages.route(PATH, DirectDebits.CREATE).filters("mandateId").by(this::empty));
        routes.add(pages.form(PATH, DirectDebits.CREATE).by(this::send));
    }

    private Answer empty(Call call) {
        var mandate = call.query().text("mandateId").orElse("");
        var known =
                FormFields.of(
                        ("mandateId=" + Figures.inAddress(mandate))
                                .getBytes(StandardCharsets.UTF_8));
        return show(call, 200, Typed.of(known), List.of());
    }

    private Answer send(Call call) {
        var fields = call.fields();
        if (fields.has("preview")) {
            return preview(call, fields);
        }
        var sent = Deeds.send(() -> deeds.create(call, fields, create, parsed(call, fields)));
        return switch (sent) {
            case Deeds.Sent.Done(var body, boolean earlier) ->
                    Pages.goTo(
                            "/direct-debits/" + body.path("id").asText(),
                            earlier ? "It had been created before." : "Created.");
            case Deeds.Sent.Again(int status, var faults) ->
                    show(call, status, Typed.refused(fields, faults), List.of());
        };
    }

    private Answer preview(Call call, FormFields fields) {
        try {
            var found = doors.previews.debit(call.caller(), call.requestId(), parsed(call, fields));
            return switch (found) {
                case Outcome.Done<PaymentPreview>(var preview) ->
                        show(
                                call,
                                200,
                                Typed.refused(fields, List.of()),
                                ahead(preview, parts.zone(call.caller())));
                case Outcome.Refused<PaymentPreview>(var refusal) -> {
                    var again = Deeds.again(refusal);
                    yield show(
                            call, again.status(), Typed.refused(fields, again.faults()), List.of());
                }
            };
        } catch (InvalidRequest wrong) {
            return show(call, 400, Typed.refused(fields, wrong.faults()), List.of());
        }
    }

    /** The body that a program would send; the scheme is that of the mandate. */
    private NewDirectDebit parsed(Call call, FormFields fields) {
        var form =
                new FormJson(fields)
                        .texts("mandateId", "date", "reference", "externalId")
                        .amount("amount.stringValue", "amount.currency")
                        .metadata();
        fields.given("source.id")
                .ifPresent(id -> form.put("source.type", "ACCOUNT").put("source.id", id));
        scheme(call, fields).ifPresent(scheme -> form.put("scheme", scheme));
        return NewDirectDebit.parse(form.fields());
    }

    private Optional<String> scheme(Call call, FormFields fields) {
        var caller = call.caller();
        return fields.given("mandateId")
                .filter(text -> text.matches("[a-zA-Z0-9:._+=-]{1,80}"))
                .flatMap(
                        text ->
                                database
                                        .read(
                                                caller.organization(),
                                                tx ->
                                                        doors.mandates.find(
                                                                tx,
                                                                caller,
                                                                ResourceRef.parse(text)))
                                        .stream()
                                        .map(mandate -> mandate.scheme().name())
                                        .findFirst())
                .or(() -> Optional.of("SDD_CORE"));
    }

    private Answer show(Call call, int status, Typed typed, List<Line> ahead) {
        var caller = call.caller();
        var view =
                database.read(
                        caller.organization(),
                        tx ->
                                new View(
                                        typed,
                                        mandates(tx, caller),
                                        parts.choices(tx, caller),
                                        ahead));
        var frame =
                pages.frame(
                        call,
                        Section.DIRECT_DEBITS,
                        "New direct debit",
                        new Frame.Crumb("Payments", "/direct-debits"),
                        new Frame.Crumb("Direct debits", "/direct-debits"));
        return pages.show(status, frame, "payments/newdebit.jte", view);
    }

    private List<Choice> mandates(Tx tx, Caller caller) {
        if (!caller.may(Mandates.READ)) {
            return List.of();
        }
        var page = new PageRequest(PageRequest.USUAL, Optional.empty(), "");
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Choose a mandate"));
        for (var status : List.of(MandateStatus.ACTIVE, MandateStatus.CREATED)) {
            var filter =
                    new MandateFilter(
                            Optional.<UUID>empty(),
                            Optional.empty(),
                            Optional.of(status),
                            Optional.empty());
            doors.mandates.list(tx, caller, filter, page).items().stream()
                    .map(NewDirectDebitRoutes::choice)
                    .forEach(choices::add);
        }
        return choices;
    }

    private static Choice choice(Mandate mandate) {
        String holder = Json.readOwn(mandate.sourceHolder()).path("legalName").asText();
        return new Choice(
                mandate.id().toString(),
                holder + ", " + mandate.mandateReference() + ", " + mandate.scheme());
    }

    private static List<Line> ahead(PaymentPreview preview, ZoneId zone) {
        var payment = preview.payment();
        var lines = new ArrayList<Line>();
        String asked = payment.path("date").asText();
        String day = preview.effectiveDate().toString();
        lines.add(
                new Line(
                        "clock",
                        "Collected on " + Figures.weekday(preview.effectiveDate()),
                        asked.equals(day)
                                ? "the day you asked for"
                                : "you asked for " + asked + ", which is no bank day or too soon"));
        var steps = payment.path("approvalSteps");
        var until =
                Figures.moment(Instant.parse(payment.path("submissionDeadline").asText()), zone);
        lines.add(
                new Line(
                        "approve",
                        approvals(steps.size()),
                        "until " + until + ", else it moves to the next bank day"));
        lines.add(new Line("file", "Leaves with the file of " + until, ""));
        preview.moneyBack().ifPresent(back -> lines.add(back(back)));
        return lines;
    }

    private static String approvals(int steps) {
        return switch (steps) {
            case 0 -> "Needs no approval";
            case 1 -> "Needs one approval";
            default -> "Needs " + steps + " approvals";
        };
    }

    private static Line back(MoneyBack back) {
        return back.refundUntil()
                .map(
                        day ->
                                new Line(
                                        "back",
                                        "May come back until " + day,
                                        "8 weeks, no reason needed"))
                .orElseGet(
                        () ->
                                new Line(
                                        "back",
                                        "May be returned until " + back.returnUntil(),
                                        "by the payer's bank"));
    }
}
